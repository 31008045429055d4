"""Read a province's folder of YAML into a catalogue snapshot. The only module of the catalogue that does I/O."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from marshmallow import Schema, ValidationError

from services.kit.failures import Rejected
from services.kit.text import nfc
from services.routing.catalog.problem import Snapshot
from services.routing.catalog.schema import FILES, OPTIONAL
from services.routing.catalog.tree import flatten


class _Text(yaml.SafeLoader):
    """YAML whose dates stay text: a snapshot is JSON, and ISO dates compare as they are."""


_Text.yaml_implicit_resolvers = {
    char: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for char, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def load(folder: Path | str) -> Snapshot:
    """Return the snapshot of the catalogue in `folder`: NFC text, ISO dates, the same order every time.

    Categories keep the order of the file, which is the order people see; agencies are sorted by slug,
    areas by code, rules by their order. Raises `Rejected` naming the file and the place in it.
    """
    paths = {name: Path(folder) / f"{name}.yaml" for name in FILES}
    files = {name: _read(path, FILES[name]()) for name, path in paths.items() if _is_wanted(name, path)}
    since = files["province"]["catalogue_from"]
    return {
        "province": files["province"]["province"],
        "categories": _dated(flatten(files["categories"]["categories"]), since),
        "agencies": sorted(_dated(files["agencies"]["agencies"], since), key=lambda agency: str(agency["slug"])),
        "areas": sorted(_dated(files["areas"]["areas"], since), key=lambda area: str(area["code"])),
        **_rules_of(files["rules"], since),
        "deadlines": files["deadlines"]["deadlines"],
        "calendar": files["calendar"]["calendar"],
        "limits": files["limits"]["limits"],
        **({"outbreaks": files["outbreaks"]["outbreaks"]} if "outbreaks" in files else {}),
    }


def _is_wanted(name: str, path: Path) -> bool:
    return name not in OPTIONAL or path.exists()


def load_rules(path: Path, since: str) -> dict[str, Any]:
    """Return `rules` and `default` of one file, as they stand in a snapshot; `since` is the catalogue's first day.

    Raises `Rejected` as `load` does.
    """
    return _rules_of(_read(path, FILES["rules"]()), since)


def _rules_of(file: Mapping[str, Any], since: str) -> dict[str, Any]:
    rules = sorted(_dated(file["rules"], since), key=lambda rule: (rule["order"], rule["id"]))
    return {"rules": rules, "default": file["default"]}


def _read(path: Path, schema: Schema) -> dict[str, Any]:
    try:
        content = yaml.load(path.read_text("utf-8"), Loader=_Text)  # noqa: S506 - a SafeLoader
        return dict(schema.load(normalised(content)))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise Rejected(
            "catalog-unreadable",
            f"Không đọc được tệp danh mục {path.name}.",
            f"The catalogue file {path.name} cannot be read.",
            reason=str(error),
        ) from error
    except ValidationError as error:
        raise Rejected(
            "catalog-malformed",
            f"Tệp danh mục {path.name} có mục sai mẫu.",
            f"The catalogue file {path.name} has entries of the wrong form.",
            errors=error.messages,
        ) from error


def normalised(value: Any) -> Any:
    """Return `value` with every text in it in NFC; an editor may save Vietnamese decomposed."""
    if isinstance(value, str):
        return nfc(value)
    if isinstance(value, Mapping):
        return {normalised(key): normalised(item) for key, item in value.items()}
    return [normalised(item) for item in value] if isinstance(value, list) else value


def _dated(records: list[dict[str, Any]], since: str) -> list[dict[str, Any]]:
    """A record that does not say since when it holds does so since the first day of the catalogue."""
    return [{**record, "valid_from": record["valid_from"] or since} for record in records]
