"""What the use cases need from the outside."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from services.kit.events import AttachmentLink, Event
from services.routing.domain.assigning import Assigner
from services.routing.domain.auditing import AuditEntry
from services.routing.domain.case import Case, State
from services.routing.domain.file import File
from services.routing.domain.roles import ADMINISTRATOR

Snapshot = dict[str, Any]
#: Makes links to files, for one agency (its slug), good from a moment on for as long as the settings say.
Linker = Callable[[Sequence[File], str, datetime], tuple[AttachmentLink, ...]]

#: Nobody leafs through more, and counting every case of a province for every page would cost too much.
MOST_COUNTED = 10_000


@dataclass(frozen=True, slots=True)
class Change:
    """A case after something was done to it, and the events that tell of it. `before` is None for a new case."""

    case: Case
    events: tuple[Event, ...]
    before: Case | None = None

    @property
    def entries(self) -> int:
        """How many entries the history has gained."""
        return len(self.case.history) - (len(self.before.history) if self.before else 0)


@dataclass(frozen=True, slots=True)
class Page:
    """Some cases, newest first, and how many there are in all; `MOST_COUNTED` means: that many or more."""

    cases: Sequence[Case]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """Which cases are asked for. `offset` and `limit` count cases; what is None does not matter.

    `agency` has the case now, as the lead or with a part; `held=False` leaves out what has not been forwarded yet.
    """

    state: State | None = None
    agency: str | None = None
    held: bool = True
    offset: int = 0
    limit: int = 50


class Cases(Protocol):
    """All cases, each with what waits to be told of it. Every method is one or two round trips, not one per case."""

    def add(self, changes: Sequence[Change]) -> int:
        """Store new cases with their events; a code that is there already stays as it is. Return how many were new."""

    def find(self, codes: Iterable[str]) -> Mapping[str, Case]:
        """Return the cases that exist, by code."""

    def save(self, changes: Sequence[Change]) -> bool:
        """Store changed cases with their events, each only if nobody changed it since `before` was read.

        Return False when at least one was not stored; the others are. Read again and repeat: acts are done only once.
        """

    def search(self, search: Search) -> Page:
        """Return the cases that somebody asks for."""

    def due_to_forward(self, now: datetime, limit: int) -> list[Case]:
        """Return held cases whose time to be forwarded has come, the longest held first."""


class Catalogs(Protocol):
    """The reference data in force."""

    def assigner(self) -> Assigner:
        """Return what assigns by the version in force. Raises `Retryable` while there is none."""

    def known(self) -> Snapshot | None:
        """Return the content in force, at most seconds old, without asking anybody; None while there is none."""

    def newest(self) -> tuple[int, Snapshot] | None:
        """Return the number of the version in force and its content, or None while there is none."""

    def add(self, version: int, snapshot: Snapshot, at: datetime, event: Event) -> bool:
        """Put the version after the one in force into its place, with the event that spreads it.

        Return False, and change nothing, when another version than the one before is in force.
        """

    def spread_again(self, version: int, event: Event) -> None:
        """Tell the services once more of the version in force; does nothing when it is another one."""


@dataclass(frozen=True, slots=True)
class Rejection:
    """A reply that changed nothing. `id` is the agency and the reply's id: a repeated reply is refused once."""

    id: str
    agency: str
    event: Event


class Rejections(Protocol):
    """The replies that were refused."""

    def known(self, ids: Iterable[str]) -> set[str]:
        """Return those of the ids that were refused before."""

    def add(self, rejections: Sequence[Rejection]) -> None:
        """Store refusals with their events; those known already stay as they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountState:
    """An account as it is kept. The token itself is not; `token_sha256` is empty where there is none.

    Sessions that are older than `signed_out_at` are worth nothing.
    """

    name: str
    role: str
    agency: str | None
    token_sha256: str
    active: bool
    changed_at: datetime
    display_name: str | None = None
    email: str | None = None
    signed_out_at: datetime | None = None

    @property
    def administers(self) -> bool:
        """Return whether this is an administrator who may work."""
        return self.active and self.role == ADMINISTRATOR


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountChange:
    """An account after something was done to it, the event that tells of it, and what the record says.

    `before` is the state it was decided on; None for a new account.
    """

    before: AccountState | None
    after: AccountState
    event: Event
    noted: AuditEntry

    @property
    def takes_an_administrator(self) -> bool:
        """Return whether there is one administrator less afterwards."""
        return self.before is not None and self.before.administers and not self.after.administers


class AccountBook(Protocol):
    """The accounts of people and programs that use the desk."""

    def get(self, name: str) -> AccountState | None:
        """Return an account, also a removed one."""

    def change(self, change: AccountChange) -> bool:
        """Store state, event and entry in one write.

        False, and nothing is stored, where the account is no longer as it was before, or where no administrator would
        be left.
        """

    def all(self) -> list[AccountState]:
        """Return all accounts by name."""
