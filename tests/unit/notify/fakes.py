"""Hand-written stand-ins for notify's ports. They survive a `Crash`, as a database and a mail server do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from services.kit.events import Event
from services.notify.domain.addressee import Addressee
from services.notify.domain.finding import ACCEPTED, NOT_ACCEPTED, Finding
from services.notify.domain.message import Message
from services.notify.domain.outcome import Accepted, Outcome
from tests.unit.notify.fuse import Crash, Fuse
from tests.unit.notify.memory_ledger import MemoryLedger


class MemoryAddressees:
    """`Addressees` in dictionaries."""

    def __init__(self, fuse: Fuse | None = None) -> None:
        self.known: dict[str, Addressee] = {}
        self.kept: dict[str, dict[str, Event]] = {}
        self._fuse = fuse or Fuse()

    def introduce(self, addressees: Sequence[Addressee]) -> list[str]:
        self._fuse.step()
        there = [each.code for each in addressees if each.code in self.known or each.code in self.kept]
        self.known |= {each.code: each for each in addressees}
        self._fuse.step()
        return there

    def find(self, codes: Iterable[str]) -> Mapping[str, Addressee]:
        return {code: self.known[code] for code in codes if code in self.known}

    def hold(self, events: Sequence[Event]) -> list[Event]:
        self._fuse.step()
        for event in events:
            if event.subject not in self.known:
                self.kept.setdefault(event.subject, {})[event.id] = event
        self._fuse.step()
        return [event for event in events if event.subject in self.known]

    def held(self, codes: Iterable[str]) -> list[Event]:
        return [event for code in codes for event in self.kept.get(code, {}).values()]

    def let_go(self, codes: Iterable[str]) -> None:
        self._fuse.step()
        for code in codes:
            self.kept.pop(code, None)


@dataclass
class RecordingMailServer:
    """Accepts every message and remembers it, each time it is handed over. It is its own source of receipts."""

    accepted: list[Message] = field(default_factory=list)

    def ask(self, message: Message) -> Finding:
        known = any(each.message_id == message.message_id for each in self.accepted)
        return ACCEPTED if known else NOT_ACCEPTED

    def times(self) -> dict[str, int]:
        """How often each message was accepted, by ledger key."""
        return dict(Counter(message.key for message in self.accepted))


@dataclass
class FakeMailer:
    """`Mailer` to a recording server. `judge` may give other outcomes; the fuse may blow around each hand-over."""

    server: RecordingMailServer
    fuse: Fuse = field(default_factory=Fuse)
    judge: Callable[[Message], Outcome | None] = lambda _: None
    is_ready: bool = True
    seconds: list[float] = field(default_factory=list)

    def ready(self) -> bool:
        return self.is_ready

    def deliver(self, messages: Sequence[Message], seconds: float) -> list[Outcome]:
        self.seconds.append(seconds)
        return [self._hand_over(message) for message in messages]

    def _hand_over(self, message: Message) -> Outcome:
        self.fuse.step()
        outcome = self.judge(message)
        if outcome is None:
            self.server.accepted.append(message)
            outcome = Accepted("250 queued" if message.channel == "email" else f"id of {message.key}")
        self.fuse.step()
        return outcome


__all__ = ["Crash", "FakeMailer", "Fuse", "MemoryAddressees", "MemoryLedger", "RecordingMailServer"]
