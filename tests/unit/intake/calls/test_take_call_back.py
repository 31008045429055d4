"""Operators and call-backs: claimed by one, three attempts, closed once."""

from datetime import timedelta

import pytest

from services.intake.domain.calls.call_back import Missed
from services.intake.usecases.look_up_reference import LookUpReference
from services.intake.usecases.ports import Progress
from services.intake.usecases.take_call_back import Patience, TakeCallBack
from services.kit.clock import FixedClock
from services.kit.failures import Rejected
from tests.unit.intake.calls.call_fakes import InMemoryCallBacks
from tests.unit.intake.calls.signals import AN
from tests.unit.intake.chat.fakes import FixedBoard
from tests.unit.intake.fakes import MONDAY, FixedCatalog, no_holiday

CLAIM, REST = timedelta(minutes=15), timedelta(minutes=30)
CODE = "2611304829175"


class Room:
    """The use case on memory with one task."""

    def __init__(self) -> None:
        self.clock, self.tasks, self.board = FixedClock(MONDAY), InMemoryCallBacks(), FixedBoard()
        self.board.known[CODE] = Progress(code=CODE, status="received", changed_at=MONDAY)
        look_up = LookUpReference(FixedCatalog(), no_holiday)
        self.use = TakeCallBack(self.tasks, self.board, look_up, self.clock, Patience(CLAIM, REST))
        self.tasks.owe(AN, Missed(call="c-1", at=MONDAY, disposition="abandoned", after_hours=False), MONDAY)
        (self.id,) = self.tasks.tasks


@pytest.fixture
def room() -> Room:
    return Room()


def test_one_operator_has_it_until_the_claim_ends(room: Room) -> None:
    assert room.use.claim(room.id, "truc-01").claimed_by == "truc-01"
    with pytest.raises(Rejected, match="call-back-taken"):
        room.use.claim(room.id, "truc-02")
    room.clock.at += CLAIM
    assert room.use.claim(room.id, "truc-02").claimed_by == "truc-02"


def test_the_same_operator_may_claim_longer(room: Room) -> None:
    room.use.claim(room.id, "truc-01")
    room.clock.at += timedelta(minutes=5)
    assert room.use.claim(room.id, "truc-01").claimed_until == room.clock.at + CLAIM


def test_after_an_attempt_the_task_rests_and_anybody_may_take_it(room: Room) -> None:
    room.use.claim(room.id, "truc-01")
    task = room.use.attempted(room.id, "truc-01", 1, "no-answer")
    assert (task.due_at, task.claimed_by, len(task.attempts)) == (MONDAY + REST, None, 1)
    assert room.use.waiting("truc-02", due=True, in_full=True) == []
    assert len(room.use.waiting("truc-02", due=False, in_full=True)) == 1
    assert room.use.claim(room.id, "truc-02").claimed_by == "truc-02"


def test_an_attempt_late_at_night_rests_until_the_morning(room: Room) -> None:
    room.clock.at = MONDAY.replace(hour=15, minute=50)  # 22:50 in Việt Nam
    room.use.claim(room.id, "truc-01")
    task = room.use.attempted(room.id, "truc-01", 1, "busy")
    assert task.due_at == MONDAY.replace(day=1, month=12, hour=0)


def test_after_three_attempts_the_citizen_counts_as_unreachable(room: Room) -> None:
    for number in (1, 2, 3):
        room.use.claim(room.id, "truc-01")
        task = room.use.attempted(room.id, "truc-01", number, "no-answer")
    assert (task.state, task.closing) == ("closed", "unreachable")
    with pytest.raises(Rejected, match="call-back-closed"):
        room.use.claim(room.id, "truc-01")


def test_an_attempt_sent_twice_counts_once(room: Room) -> None:
    room.use.claim(room.id, "truc-01")
    first = room.use.attempted(room.id, "truc-01", 1, "no-answer")
    assert room.use.attempted(room.id, "truc-01", 1, "no-answer") == first


@pytest.mark.parametrize(
    ("account", "number", "slug"),
    [("truc-01", 2, "call-back-attempt-out-of-order"), ("truc-02", 1, "call-back-taken")],
)
def test_only_the_next_attempt_of_whoever_has_it_counts(room: Room, account: str, number: int, slug: str) -> None:
    room.use.claim(room.id, "truc-01")
    with pytest.raises(Rejected, match=slug):
        room.use.attempted(room.id, account, number, "no-answer")


def test_a_citizen_who_was_reached_is_done_with_the_case_that_came_of_it(room: Room) -> None:
    room.use.claim(room.id, "truc-01")
    task = room.use.reached(room.id, "truc-01", CODE)
    assert (task.state, task.closing, task.case, task.closed_by) == ("closed", "reached", CODE, "truc-01")
    assert room.use.reached(room.id, "truc-01", CODE) == task  # sent again


def test_a_case_that_is_not_there_is_not_linked(room: Room) -> None:
    room.use.claim(room.id, "truc-01")
    with pytest.raises(Rejected, match="unknown-case"):
        room.use.reached(room.id, "truc-01", "2611304829999")


def test_nobody_closes_what_another_has_in_hand(room: Room) -> None:
    room.use.claim(room.id, "truc-01")
    with pytest.raises(Rejected, match="call-back-taken"):
        room.use.reached(room.id, "truc-02", None)


def test_what_is_not_there_is_refused(room: Room) -> None:
    with pytest.raises(Rejected, match="unknown-call-back"):
        room.use.claim("task-9", "truc-01")
