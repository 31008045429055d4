"""What lists need from the outside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

#: Counting further would cost more than anybody learns from it.
MOST_COUNTED = 1_000
MOST_PER_PAGE = 200
#: In the place of a colleague: nobody has taken the case on.
NOBODY = "nobody"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which cases are asked for; what is None or empty does not matter.

    `holder`: only what this agency may see (with `part`: only where it still owes a part; else where it leads).
    `categories` are slugs and `areas` codes, each for itself: what lies below them is another. `level` is the least
    step of the escalation ladder. `words` are searched without diacritics. `phone` is the citizen's number in E.164,
    for whoever may search by it. `assignee` is an actor's name or `NOBODY`. `after` continues behind the last row of a
    page. `order` is due, urgency (then due), received, newest or changed.
    """

    states: tuple[str, ...] = ()
    holder: str | None = None
    agency: str | None = None
    part: bool = False
    categories: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    channel: str | None = None
    urgency: str | None = None
    kind: str | None = None
    level: int = 0
    overdue: bool = False
    returned: bool = False
    reopened: bool = False
    wants_time: bool = False
    submitted: bool = False
    incident: bool = False
    assignee: str | None = None
    received_from: datetime | None = None
    received_to: datetime | None = None
    due_from: datetime | None = None
    due_to: datetime | None = None
    phone: str | None = None
    words: str = ""
    order: str = "due"
    after: str | None = None
    limit: int = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A case in a list: what one must know to decide whether to open it."""

    code: str
    title: str
    state: str
    agency: str
    agency_name: str
    category: str | None
    area: str | None
    channel: str
    urgency: str
    received_at: datetime
    due_at: datetime
    level: int
    returns: int
    reopened: int
    followers: int
    wants_time: bool
    submitted: bool
    waiting_until: datetime | None
    forward_at: datetime | None
    assignee: str | None
    incident: str | None
    is_part: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """A page: its rows, how many there are in all (`MOST_COUNTED` means: that many or more), where the next begins.

    `at_least`: no more than `total` were counted. A search may end a page early, even empty, and go on with the next.
    """

    rows: Sequence[Row]
    total: int
    after: str | None
    at_least: bool = False


class CaseLists(Protocol):
    """Lists of cases, each within a few dozen milliseconds however many cases there are."""

    def find(self, wanted: Wanted, now: datetime) -> Listed:
        """Return a page. Raises `Rejected("unknown-place-in-list")` for an `after` that is none of ours."""

    def count(self, wanted: Wanted, now: datetime) -> int:
        """Return how many there are, up to `MOST_COUNTED`."""

    def has_changed_since(self, at: datetime, holder: str | None) -> bool:
        """Return whether any case (that this agency may see) was changed since."""

    def load(self, limit: int) -> Sequence[tuple[str, int, int]]:
        """Return who has taken on how many open cases, and how many of them are overdue: (assignee, open, overdue)."""

    def acts(self, midnight: datetime, since: datetime) -> Sequence[tuple[str, int, int]]:
        """Return how many acts people did from midnight on, and in all since: (actor, today, since)."""


class WordIndex(Protocol):
    """The words by which cases are found, kept beside them."""

    def index_due(self, limit: int) -> int:
        """Index cases that are new or were changed; return how many."""

    def bring_up_to_date(self, limit: int) -> int:
        """Give cases that older versions stored what lists and the index need; return how many. 0: there are none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedView:
    """A list that somebody wants to come back to. `query` is the address's.

    `shared`: all of the role see it, at an agency those of the same `agency`. `first`: its owner sees it when they open
    the desk.
    """

    owner: str
    name: str
    role: str
    query: str
    shared: bool
    first: bool = False
    agency: str | None = None


class Views(Protocol):
    """Saved views."""

    def of(self, owner: str, role: str, agency: str | None) -> Sequence[SavedView]:
        """Return those of somebody and those shared with their role in their agency, by name."""

    def first_of(self, owner: str) -> SavedView | None:
        """Return the one that its owner sees first, if there is one."""

    def save(self, view: SavedView) -> None:
        """Store one in place of the owner's earlier one of the same name."""

    def remove(self, owner: str, name: str) -> None:
        """Remove one of the owner's."""
