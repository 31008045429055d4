"""Providers, a database and a notify process that may die at any step and is started again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from services.kit.clock import FixedClock
from services.kit.events import Event, decode
from services.notify.domain.message import Message
from services.notify.domain.outcome import Outcome
from services.notify.wiring import Application
from tests.unit.notify.builders import NOW, application
from tests.unit.notify.fakes import FakeMailer, MemoryAddressees, RecordingMailServer
from tests.unit.notify.fuse import Crash, Fuse
from tests.unit.notify.memory import MemoryStrays, MemoryTallies, MemoryWindows
from tests.unit.notify.memory_ledger import MemoryLedger

Judge = Callable[[Message], Outcome | None]


@dataclass
class World:
    """`judges` say by channel what a provider answers; None accepts. Every provider can be asked for receipts."""

    crashes: frozenset[int] = frozenset()
    judges: Mapping[str, Judge] = field(default_factory=lambda: {"email": lambda _: None})
    changed: Mapping[str, Any] = field(default_factory=dict)
    at: datetime = NOW
    receipts: bool = True

    def __post_init__(self) -> None:
        self.fuse = Fuse(self.crashes)
        self.server = RecordingMailServer()
        self.addressees = MemoryAddressees(self.fuse)
        self.ledger = MemoryLedger(self.fuse)
        self.windows, self.tallies, self.strays = MemoryWindows(), MemoryTallies(), MemoryStrays()
        self.clock = FixedClock(self.at)
        self.app = self._started()

    def announce(self, *events: Event) -> None:
        """Handle a batch of news; after a crash the broker delivers it again."""
        self._until_done(lambda: self.app.announce_events(events))

    def say(self, *events: Event) -> None:
        """Handle a batch of requests."""
        self._until_done(lambda: self.app.say_requested(events))

    def report(self, *events: Event) -> None:
        """Handle a batch of reports."""
        self._until_done(lambda: self.app.take_reports(events))

    def later(self, seconds: float, turns: int = 1) -> None:
        """Let time pass, with a sweep at the end of each of `turns` steps."""
        for _ in range(turns):
            self.clock.at += timedelta(seconds=seconds)
            for work in (
                self.app.settle_uncertain,
                self.app.take_reports.again,
                self.app.fall_back,
                self.app.retry_deferred,
            ):
                self._survives(work)

    def sent(self) -> list[tuple[str, str]]:
        """Return type and channel of what providers accepted, in order."""
        return [(message.type, message.channel) for message in self.server.accepted]

    def told(self) -> Counter[str]:
        """Return how often each event was told, in whatever message."""
        return Counter(decode(source).id for message in self.server.accepted for source in message.sources)

    def only(self) -> Message:
        """Return the one message in the ledger."""
        (message,) = self.ledger.messages.values()
        return message

    def _until_done(self, work: Callable[[], Any]) -> None:
        while not self._survives(work):
            pass

    def _survives(self, work: Callable[[], Any]) -> bool:
        try:
            work()
        except Crash:
            self.app = self._started()
            return False
        return True

    def _started(self) -> Application:
        senders = {channel: FakeMailer(self.server, self.fuse, judge) for channel, judge in self.judges.items()}
        app = application(
            self.addressees,
            self.ledger,
            FakeMailer(self.server),
            self.clock,
            senders=senders,
            windows=self.windows,
            tallies=self.tallies,
            strays=self.strays,
            **self.changed,
        )
        if self.receipts:
            receipts = dict.fromkeys(self.judges, self.server)
            object.__setattr__(app.settle_uncertain, "receipts", receipts)
        return app


def batches(history: Sequence[Event], size: int) -> list[tuple[Event, ...]]:
    """Return the history cut into batches."""
    return [tuple(history[at : at + size]) for at in range(0, len(history), size)]
