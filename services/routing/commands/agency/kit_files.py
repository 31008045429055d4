"""The files of an agency's kit: excerpts of the published contracts, and the programs of `examples/agency_kit`."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from services.kit.commands.console import Exit, Failure
from services.kit.messaging.topology import FOR_AGENCIES, REPLIES_OF_AGENCIES
from services.routing.commands.agency.kit_contracts import asyncapi_excerpt, openapi_excerpt

Json = dict[str, Any]

#: What every agency gets, and what only its way of delivery needs.
COMMON = (
    *("README.md", "check.py", "handle.py", "inbox.py", "hotline.py", "requirements.txt"),
    *("Dockerfile", "hotline-agency.service"),
)
PROGRAMS = {"amqp": ("agency.py",), "pull": ("pull.py",), "webhook": ("webhook.py", "pull.py"), "desk": ()}
TYPES = (*FOR_AGENCIES, *(f"reply.{kind}" for kind in REPLIES_OF_AGENCIES))


@dataclass(frozen=True, slots=True, kw_only=True)
class Kit:
    """Whose kit it is."""

    agency: str
    name: str
    delivery: str


def source() -> Path:
    """Return the folder with `contracts/` and `examples/`: where we are, or the program's own. Raises `Failure`."""
    for folder in (Path.cwd(), Path(__file__).resolve().parents[4]):
        if (folder / "contracts" / "asyncapi.yaml").exists() and (folder / "examples" / "agency_kit").exists():
            return folder
    raise Failure(
        Exit.USAGE,
        "Không thấy thư mục contracts/ và examples/agency_kit/.",
        "There are no folders contracts/ and examples/agency_kit/ here.",
    )


def kit_files(kit: Kit, root: Path) -> dict[str, str]:
    """Return the kit's files by name, without credentials."""
    programs = root / "examples" / "agency_kit"
    names = (*COMMON, *PROGRAMS[kit.delivery])
    files = {name: _filled((programs / name).read_text("utf-8"), kit) for name in names}
    errors = yaml.safe_load((programs / "errors.yaml").read_text("utf-8"))
    for mark, tongue in (("@ERRORS_VI@", "vi"), ("@ERRORS_EN@", "en")):
        files["README.md"] = files["README.md"].replace(mark, _table(errors, tongue))
    return files | _contracts(kit, root / "contracts")


def _contracts(kit: Kit, contracts: Path) -> dict[str, str]:
    asyncapi = asyncapi_excerpt(yaml.safe_load((contracts / "asyncapi.yaml").read_text("utf-8")), kit.agency)
    openapi = openapi_excerpt(json.loads((contracts / "openapi" / "routing.json").read_text("utf-8")))
    files = {
        "asyncapi.yaml": yaml.safe_dump(asyncapi, sort_keys=False, allow_unicode=True, width=120),
        "openapi.json": json.dumps(openapi, ensure_ascii=False, indent=2) + "\n",
    }
    for type_ in TYPES:
        event = contracts / "events" / type_ / "v1"
        files[f"schemas/{type_}.json"] = (event / "schema.json").read_text("utf-8")
        files[f"examples/{type_}.json"] = (event / "example.json").read_text("utf-8")
    return files


def _table(errors: Json, tongue: str) -> str:
    rows = [f"| `{slug}` | {words[tongue]} |" for slug, words in sorted(errors.items())]
    return "\n".join(["| slug | |", "|---|---|", *rows])


def _filled(text: str, kit: Kit) -> str:
    """Put the agency's names where the documents leave room for them."""
    program = next(iter(PROGRAMS[kit.delivery]), "check.py")
    marks = {"@AGENCY@": kit.agency, "@NAME@": kit.name, "@DELIVERY@": kit.delivery, "@PROGRAM@": program}
    for mark, value in marks.items():
        text = text.replace(mark, value)
    return text
