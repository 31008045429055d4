"""Sending reports with everything in memory, and a mail server that remembers and does as it is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from services.kit.clock import FixedClock
from services.reporting.adapters.mailing.memory_mailing import MemorySendings, MemorySubscriptions
from services.reporting.domain.asking import Asked, TableName
from services.reporting.domain.mailing.sending import Outcome, State
from services.reporting.domain.mailing.subscription import Every, Form, Subscription
from services.reporting.domain.period import MonthCut
from services.reporting.domain.span import Span, read_span
from services.reporting.domain.table import Table
from services.reporting.usecases.mailing.ports import Attachment, Letter
from services.reporting.usecases.mailing.send_due import SendDue
from services.reporting.usecases.mailing.settle_sending import SettleSending
from services.reporting.usecases.mailing.subscribe import Subscribe, Wish
from tests.unit.reporting.builders import local
from tests.unit.reporting.tables import a_table

MADE = local("2026-11-20 10:00")


class Tables:
    """Makes the same table whatever is asked, and raises what it is told to."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self.trouble: Exception | None = None

    def span(self, text: str | None) -> Span:
        """Return the span."""
        return read_span(text or "2026-11", MonthCut())

    def __call__(self, asked: Asked) -> Table:
        """Return a table."""
        if self.trouble:
            raise self.trouble
        self.asked.append(asked)
        return a_table(str(asked.table), asked.language)


class PlainFiles:
    """Makes files that name the tables."""

    def make(self, tables: Sequence[Table], form: Form, name: str) -> Attachment:
        """Return the file."""
        return Attachment(name, f"application/{form}", ",".join(table.name for table in tables).encode())


class Server:
    """A mail server that answers as it is told, or ends the process that talks to it."""

    def __init__(self) -> None:
        self.taken: list[Letter] = []
        self.answers: list[Outcome | BaseException] = []

    def send(self, letter: Letter) -> Outcome:
        """Take the letter, or do as it was told."""
        answer = self.answers.pop(0) if self.answers else Outcome(State.SENT)
        if isinstance(answer, BaseException):
            raise answer
        if answer.state is State.SENT:
            self.taken.append(letter)
        return answer


@dataclass
class Stand:
    """Everything together. `process()` is one more process on the same database."""

    subscriptions: MemorySubscriptions = field(default_factory=MemorySubscriptions)
    sendings: MemorySendings = field(default_factory=MemorySendings)
    tables: Tables = field(default_factory=Tables)
    server: Server = field(default_factory=Server)
    clock: FixedClock = field(default_factory=lambda: FixedClock(MADE))

    def process(self) -> SendDue:
        """Return a process's own use case."""
        return SendDue(
            self.subscriptions, self.sendings, self.tables, PlainFiles(), self.server, self.clock, MonthCut()
        )

    def settle(self) -> SettleSending:
        """Return what a person decides with."""
        return SettleSending(self.sendings, self.clock)

    def subscribe(self, name: str = "lanh-dao", every: Every = Every.DAY, on: int = 1) -> Subscription:
        """Keep a subscription to two tables as a workbook and on paper, at seven."""
        wish = Wish(
            address="lanh.dao@example.org",
            tables=(TableName.UNIT, TableName.FIELD),
            forms=(Form.XLSX, Form.PDF),
            every=every,
            on=on,
            hour=7,
        )
        return Subscribe(self.subscriptions, self.clock)(name, wish)

    def at(self, text: str) -> None:
        """Let it be this local time."""
        self.clock.at = local(text)
