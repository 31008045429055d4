"""What the knowledge base needs from outside."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from services.kit.events import Event
from services.routing.domain.knowledge.entry import Entry, Kind, Revision, Stage
from services.routing.domain.search_words import Sought


@dataclass(frozen=True, slots=True)
class Change:
    """An entry after something was done to it, as it was before (None: new), and the event that the public hears."""

    after: Entry
    before: Entry | None
    event: Event | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which entries are asked for; None does not matter. `about` is the field of a
    procedure, `waits`: only those with a text that was not published.
    """

    sought: Sought = field(default_factory=Sought)
    kind: Kind | None = None
    stage: Stage | None = None
    level: str | None = None
    about: str | None = None
    agency: str | None = None
    waits: bool = False
    offset: int = 0
    limit: int = 50


@dataclass(frozen=True, slots=True)
class Listed:
    """Some entries, without their histories, and how many there are in all."""

    entries: Sequence[Entry]
    total: int


class Entries(Protocol):
    """All entries of the knowledge base, each with what waits to be told of it."""

    def find(self, code: str) -> Entry | None:
        """Return one, with its history."""

    def known(self, codes: Iterable[str]) -> Mapping[str, Entry]:
        """Return those that exist, by code, with their histories."""

    def save(self, changes: Sequence[Change]) -> bool:
        """Store all changes or none: False, and nothing is stored, where one was made from an old version."""

    def index_due(self) -> int:
        """Make findable what was stored without its words, as by an import that was killed; return how many."""

    def revisions(self, code: str) -> Sequence[Revision]:
        """Return the texts an entry has had, newest first; of many only the newest."""

    def list(self, wanted: Wanted) -> Listed:
        """Return what is asked for: by title where there is nothing to look for, else the best first."""

    def guess(self, words: Sequence[str], most: int) -> Sequence[Entry]:
        """Return published entries in which some of the words occur, those with the most telling first."""

    def fields(self) -> Sequence[str]:
        """Return the fields of procedures, by the alphabet."""

    def tell_again(self, event_of: EventOf) -> int:
        """Tell once more of every entry that was ever published; return how many. Safe to repeat."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that somebody is about to import; `kind` is that of rows which name none."""

    id: str
    by: str
    name: str
    kind: str | None
    content: bytes = field(repr=False)


class Uploads(Protocol):
    """Files between their preview and the decision to import them."""

    def keep(self, upload: Upload, until: datetime) -> None:
        """Store it until then."""

    def find(self, id_: str, by: str) -> Upload | None:
        """Return what this person brought, if it is still there."""

    def forget(self, id_: str) -> None:
        """Remove it."""


class EventOf(Protocol):
    """Makes the event that tells of an entry as it is."""

    def __call__(self, entry: Entry) -> Event:
        """Return it."""
