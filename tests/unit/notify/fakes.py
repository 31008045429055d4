"""Hand-written stand-ins for notify's ports. They survive a `Crash`, as a database and a mail server do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from services.kit.events import Event
from services.notify.domain.addressee import Addressee
from services.notify.domain.change import Change
from services.notify.domain.message import Message, State
from services.notify.domain.outcome import Accepted, Outcome
from services.notify.usecases.ports import Answer


class Crash(BaseException):
    """The process is gone: nothing in it may catch this."""


@dataclass
class Fuse:
    """Counts the steps of a run and blows at the chosen ones."""

    blow_at: frozenset[int] = frozenset()
    steps: int = 0

    def step(self) -> None:
        """Pass one step, or crash."""
        self.steps += 1
        if self.steps in self.blow_at:
            raise Crash


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


class MemoryLedger:
    """`Ledger` in a dictionary; `told` are the events that went out with changes."""

    def __init__(self, fuse: Fuse | None = None) -> None:
        self.messages: dict[str, Message] = {}
        self.told: list[Event] = []
        self._fuse = fuse or Fuse()

    def claim_new(self, messages: Sequence[Message]) -> list[Message]:
        self._fuse.step()
        new = [message for message in messages if message.key not in self.messages]
        self.messages |= {message.key: message for message in new}
        self._fuse.step()
        return new

    def claim_due(self, now: datetime, holder: str, until: datetime, limit: int) -> list[Message]:
        self._fuse.step()
        due = self._in(State.DEFERRED, now)[:limit]
        won = [replace(message, state=State.CLAIMED, holder=holder, next_step_at=until) for message in due]
        self.messages |= {message.key: message for message in won}
        self._fuse.step()
        return won

    def record(self, changes: Sequence[Change], told: Mapping[str, Event]) -> None:
        self._fuse.step()
        for change in changes:
            self._apply(change, told.get(change.message.key))
        self._fuse.step()

    def expire_claims(self, now: datetime) -> int:
        self._fuse.step()
        ended = self._in(State.CLAIMED, now)
        self.messages |= {message.key: replace(message, state=State.UNCERTAIN) for message in ended}
        return len(ended)

    def unsettled(self, now: datetime, limit: int) -> list[Message]:
        return self._in(State.UNCERTAIN, now)[:limit]

    def find(self, key: str) -> Message | None:
        return self.messages.get(key)

    def search(self, *, state: State | None, code: str | None, limit: int) -> list[Message]:
        found = (m for m in self.messages.values() if state in (None, m.state) and code in (None, m.code))
        return sorted(found, key=lambda message: message.created_at, reverse=True)[:limit]

    def count(self) -> Mapping[State, int]:
        counted = Counter(message.state for message in self.messages.values())
        return {state: counted[state] for state in (State.DEFERRED, State.UNCERTAIN, State.UNDELIVERABLE)}

    def _in(self, state: State, now: datetime) -> list[Message]:
        found = [m for m in self.messages.values() if m.state is state and m.next_step_at and m.next_step_at <= now]
        return sorted(found, key=lambda message: message.next_step_at or now)

    def _apply(self, change: Change, event: Event | None) -> None:
        stored = self.messages.get(change.message.key)
        if stored is None or stored.holder != change.message.holder or stored.state not in change.valid_from:
            return
        self.messages[stored.key] = replace(
            stored,
            state=change.state,
            attempts=change.attempts,
            next_step_at=change.next_step_at,
            reason=change.reason,
            receipt=change.receipt,
        )
        if event:
            self.told.append(event)


@dataclass
class RecordingMailServer:
    """Accepts every message and remembers it, each time it is handed over. It is its own source of receipts."""

    accepted: list[Message] = field(default_factory=list)

    def ask(self, message_id: str) -> Answer:
        known = any(message.message_id == message_id for message in self.accepted)
        return Answer.ACCEPTED if known else Answer.NOT_ACCEPTED

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
            outcome = Accepted("250 queued")
        self.fuse.step()
        return outcome
