"""What the use cases need from the outside."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from enum import Enum
from typing import Any, Protocol

from services.kit.events import Event
from services.notify.domain.addressee import Addressee
from services.notify.domain.change import Change
from services.notify.domain.message import Message, State
from services.notify.domain.outcome import Outcome


class Addressees(Protocol):
    """Who stands behind each case, and the events that came before we knew."""

    def introduce(self, addressees: Sequence[Addressee]) -> list[str]:
        """Remember who filed a case. Repeating it changes nothing. From now on no event of the case is held.

        Return the codes we had heard of before, which alone may have events held.
        """

    def find(self, codes: Iterable[str]) -> Mapping[str, Addressee]:
        """Return the addressees that are known, by case code."""

    def hold(self, events: Sequence[Event]) -> list[Event]:
        """Keep events of unknown cases; return those whose case became known in the meantime, which are not kept."""

    def held(self, codes: Iterable[str]) -> list[Event]:
        """Return the events held for these cases."""

    def let_go(self, codes: Iterable[str]) -> None:
        """Forget what was held for these cases: its messages are in the ledger."""


class Ledger(Protocol):
    """Every message to a citizen, each once, with its state. A call is a few round trips, never one per message."""

    def claim_new(self, messages: Sequence[Message]) -> list[Message]:
        """Insert messages as claimed and return those that were new; the others are somebody else's business."""

    def claim_due(self, now: datetime, holder: str, until: datetime, limit: int) -> list[Message]:
        """Claim for `holder`, until `until`, deferred messages due at `now`; return those that were won."""

    def record(self, changes: Sequence[Change], told: Mapping[str, Event]) -> None:
        """Store changes, each only if the message is still under the same claim and in a state it may come from.

        `told` are events (by message key) that go out with their change, in the same write. When the database is away
        the changes are kept in memory, written first by the next call, and the error raised.
        """

    def expire_claims(self, now: datetime) -> int:
        """Make claims that ended before `now` uncertain, to be asked about at once; return how many."""

    def unsettled(self, now: datetime, limit: int) -> list[Message]:
        """Return uncertain messages whose next question is due at `now`."""

    def find(self, key: str) -> Message | None:
        """Return one message."""

    def search(self, *, state: State | None, code: str | None, limit: int) -> list[Message]:
        """Return messages, newest first."""

    def count(self) -> Mapping[State, int]:
        """Return how many messages wait: deferred, uncertain and undeliverable."""


class Sender(Protocol):
    """Hands messages of one channel to whoever carries them: a mail server, a gateway, a chat platform."""

    def ready(self) -> bool:
        """Return False while the provider was out of reach a moment ago."""

    def deliver(self, messages: Sequence[Message], seconds: float) -> list[Outcome]:
        """Try each message; return an outcome for each, in order. None is started later than `seconds` from now.

        The first failure to reach the provider ends the trying. Raises nothing for what a provider may do.
        """


#: One sender per channel. A channel without credentials has none, and routes to it are skipped.
Senders = Mapping[str, Sender]


class Answer(Enum):
    """What a source of receipts knows about a message."""

    ACCEPTED = "accepted"
    NOT_ACCEPTED = "not accepted"
    NOBODY_KNOWS = "nobody knows"


class Receipts(Protocol):
    """Knows whether the mail server accepted a message."""

    def ask(self, message_id: str) -> Answer:
        """Return what became of a message. An unreachable source does not know; it never raises."""


class Texts(Protocol):
    """The words of messages."""

    def knows(self, type_: str) -> bool:
        """Return whether there is something to say about events of this type."""

    def render(self, type_: str, language: str, facts: Mapping[str, Any]) -> tuple[str, str, str]:
        """Return subject, plain text and HTML."""
