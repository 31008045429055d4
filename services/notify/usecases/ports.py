"""What the use cases need from the outside."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from services.kit.events import Event
from services.notify.domain.addressee import Addressee
from services.notify.domain.change import Change
from services.notify.domain.choice import Heard
from services.notify.domain.conversation import Conversation
from services.notify.domain.finding import Finding
from services.notify.domain.message import Message, Route, State, Step
from services.notify.domain.outcome import Outcome
from services.notify.domain.report import Report, Reported


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
        """Insert messages as they are and return those that were new; the others are somebody else's business."""

    def claim_due(
        self, now: datetime, holder: str, until: datetime, limit: int, channels: Collection[str]
    ) -> list[Message]:
        """Claim for `holder`, until `until`, deferred messages of these channels due at `now`; return those won.

        Of messages that may become one, only one is claimed at a time.
        """

    def record(self, changes: Sequence[Change], told: Mapping[str, Sequence[Event]]) -> None:
        """Store changes, each only if the message is still under the same claim and in a state it may come from.

        `told` are events (by message key) that go out with their change, in the same write. When the database is away
        the changes are kept in memory, written first by the next call, and the error raised.
        """

    def expire_claims(self, now: datetime) -> int:
        """Make claims that ended before `now` uncertain, to be asked about at once; return how many."""

    def unsettled(self, now: datetime, limit: int) -> list[Message]:
        """Return uncertain messages whose next question is due at `now`."""

    def namesakes(self, message: Message, provider_ids: Collection[str]) -> list[Message]:
        """Return chat messages with the same words to the same recipient, and those with one of these ids."""

    def relatives(self, codes: Collection[str]) -> list[Message]:
        """Return the deferred and the merged messages of these cases."""

    def absorb(self, waiting: Mapping[str, Sequence[str]], now: datetime) -> None:
        """Merge, for each key of a claimed message, those of the other messages that are still deferred into it."""

    def reword(self, messages: Sequence[Message]) -> None:
        """Store words, events and routes of claimed messages, before they are sent."""

    def replaced(self, now: datetime, limit: int) -> list[Message]:
        """Return messages whose next route is due at `now`."""

    def trace(self, report: Report) -> Message | None:
        """Return the message a provider reports about, by whichever of its names it gave."""

    def note(self, reported: Reported, told: Sequence[Event]) -> bool:
        """Store a report and what it changes, with events that go out; False when the message has changed since."""

    def note_resend(self, key: str, step: Step, resends: int) -> None:
        """Write into a message's history that a person had it sent once more."""

    def find(self, key: str) -> Message | None:
        """Return one message, with its history."""

    def search(self, *, state: State | None, code: str | None, channel: str | None, limit: int) -> list[Message]:
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


class Receipts(Protocol):
    """Knows whether the provider of a channel accepted a message."""

    def ask(self, message: Message) -> Finding:
        """Return what became of an uncertain message. An unreachable source does not know; it never raises."""


class CannotAsk(Exception):  # noqa: N818 - named by what is known
    """The platform refused the question, did not answer, or answered what nobody understands. Says why, no names."""


class Conversations(Protocol):
    """What we said to citizens in a chat, as the platform remembers it."""

    def read(self, recipient: str, since: datetime) -> Conversation:
        """Return what was said to one citizen, back to `since` where the platform lists so much. Raises CannotAsk."""


class Windows(Protocol):
    """When citizens were last heard in a chat."""

    def hear(self, heard: Heard) -> None:
        """Remember moments; an older one changes nothing."""

    def find(self, routes: Collection[Route]) -> Heard:
        """Return when the citizen was last heard on each of these routes, where that is known."""


class Tallies(Protocol):
    """How many automatic messages went to each recipient in each hour."""

    def find(self, names: Collection[str], hours: Sequence[datetime]) -> Mapping[str, Sequence[int]]:
        """Return for each name how many went in each of these hours."""

    def add(self, counts: Mapping[str, int], hour: datetime) -> None:
        """Count messages that are about to go."""


class Strays(Protocol):
    """Reports about messages that are not in the ledger (yet): a provider may be faster than our own bookkeeping."""

    def keep(self, events: Sequence[Event], due: datetime) -> None:
        """Keep reports to look at again when they are due."""

    def due(self, now: datetime, limit: int) -> list[Event]:
        """Return reports to look at again."""

    def drop(self, events: Sequence[Event]) -> None:
        """Forget reports."""


class Texts(Protocol):
    """The words of messages."""

    def knows(self, type_: str) -> bool:
        """Return whether there is something to say about events of this type."""

    def render(self, channel: str, language: str, events: Sequence[Event], citizen: Addressee) -> tuple[str, str, str]:
        """Return subject, plain text and HTML of one message about all these events, oldest first.

        Only a mail has a subject and HTML.
        """

    def letter(self, language: str, text: str) -> str:
        """Return the HTML of a mail that says what somebody else has written."""
