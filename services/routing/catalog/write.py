"""A catalogue snapshot as a province's folder of YAML, such that reading the folder gives the same snapshot again."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from services.routing.catalog.problem import Snapshot

#: What a child takes from its parent where it does not state it.
OWN = frozenset({"slug", "parent", "name_vi", "name_en"})
#: What people look for first in a record.
FIRST = ("slug", "code", "id", "order", "name", "short_name", "name_vi", "name_en")
WIDTH = 120
Record = Mapping[str, Any]


class _Text(yaml.SafeDumper):
    """No anchors: people edit these files, and what looks repeated is."""

    def ignore_aliases(self, data: Any) -> bool:
        """Say so for everything."""
        return True


def write(snapshot: Snapshot, folder: Path) -> list[Path]:
    """Write the files into `folder`, made where it is missing; return them. What is there is replaced.

    Raises OSError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    return [_written(folder / f"{name}.yaml", content) for name, content in files_of(snapshot).items()]


def files_of(snapshot: Snapshot) -> dict[str, Any]:
    """Return what stands in each file, by its name without `.yaml`."""
    since = _first_day(snapshot)
    files: dict[str, Any] = {
        "province": {"province": snapshot["province"], "catalogue_from": since},
        "categories": {"categories": _tree(snapshot, None)},
        "agencies": {"agencies": [_stated(each) for each in snapshot["agencies"]]},
        "areas": {"areas": [_stated(each) for each in snapshot["areas"]]},
        "rules": {"rules": [_stated(each) for each in snapshot["rules"]], "default": snapshot["default"]},
        **{name: {name: snapshot[name]} for name in ("deadlines", "calendar", "limits")},
    }
    return files | ({"outbreaks": {"outbreaks": snapshot["outbreaks"]}} if "outbreaks" in snapshot else {})


def _written(path: Path, content: Any) -> Path:
    text = yaml.dump(content, Dumper=_Text, allow_unicode=True, sort_keys=False, width=WIDTH)
    path.write_text(text, "utf-8")
    return path


def _first_day(snapshot: Snapshot) -> str:
    return str(min(each["valid_from"] for part in ("categories", "agencies", "areas") for each in snapshot[part]))


def _stated(record: Record) -> dict[str, Any]:
    """Nobody states that there is nothing."""
    return _arranged({name: value for name, value in record.items() if value is not None and value != []})


def _arranged(record: Record) -> dict[str, Any]:
    return {name: record[name] for name in (*FIRST, *record) if name in record}


def _tree(snapshot: Snapshot, parent: Record | None) -> list[dict[str, Any]]:
    slug = parent["slug"] if parent else None
    return [_node(snapshot, each, parent) for each in snapshot["categories"] if each["parent"] == slug]


def _node(snapshot: Snapshot, category: Record, parent: Record | None) -> dict[str, Any]:
    stated = {name: value for name, value in category.items() if name != "parent" and not _taken(name, value, parent)}
    children = _tree(snapshot, category)
    named = _arranged({**stated, "slug": category["slug"].rpartition(".")[2]})
    return {**named, "children": children} if children else named


def _taken(name: str, value: Any, parent: Record | None) -> bool:
    if name in OWN:
        return False
    return value == parent.get(name) if parent else value is None
