"""Which files the contracts are, and what stands in each."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from services.kit.commands.console import Exit, Failure
from services.kit.events import EventData, all_types
from services.ops.contracts import asyncapi, openapi
from services.ops.contracts.json_schema import DIALECT, Json, message_schema

GENERATED = "Made by `hotline contracts write`; do not edit."


def generated(root: Path) -> dict[Path, str]:
    """Return every generated file under `root` with its content.

    The golden examples are read, not made: people write them, and they hold the code to its word.
    Raises `Failure` where an event type has no example.
    """
    files = {_event_path(root, cls) / "schema.json": _json(_stand_alone(cls)) for cls in all_types().values()}
    files[root / "asyncapi.yaml"] = _yaml(asyncapi.document(golden(root)))
    for service, document in openapi.documents():
        files[root / "openapi" / f"{service}.json"] = _json(document)
    return files


def golden(root: Path) -> dict[str, Any]:
    """Return the golden example of every event type, by type and version. Raises `Failure` where one is missing."""
    examples = {}
    for cls in all_types().values():
        path = _event_path(root, cls) / "example.json"
        if not path.exists():
            raise Failure(Exit.WRONG, f"Thiếu ví dụ {path}.", f"The golden example {path} is missing.")
        examples[f"{cls.TYPE}/{cls.VERSION}"] = json.loads(path.read_text())
    return examples


def differences(root: Path) -> Iterator[Path]:
    """Yield the files that are missing, outdated, or no longer made."""
    files = generated(root)
    for path, content in files.items():
        if not path.exists() or path.read_text() != content:
            yield path
    for pattern in ("events/*/*/schema.json", "openapi/*.json"):
        yield from (path for path in root.glob(pattern) if path not in files)


def _event_path(root: Path, cls: type[EventData]) -> Path:
    return root / "events" / cls.TYPE / f"v{cls.VERSION}"


def _stand_alone(cls: type[EventData]) -> Json:
    return {"$schema": DIALECT, "$comment": GENERATED, **message_schema(cls)}


def _json(document: Json) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


class _Dumper(yaml.SafeDumper):
    """Plain YAML: no anchors, and long texts as blocks."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _text)


def _yaml(document: Json) -> str:
    body = yaml.dump(document, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=120)
    return f"# {GENERATED}\n{body}"
