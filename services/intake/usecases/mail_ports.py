"""What taking mails needs from outside."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from services.intake.domain.mail.letter import Letter
from services.intake.domain.mail.outcome import Outcome, Plan
from services.intake.usecases.ports import StoredCase
from services.kit.events import Event

#: Returns what a mail says; `cut` as in `Letter`. Never fails on purpose.
ReadLetter = Callable[..., Letter]


class MailboxAway(Exception):  # noqa: N818 - an outcome, not an accident
    """The mail server does not answer, or not as it should. The connection is of no more use."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a mail lies: `uid` is its own as long as the mailbox keeps its `validity` (RFC 9051 §2.3.1.1)."""

    validity: int
    uid: int


@dataclass(frozen=True, slots=True)
class RawMail:
    """A mail as the server has it. `cut`: it was too large to be fetched whole."""

    content: bytes = field(repr=False)
    cut: bool = False


class Mailbox(Protocol):
    """One folder of a mail server. Every method raises `MailboxAway`; after that only `open` and `close` may follow."""

    def open(self) -> None:
        """Connect, log in, choose the folder, unless that is done."""

    def waiting(self, later: Collection[Place] = ()) -> list[Place]:
        """Return where the mails are that nobody has marked as taken, oldest first, and those of `later` left out."""

    def fetch(self, place: Place) -> RawMail | None:
        """Return a mail and change nothing; None when it is gone."""

    def put_away(self, place: Place, folder: str) -> None:
        """Mark a mail as read and taken, and move it to `folder`. Where it cannot be moved, the marks must do."""

    def wait(self, seconds: float) -> bool:
        """Return True as soon as something may have arrived, False after `seconds`."""

    def close(self) -> None:
        """Hang up. Raises nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MailRecord:
    """What is known about a mail. `starts` counts how often it was begun, `failures` how often we broke over it."""

    key: str
    starts: int
    failures: int
    plan: Plan | None = None
    outcome: Outcome | None = None


class Mails(Protocol):
    """Keeps one record for each mail that was ever begun."""

    def begin(self, key: str, message_id: str, place: Place, now: datetime) -> MailRecord:
        """Return the record, made when there is none, with this start counted and this place noted."""

    def give_back(self, key: str) -> None:
        """Take the start back: the moment was wrong, not the mail."""

    def failed(self, key: str, reason: str) -> int:
        """Count a failure of ours and return how many there are. `reason` is no personal data."""

    def plan(self, key: str, plan: Plan) -> Plan:
        """Store what shall become of the mail, unless that is stored; return what is stored."""

    def settle(self, key: str, outcome: Outcome, now: datetime, events: Iterable[Event] = (), writer: str = "") -> bool:
        """Store what became of the mail with its events, in one majority-acknowledged write; False when it was settled.

        `writer` is whom a `message.requested` among the events answers, hashed.
        """

    def settled(self, places: Collection[Place]) -> dict[Place, Outcome]:
        """Return those places whose mails are settled, with what became of them."""

    def case_of(self, message_ids: Iterable[str]) -> str | None:
        """Return the code of the case that one of these mails became or was added to."""

    def answers(self, writer: str, since: datetime) -> int:
        """Return how many mails of this writer (hashed) were answered since then."""

    def parked(self) -> int:
        """Return how many mails wait for a person."""


class FiledCases(Protocol):
    """Looks into the accepted cases."""

    def find(self, code: str) -> StoredCase | None:
        """Return the case with this code."""

    def find_by_key(self, channel: str, client_key: str) -> StoredCase | None:
        """Return the case that a channel filed under this key."""


class Lease(Protocol):
    """Lets one of several processes do something."""

    def taken(self, name: str, now: datetime, until: datetime) -> bool:
        """Take the lease, or take it again while it is ours; False while it is somebody else's."""
