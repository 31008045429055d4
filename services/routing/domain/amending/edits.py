"""Edits of a catalogue: one record each, with what it was before, so that nobody's change is lost unnoticed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Snapshot = Mapping[str, Any]
Record = dict[str, Any]

#: Parts that are lists of records, and what a record is called by.
LISTS = {"categories": "slug", "agencies": "slug", "areas": "code", "deadlines": "slug", "outbreaks": "slug"}
#: Parts that are one mapping; each of its names is edited on its own.
MAPPINGS = ("province", "calendar", "limits")
PARTS = (*LISTS, *MAPPINGS)
#: Records that have a first and perhaps a last day: cases name them, so they end, and are never taken out.
LASTING = frozenset({"categories", "agencies", "areas"})
#: Parts that stand in order of their names; in the others, people's order counts.
SORTED = frozenset({"agencies", "areas"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """`before` is what the record was in the catalogue in force when it was edited, None for a new one.

    `after` is what it is to be, None for one that goes.
    """

    part: str
    key: str
    before: Any
    after: Any

    @property
    def place(self) -> tuple[str, str]:
        """Return what it is about: the later of two edits of one place is the one that counts."""
        return self.part, self.key


def value_in(snapshot: Snapshot, part: str, key: str) -> Any:
    """Return a record, or the value of a name in a mapping; None where there is none."""
    if part in LISTS:
        return next((each for each in snapshot.get(part, ()) if each[LISTS[part]] == key), None)
    return (snapshot.get(part) or {}).get(key)


def applied(snapshot: Snapshot, edits: Iterable[Edit]) -> dict[str, Any]:
    """Return the catalogue with the edits, whatever the records are now; see `clashes`."""
    result = dict(snapshot)
    for edit in edits:
        put = _in_list if edit.part in LISTS else _in_mapping
        result[edit.part] = put(result.get(edit.part), edit)
    return result


def clashes(snapshot: Snapshot, edits: Iterable[Edit]) -> list[Edit]:
    """Return the edits whose record is by now neither as it was nor as they want it."""
    return [each for each in edits if value_in(snapshot, *each.place) not in (each.before, each.after)]


def differences(old: Snapshot, new: Snapshot) -> list[Edit]:
    """Return the edits that make one catalogue of the other, part by part."""
    return [
        Edit(part=part, key=key, before=before, after=after)
        for part in PARTS
        for key in _keys(old, new, part)
        if (before := value_in(old, part, key)) != (after := value_in(new, part, key))
    ]


def merged(edits: Sequence[Edit], more: Iterable[Edit]) -> tuple[Edit, ...]:
    """Return the edits with more of them: a later one of the same record takes the place of an earlier one.

    What is as it was before is no edit.
    """
    places = {each.place: each for each in edits}
    places.update((each.place, each) for each in more)
    return tuple(each for each in places.values() if each.before != each.after)


def _keys(old: Snapshot, new: Snapshot, part: str) -> list[str]:
    found = [key for snapshot in (new, old) for key in _keys_in(snapshot, part)]
    return list(dict.fromkeys(found))


def _keys_in(snapshot: Snapshot, part: str) -> Iterator[str]:
    if part in LISTS:
        yield from (str(each[LISTS[part]]) for each in snapshot.get(part, ()))
    else:
        yield from snapshot.get(part) or ()


def _in_mapping(mapping: Mapping[str, Any] | None, edit: Edit) -> dict[str, Any]:
    others = {name: value for name, value in (mapping or {}).items() if name != edit.key}
    return others if edit.after is None else {**others, edit.key: edit.after}


def _in_list(records: Sequence[Record] | None, edit: Edit) -> list[Record]:
    known, name = list(records or ()), LISTS[edit.part]
    keys = [each[name] for each in known]
    if edit.after is None:
        return [each for each in known if each[name] != edit.key]
    if edit.key in keys:
        return [edit.after if each[name] == edit.key else each for each in known]
    known.insert(_place(keys, edit), edit.after)
    return known


def _place(keys: Sequence[str], edit: Edit) -> int:
    """A new record stands where its name does, a new category after the last one of its group."""
    if edit.part in SORTED:
        return sum(1 for each in keys if each < edit.key)
    group = edit.key.rpartition(".")[0]
    family = [at for at, each in enumerate(keys) if group and (each == group or each.startswith(f"{group}."))]
    return family[-1] + 1 if family else len(keys)
