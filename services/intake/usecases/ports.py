"""What the use cases need from outside."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from services.kit.events import Attachment, CaseReceived


class CodeTaken(Exception):  # noqa: N818 - an outcome, not an accident
    """Another case has this code already."""


class KeyTaken(Exception):  # noqa: N818
    """The channel has filed a case under this client key already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredCase:
    """An accepted case. `fingerprint` tells whether a repeated message says the same; `filed_by` is the operator's
    account where one typed it. `doubts` are reasons to take it for a machine's.
    """

    data: CaseReceived
    client_key: str
    fingerprint: str
    looked_at_from: datetime
    filed_by: str | None = None
    doubts: tuple[str, ...] = ()


class Cases(Protocol):
    """Keeps accepted cases."""

    def add(self, case: StoredCase) -> None:
        """Store the case and its `case.received` event in one majority-acknowledged write.

        Raises `CodeTaken` or `KeyTaken`, and then stores nothing.
        """

    def find_by_key(self, channel: str, client_key: str) -> StoredCase | None:
        """Return the case that `channel` filed under `client_key`, once it cannot be lost any more; else None."""


class Chance(Protocol):
    """A source of numbers that nobody can guess."""

    def below(self, limit: int) -> int:
        """Return a whole number from 0 to `limit` - 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Supplement:
    """Something a citizen added to a case. `number` counts from 1 within the case, in the order of storing."""

    number: int
    channel: str
    client_key: str
    added_at: datetime
    text: str
    attachments: tuple[Attachment, ...] = ()


class Supplements(Protocol):
    """Keeps what citizens add to their cases, inside the cases."""

    def add_to_case(self, code: str, supplement: Supplement) -> Supplement:
        """Store the addition with its `case.supplemented` in one majority-acknowledged write; return it numbered.

        The same channel and client key again change nothing and return what was stored first. Raises
        `Rejected`: `unknown-case`, or `too-many-additions` at `MOST_SUPPLEMENTS`.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a case is, from the events about it.

    `status`: received, routed, accepted, answered, waiting, reopened, merged, withdrawn. `question` and `answer_by` are
    set while the case waits for its citizen; `classified` is category and area as the desk decided them, None while
    what the citizen chose counts. `published` is True while the public can read the answer. `changed_at` is the newest
    event's time.
    """

    code: str
    status: str
    changed_at: datetime
    agency: str | None = None
    agency_name: str | None = None
    due_at: datetime | None = None
    answered_at: datetime | None = None
    outcome: str | None = None
    published: bool = False
    question: str | None = None
    answer_by: datetime | None = None
    classified: tuple[str | None, str | None] | None = None


class ProgressBoard(Protocol):
    """A commutative projection of the events about cases, for channels to answer from."""

    def find(self, code: str) -> Progress | None:
        """Return how far the case is; `received` from the case itself while no event came; None for no such case."""

    def find_many(self, codes: Iterable[str]) -> dict[str, Progress]:
        """Return the same for many codes in one round trip; unknown ones are left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A raw message a provider delivered, as it came. `id` is unique within the channel, `thread` is who it is from.

    Messages of one thread are worked on one after the other, by `sent_at` (the provider's clock). `followed`: more of
    the same thread is at hand and comes right after it.
    """

    id: str
    channel: str
    thread: str
    sent_at: datetime
    received_at: datetime
    body: bytes
    attempts: int = 0
    followed: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Backlog:
    """What an inbox holds of one channel. `oldest` is when the first of the waiting ones came, None when none waits."""

    waiting: int
    parked: int
    oldest: datetime | None


class Inbox(Protocol):
    """Raw messages between "stored" and "worked on": a webhook answers 200 after `put`, the work comes later."""

    def put(self, arrivals: Iterable[Arrival]) -> int:
        """Store those that are not stored yet, majority-acknowledged, in one round trip; return how many were new."""

    def claim(self, channel: str, now: datetime, until: datetime) -> list[Arrival]:
        """Claim one thread that has something due, and return what it has, oldest first; empty when none has.

        Nobody else gets messages of that thread before `until` or `release`.
        """

    def done(self, arrival: Arrival, now: datetime) -> None:
        """Mark one message as worked on."""

    def postpone(self, arrival: Arrival, reason: str, due: datetime) -> None:
        """Try again at `due`; the attempt is counted. Later messages of the thread wait for it."""

    def park(self, arrival: Arrival, reason: str, now: datetime) -> None:
        """Give up on one message, and keep it for a person to look at; the thread goes on."""

    def release(self, channel: str, thread: str) -> None:
        """Let go of a claimed thread."""

    def backlog(self, channel: str) -> Backlog:
        """Return how much waits, for the figures."""
