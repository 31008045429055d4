"""The words for one occasion on one kind of channel: who wrote them, who put them in force, what they were before.

One person writes a draft, another puts it in force. What is in force nowhere is said by the program's own words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

#: Language → part → words.
Texts = Mapping[str, Mapping[str, str]]
DRAFTED, WITHDRAWN, PUT_IN_FORCE, BROUGHT_BACK, TO_DEFAULT = (
    "drafted",
    "withdrawn",
    "put_in_force",
    "brought_back",
    "to_default",
)


@dataclass(frozen=True, slots=True)
class Place:
    """`occasion` is the slug of one, `kind` the kind of channel."""

    occasion: str
    kind: str

    def __str__(self) -> str:
        """Return its key."""
        return f"{self.occasion}/{self.kind}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What was done, by whom, when (UTC); `number` of the version it was about."""

    did: str
    by: str
    at: datetime
    note: str = ""
    number: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """`hands`: everybody who wrote at it, none of whom may put it in force."""

    texts: Texts
    hands: frozenset[str]
    by: str
    at: datetime
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """Words that were put in force; `before` is the number of those before them, None for the program's own."""

    number: int
    texts: Texts
    made_by: str
    approved_by: str
    at: datetime
    before: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """`in_force` is the number of a version, None while the program's own words are. `version` counts changes."""

    place: Place
    version: int = 0
    draft: Draft | None = None
    in_force: int | None = None
    versions: tuple[Version, ...] = ()
    history: tuple[Step, ...] = ()

    @property
    def present(self) -> Version | None:
        """Return the version in force, if it is not the program's own."""
        return next((each for each in self.versions if each.number == self.in_force), None)


def drafted(unit: Unit, texts: Texts, by: str, at: datetime, note: str) -> Unit:
    """Return it with a draft, or with other words in the draft there is."""
    hands = unit.draft.hands if unit.draft else frozenset()
    draft = Draft(texts=texts, hands=hands | {by}, by=by, at=at, note=note)
    return _noted(replace(unit, draft=draft), Step(did=DRAFTED, by=by, at=at, note=note))


def withdrawn(unit: Unit, by: str, at: datetime) -> Unit:
    """Return it without its draft."""
    return _noted(replace(unit, draft=None), Step(did=WITHDRAWN, by=by, at=at))


def put_in_force(unit: Unit, draft: Draft, by: str, at: datetime) -> Unit:
    """Return it with its draft in force."""
    number = len(unit.versions) + 1
    version = Version(number=number, texts=draft.texts, made_by=draft.by, approved_by=by, at=at, before=unit.in_force)
    after = replace(unit, draft=None, in_force=number, versions=(*unit.versions, version))
    return _noted(after, Step(did=PUT_IN_FORCE, by=by, at=at, note=draft.note, number=number))


def brought_back(unit: Unit, present: Version, by: str, at: datetime) -> Unit:
    """Return it one step back: what was in force before the version `present` is again."""
    return _noted(replace(unit, in_force=present.before), Step(did=BROUGHT_BACK, by=by, at=at, number=present.before))


def to_default(unit: Unit, by: str, at: datetime) -> Unit:
    """Return it with the program's own words in force."""
    return _noted(replace(unit, in_force=None), Step(did=TO_DEFAULT, by=by, at=at))


def _noted(unit: Unit, step: Step) -> Unit:
    return replace(unit, version=unit.version + 1, history=(*unit.history, step))
