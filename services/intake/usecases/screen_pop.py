"""Show an operator who is on the line: calls of this moment, and what is known of their callers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from services.intake.domain.calls.call_back import CallBack
from services.intake.domain.calls.facts import Call
from services.intake.domain.calls.outcome import SILENT
from services.intake.usecases.call_ports import CallBacks, CallersCases, Calls, EarlierCase
from services.intake.usecases.ports import Progress, ProgressBoard
from services.kit.clock import Clock
from services.kit.failures import Rejected
from services.kit.logs import log

MOST_CALLS = 30
MOST_EARLIER = 10
MOST_RECENT = 100
RECENT_SINCE = timedelta(days=1)
MESSAGES_SINCE = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class KnownCase:
    """An earlier case and how far it is."""

    case: EarlierCase
    progress: Progress | None


@dataclass(frozen=True, slots=True)
class Caller:
    """A call, and what is known of whoever makes it; nothing for anonymous callers and for roles without need."""

    call: Call
    cases: Sequence[KnownCase] = ()
    calls: Sequence[Call] = ()
    call_backs: Sequence[CallBack] = ()


class ScreenPop:
    """The use case. Whoever sees personal data leaves a trace: the account, and which calls.

    A program that asks every second looks once: the trace is left when the calls are others than before.
    """

    def __init__(
        self, calls: Calls, call_backs: CallBacks, cases: CallersCases, board: ProgressBoard, clock: Clock
    ) -> None:
        self._calls = calls
        self._call_backs = call_backs
        self._cases = cases
        self._board = board
        self._clock = clock
        self._seen: dict[str, tuple[str, ...]] = {}

    def __call__(self, account: str, extension: str | None, *, in_full: bool) -> Sequence[Caller]:
        """Return the calls of this moment, newest first. Unless `in_full`, nothing is looked up about the callers."""
        since = self._clock.now() - SILENT
        calls = [each for each in self._calls.current(since, extension, MOST_CALLS) if not each.over]
        if not in_full:
            return [Caller(call) for call in calls]
        self._note_look(account, tuple(each.id for each in calls))
        return [self._known(call) for call in calls]

    def one(self, account: str, name: str) -> Caller:
        """Return a call by the telephone system's id or ours, over or not. Raises `Rejected("unknown-call")`."""
        call = self._calls.find_by_call(name)
        if call is None:
            raise Rejected("unknown-call", "Không có cuộc gọi này.", "There is no such call.")
        self._note_look(account, (call.id,))
        return self._known(call)

    def recent(self, account: str, *, messages: bool, in_full: bool) -> Sequence[Call]:
        """Return the calls of the last day, newest first; with `messages`, those of a week that left one."""
        since = self._clock.now() - (MESSAGES_SINCE if messages else RECENT_SINCE)
        calls = self._calls.recent(since, MOST_RECENT, messages=messages)
        if in_full:
            self._note_look(f"{account}/{'messages' if messages else 'recent'}", tuple(each.id for each in calls))
        return calls

    def _note_look(self, who: str, calls: tuple[str, ...]) -> None:
        if calls and self._seen.get(who) != calls:
            log.info("callers looked at", account=who.partition("/")[0], calls=list(calls))
        self._seen[who] = calls

    def _known(self, call: Call) -> Caller:
        if call.number is None:
            return Caller(call)
        earlier = [each for each in self._calls.of_number(call.number, MOST_EARLIER + 1) if each.id != call.id]
        return Caller(
            call,
            self._cases_of(call.number),
            earlier[:MOST_EARLIER],
            self._call_backs.open_for(call.number),
        )

    def _cases_of(self, number: str) -> Sequence[KnownCase]:
        cases = self._cases.by_phone(number, MOST_EARLIER)
        progress = self._board.find_many([each.code for each in cases])
        return [KnownCase(each, progress.get(each.code)) for each in cases]
