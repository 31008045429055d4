"""What follows from calls: told once, called back once, linked to their cases, their voicemail taken."""

from datetime import datetime, timedelta

import pytest

from services.intake.domain.calls.outcome import SILENT
from services.intake.domain.calls.signal import Signal
from services.intake.usecases.look_up_reference import LookUpReference
from services.intake.usecases.record_call import RecordCall
from services.intake.usecases.settle_calls import SettleCalls
from services.kit.clock import FixedClock
from tests.unit.intake.calls.call_fakes import CasesInMemory, InMemoryCallBacks, InMemoryCalls
from tests.unit.intake.calls.signals import AN, at, signal
from tests.unit.intake.fakes import MONDAY, FixedCatalog, InMemoryCases, no_holiday
from tests.unit.intake.inboxes import InMemoryInbox

GRACE = timedelta(seconds=15)
#: Sunday 23:30 in Việt Nam; the centre opens at 07:00 on Monday.
SUNDAY_NIGHT = datetime.fromisoformat("2026-11-29T23:30:00+07:00")
MONDAY_SEVEN = datetime.fromisoformat("2026-11-30T07:00:00+07:00")


class Exchange:
    """The use cases on memory; time passes only when a test says so."""

    def __init__(self) -> None:
        self.clock = FixedClock(MONDAY)
        self.calls, self.tasks, self.inbox = InMemoryCalls(), InMemoryCallBacks(), InMemoryInbox()
        look_up = LookUpReference(FixedCatalog(), no_holiday)
        cases = CasesInMemory(InMemoryCases())
        self._record = RecordCall(self.calls, self.tasks, self.clock, GRACE)
        self._settle = SettleCalls(self.calls, self.tasks, cases, self.inbox, look_up, self.clock)
        self._deliveries = 0

    def hear(self, *signals: Signal) -> None:
        """Take signals without a delivery id that came before."""
        for each in signals:
            self._deliveries += 1
            self._record(each, str(self._deliveries))

    def settle(self, after: timedelta = GRACE) -> None:
        """Let time pass, then settle what is due."""
        self.clock.at += after
        while self._settle.turn():
            pass

    def ended(self) -> list[str]:
        """Return how the calls ended that were told."""
        return [event.data.disposition for event in self.calls.events.values()]


@pytest.fixture
def exchange() -> Exchange:
    return Exchange()


def missed(call: str, seconds: float, number: str | None = AN) -> Signal:
    return signal("hangup", 0, call=call, at=at(seconds), queued_at=at(seconds), number=number)


def test_a_call_is_told_once_it_is_over_and_once_only(exchange: Exchange) -> None:
    exchange.hear(signal("ringing", 0), signal("answered", 8, extension="101"), signal("hangup", 60))
    exchange.settle(GRACE - timedelta(seconds=1))
    assert exchange.ended() == []
    exchange.settle(timedelta(seconds=1))
    first = exchange.calls.events["generic:c-1"]
    exchange.hear(signal("hangup", 60))
    exchange.settle()
    assert exchange.calls.events == {"generic:c-1": first}
    data = first.data
    assert (data.disposition, data.queued_at, data.answered_at, data.ended_at) == ("answered", at(0), at(8), at(60))
    assert AN not in repr(first)


def test_an_answer_that_is_overtaken_by_the_end_still_counts(exchange: Exchange) -> None:
    exchange.hear(signal("hangup", 60), signal("answered", 8))
    exchange.settle()
    assert exchange.ended() == ["answered"]
    assert exchange.tasks.tasks == {}


def test_a_call_that_goes_on_is_left_alone_and_one_that_was_forgotten_is_ended(exchange: Exchange) -> None:
    exchange.hear(signal("ringing", 0), signal("answered", 8))
    exchange.settle()
    assert exchange.ended() == []
    exchange.settle(SILENT)
    assert exchange.ended() == ["answered"]


def test_calls_of_one_number_within_two_hours_are_one_task(exchange: Exchange) -> None:
    for number, minutes in enumerate((0, 5, 119)):
        exchange.hear(missed(f"c-{number}", minutes * 60))
    exchange.settle()
    (task,) = exchange.tasks.tasks.values()
    assert (len(task.calls), task.first_at, task.due_at) == (3, at(0), at(0))


def test_a_call_after_two_hours_is_a_task_of_its_own(exchange: Exchange) -> None:
    exchange.hear(missed("c-1", 0), missed("c-2", 2 * 3600))
    exchange.settle()
    assert len(exchange.tasks.tasks) == 2


def test_other_numbers_have_their_own_tasks_and_hidden_ones_none(exchange: Exchange) -> None:
    exchange.hear(missed("c-1", 0), missed("c-2", 1, "+84905000034"), missed("c-3", 2, None))
    exchange.settle()
    assert sorted(each.number for each in exchange.tasks.tasks.values()) == [AN, "+84905000034"]
    assert len(exchange.ended()) == 3


def test_what_came_after_hours_is_due_when_the_centre_opens(exchange: Exchange) -> None:
    exchange.clock.at = SUNDAY_NIGHT
    exchange.hear(signal("hangup", 0, at=SUNDAY_NIGHT))
    exchange.settle()
    (task,) = exchange.tasks.tasks.values()
    assert (task.due_at, task.calls[0].after_hours) == (MONDAY_SEVEN, True)
    assert [event.data.after_hours for event in exchange.calls.events.values()] == [True]


def test_whoever_calls_again_and_is_answered_is_not_called_back(exchange: Exchange) -> None:
    exchange.hear(missed("c-1", 0))
    exchange.settle()
    exchange.hear(signal("answered", 0, call="c-2", at=at(300)))
    (task,) = exchange.tasks.tasks.values()
    assert (task.state, task.closing) == ("closed", "called-again")


def test_a_call_that_is_settled_after_a_later_one_was_answered_is_not_owed(exchange: Exchange) -> None:
    exchange.hear(signal("answered", 0, call="c-2", at=at(300)), missed("c-1", 0))
    exchange.settle()
    assert exchange.tasks.tasks == {}


def test_an_answer_that_comes_after_all_takes_the_task_back(exchange: Exchange) -> None:
    exchange.hear(signal("hangup", 60, queued_at=at(0)))
    exchange.settle()
    exchange.hear(signal("answered", 8, queued_at=at(0)))
    (task,) = exchange.tasks.tasks.values()
    assert task.closing == "called-again"


def test_settling_again_after_a_crash_owes_nothing_twice(exchange: Exchange) -> None:
    exchange.hear(missed("c-1", 0))
    exchange.settle()
    exchange.calls.look_at["generic:c-1"] = exchange.clock.at  # it died before it could note that it was done
    exchange.settle()
    (task,) = exchange.tasks.tasks.values()
    assert len(task.calls) == 1
    assert len(exchange.ended()) == 1


def test_voicemail_is_taken_once(exchange: Exchange) -> None:
    exchange.hear(signal("voicemail", 30, voicemail="https://pbx.example.org/1.wav"), signal("hangup", 31))
    exchange.settle()
    exchange.hear(signal("voicemail", 30, voicemail="https://pbx.example.org/1.wav"))
    exchange.settle()
    assert list(exchange.inbox.kept) == [("voicemail", "generic:c-1")]
    assert exchange.ended() == ["voicemail"]
    assert exchange.tasks.tasks == {}
