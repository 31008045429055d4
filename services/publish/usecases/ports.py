"""What the use cases need from the outside."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from services.kit.events import Event
from services.publish.domain.case import Case
from services.publish.domain.position import Position
from services.publish.domain.public_case import PublicCase
from services.publish.domain.rating import Rating
from services.publish.domain.withdrawal import Withdrawal


@dataclass(frozen=True, slots=True)
class Stored:
    """A case as it was read. `revision` is None for one that is not stored yet."""

    case: Case
    revision: int | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What to write in place of `before`, with the events that tell of it, as (event, end of its routing key).

    `held`: only the catalogue is missing for a decision.
    """

    before: Stored
    after: Case
    events: tuple[tuple[Event, str], ...] = ()
    held: bool = False


class Cases(Protocol):
    """Every case the portal has heard of. For the projection, the citizen with the digits, and the editor."""

    def load(self, codes: Iterable[str]) -> dict[str, Stored]:
        """Return the cases that exist, by code."""

    def save(self, changes: Sequence[Change]) -> bool:
        """Write all changes with their events, each in one document; return False when one of them had meanwhile been
        changed by somebody else. Then load again and do the work again: what was written stays.
        """

    def held(self, most: int) -> list[str]:
        """Return codes of cases that wait for a catalogue."""

    def forget_contacts(self, answered_before: datetime) -> int:
        """Remove the contacts of cases answered before that moment; return of how many."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list of published cases is narrowed to; None and nothing mean everything.

    `words` must all occur: one with diacritics as it is spelled, one without in any spelling (`domain/words`). A
    category includes what is below it; of `areas` it is one; `month` is the first day of the month of the answer.
    """

    words: tuple[str, ...] = ()
    category: str | None = None
    agency: str | None = None
    areas: frozenset[str] = frozenset()
    month: date | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """Which part of a list is wanted: `most` cases behind `after` or before `before`, or behind the first `skip`."""

    most: int
    skip: int = 0
    after: Position | None = None
    before: Position | None = None


class PublicCases(Protocol):
    """The published cases, and nothing else."""

    def find(self, filters: Filters, stretch: Stretch) -> list[PublicCase]:
        """Return published cases, the latest answer first; with `before`, those nearest to it."""

    def show(self, code: str) -> PublicCase | None:
        """Return one published case."""

    def agencies(self) -> Sequence[str]:
        """Return the slugs of the agencies that have published answers."""

    def areas(self) -> Sequence[str]:
        """Return the codes of the areas that published cases are about."""


class Attempts(Protocol):
    """Counts wrong tries to see a case, each for a limited time."""

    def count(self, keys: Sequence[str]) -> Mapping[str, int]:
        """Return how many wrong tries each key has within its window."""

    def add(self, keys: Sequence[str], until: datetime) -> None:
        """Count one wrong try for each key; a key without any opens its window now, until that moment."""

    def clear(self, key: str) -> None:
        """Forget the tries of a key."""


class Ratings(Protocol):
    """What citizens said about answers."""

    def add(self, rating: Rating, event: Event) -> bool:
        """Store a rating with the event that tells of it; False, and nothing changed, where there is one already."""

    def find(self, key: str) -> Rating | None:
        """Return the rating of an answer."""


class Withdrawals(Protocol):
    """The cases that their citizens want back."""

    def add(self, wish: Withdrawal, told: tuple[Event, str]) -> bool:
        """Store a wish with its event (and the end of its key); False, and nothing changed, where there is one."""

    def find(self, code: str) -> Withdrawal | None:
        """Return the wish about a case."""


class Catalogue(Protocol):
    """The reference data as last heard."""

    def current(self) -> Mapping[str, Any] | None:
        """Return the snapshot, or None while there is none. The same object until it changes."""
