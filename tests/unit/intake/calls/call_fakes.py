"""Hand-written stand-ins for what the use cases of calls need, and the telephone channel on them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from services.intake.domain.calls.call_back import (
    CALLED_AGAIN,
    CLOSED,
    MOST_ATTEMPTS,
    OPEN,
    UNREACHABLE,
    Attempt,
    CallBack,
    Missed,
    belongs,
)
from services.intake.domain.calls.facts import Call, call_of, changes, merged
from services.intake.domain.calls.signal import Signal
from services.intake.usecases.call_ports import EarlierCase, UnreadCall
from services.intake.usecases.chat_ports import CannotFetch
from services.intake.wiring.hotline import CallParts
from services.kit.events import Event
from services.kit.failures import Retryable
from tests.unit.intake.gate_fakes import InMemoryBlocks
from tests.unit.intake.inboxes import InMemoryInbox


class InMemoryCalls:
    """Keeps records as the database does."""

    def __init__(self) -> None:
        self.facts: dict[str, dict[str, Any]] = {}
        self.deliveries: set[tuple[str, str]] = set()
        self.look_at: dict[str, datetime] = {}
        self.cases: dict[str, list[str]] = {}
        self.events: dict[str, Event] = {}

    def note(self, signal: Signal, delivery: str, look_at: datetime) -> bool:
        if (signal.id, delivery) in self.deliveries:
            return False
        self.deliveries.add((signal.id, delivery))
        self.facts[signal.id] = merged(self.facts.get(signal.id, {}), changes(signal))
        self.look_at[signal.id] = look_at
        return True

    def find(self, id_: str) -> Call | None:
        if id_ not in self.facts:
            return None
        facts = {name: value for name, value in self.facts[id_].items() if not name.startswith("seen.")}
        seen = {name.removeprefix("seen."): True for name in self.facts[id_] if name.startswith("seen.")}
        return call_of(id_, {**facts, "seen": seen}, self.cases.get(id_, ()))

    def find_by_call(self, call: str) -> Call | None:
        found = [each for each in self._all() if call in {each.id, each.call}]
        return max(found, key=lambda each: each.began_at, default=None)

    def link(self, id_: str, codes: Iterable[str]) -> None:
        linked = self.cases.setdefault(id_, [])
        linked += [code for code in codes if code not in linked]

    def take_due(self, now: datetime, until: datetime) -> Call | None:
        due = sorted((at, id_) for id_, at in self.look_at.items() if at <= now)
        if not due:
            return None
        self.look_at[due[0][1]] = until
        return self.find(due[0][1])

    def end(self, call: Call, event: Event) -> bool:
        return self.events.setdefault(call.id, event) is event

    def looked_at(self, call: Call, until: datetime, again: datetime | None) -> None:
        if self.look_at.get(call.id) == until:
            self.look_at.pop(call.id)
            if again:
                self.look_at[call.id] = again

    def current(self, since: datetime, extension: str | None, most: int) -> Sequence[Call]:
        found = [each for each in self._all() if each.id not in self.events and each.heard_at >= since]
        return [each for each in found if extension in {None, each.extension}][:most]

    def recent(self, since: datetime, most: int, *, messages: bool = False) -> Sequence[Call]:
        found = [each for each in self._all() if each.began_at >= since]
        return [each for each in found if each.left_message or not messages][:most]

    def of_number(self, number: str, most: int) -> Sequence[Call]:
        return [each for each in self._all() if each.number == number][:most]

    def answered_after(self, number: str, moment: datetime) -> bool:
        return any(each.answered_at and each.answered_at > moment for each in self.of_number(number, 99))

    def _all(self) -> list[Call]:
        found = [call for id_ in self.facts if (call := self.find(id_))]
        return sorted(found, key=lambda each: each.began_at, reverse=True)


class InMemoryCallBacks:
    """Keeps tasks as the database does, one caller at a time."""

    def __init__(self) -> None:
        self.tasks: dict[str, CallBack] = {}

    def owe(self, number: str, missed: Missed, due_at: datetime) -> bool:
        if any(each.call == missed.call for task in self.tasks.values() for each in task.calls):
            return False
        for task in self.open_for(number):
            if belongs(task.first_at, missed.at):
                first_at = min(task.first_at, missed.at)
                self.tasks[task.id] = replace(task, calls=(*task.calls, missed), first_at=first_at)
                return False
        id_ = f"task-{len(self.tasks) + 1}"
        self.tasks[id_] = CallBack(id=id_, number=number, first_at=missed.at, due_at=due_at, calls=(missed,))
        return True

    def find(self, id_: str) -> CallBack | None:
        return self.tasks.get(id_)

    def open(self, due_by: datetime | None, most: int) -> Sequence[CallBack]:
        found = [each for each in self.tasks.values() if each.state == OPEN]
        return sorted((e for e in found if due_by is None or e.due_at <= due_by), key=lambda e: e.first_at)[:most]

    def open_for(self, number: str) -> Sequence[CallBack]:
        return [each for each in self.open(None, 99) if each.number == number]

    def claim(self, id_: str, account: str, now: datetime, until: datetime) -> bool:
        task = self.tasks.get(id_)
        if task is None or task.state != OPEN or (task.claimed(now) and task.claimed_by != account):
            return False
        self.tasks[id_] = replace(task, claimed_by=account, claimed_until=until)
        return True

    def attempted(self, id_: str, attempt: Attempt, due_at: datetime, *, last: bool) -> bool:
        task = self._mine(id_, attempt.by)
        if task is None or len(task.attempts) != attempt.number - 1 or attempt.number > MOST_ATTEMPTS:
            return False
        self.tasks[id_] = replace(
            task, attempts=(*task.attempts, attempt), due_at=due_at, claimed_by=None, claimed_until=None
        )
        if last:
            self._close(id_, UNREACHABLE, attempt.by, attempt.at, None)
        return True

    def close(self, id_: str, closing: str, account: str, now: datetime, case: str | None, note: str = "") -> bool:
        if self._mine(id_, account) is None:
            return False
        self._close(id_, closing, account, now, case)
        self.tasks[id_] = replace(self.tasks[id_], note=note)
        return True

    def called_again(self, number: str, at: datetime) -> int:
        found = [each for each in self.open_for(number) if each.first_at <= at]
        for each in found:
            self._close(each.id, CALLED_AGAIN, None, at, None)
        return len(found)

    def _mine(self, id_: str, account: str) -> CallBack | None:
        task = self.tasks.get(id_)
        return task if task and task.state == OPEN and task.claimed_by == account else None

    def _close(self, id_: str, closing: str, by: str | None, at: datetime, case: str | None) -> None:
        self.tasks[id_] = replace(
            self.tasks[id_], state=CLOSED, closing=closing, closed_by=by, closed_at=at, case=case, claimed_by=None
        )


class CasesInMemory:
    """Finds in the cases a test stores."""

    def __init__(self, cases: Any) -> None:
        self._cases = cases

    def by_phone(self, number: str, most: int) -> Sequence[EarlierCase]:
        stored = [each.data for each in self._cases.stored.values()]
        found = [each for each in stored if each.contact and each.contact.phone == number]
        return [EarlierCase(code=e.code, title=e.title, received_at=e.received_at) for e in found][:most]

    def filed_for(self, *names: str) -> Sequence[str]:
        return [code for key, code in self._keys() if key.rpartition("/")[0] in names]

    def filed_under(self, client_key: str) -> Sequence[str]:
        return [code for key, code in self._keys() if key == client_key]

    def _keys(self) -> list[tuple[str, str]]:
        stored = self._cases.stored.values()
        return [(each.client_key, each.data.code) for each in stored if each.data.channel == "hotline"]


class InMemoryUnread:
    """Keeps what could not be read."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], UnreadCall] = {}

    def keep(self, unread: UnreadCall) -> None:
        self.kept.setdefault((unread.vendor, unread.delivery), unread)

    def some(self, most: int) -> Sequence[UnreadCall]:
        return list(self.kept.values())[:most]

    def forget(self, unread: UnreadCall) -> None:
        self.kept.pop((unread.vendor, unread.delivery))


class ScriptedDownloads:
    """Answers with what it was told, the last answer for ever; an exception is raised."""

    def __init__(self, *answers: tuple[bytes, str] | Exception) -> None:
        self.asked: list[str] = []
        self._answers = list(answers)

    def fetch(self, url: str) -> tuple[bytes, str]:
        self.asked.append(url)
        answer = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer


def parts_with(cases: Any, **parts: Any) -> CallParts:
    """Return everything calls need, in memory; `parts` replace single ones."""
    whole: dict[str, Any] = {
        "calls": InMemoryCalls(),
        "call_backs": InMemoryCallBacks(),
        "cases": CasesInMemory(cases),
        "unread": InMemoryUnread(),
        "inbox": InMemoryInbox(),
        "blocks": InMemoryBlocks(),
    }
    return CallParts(**{**whole, **parts})


AWAY, GONE = Retryable("away"), CannotFetch("gone")
