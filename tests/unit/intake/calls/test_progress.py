"""How far a case is: what wins over what."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake.domain import progress
from services.intake.usecases.follow_progress import FollowProgress
from services.kit.events import Event, MessageArrived
from tests.unit.intake.calls import histories
from tests.unit.intake.fakes import MONDAY

CODE = "2611304829175"
History = list[tuple[str, int, int]]


def facts(history: History) -> dict[str, progress.Fact]:
    log = histories.InMemoryFacts()
    FollowProgress(log)([histories.event(CODE, step) for step in history])
    return log.facts.get(CODE, {})


@pytest.mark.parametrize(
    ("history", "status", "agency"),
    [
        ([], "received", None),
        ([("routed", 1, 1)], "routed", "co-quan-1"),
        ([("accepted", 1, 2)], "accepted", "co-quan-1"),  # came before its case.routed
        ([("routed", 1, 1), ("accepted", 1, 2)], "accepted", "co-quan-1"),
        ([("routed", 1, 1), ("answered", 1, 2)], "answered", "co-quan-1"),
        ([("routed", 1, 3), ("answered", 1, 2)], "answered", "co-quan-1"),  # a clock is slow
        ([("answered", 1, 2), ("routed", 2, 3)], "routed", "co-quan-2"),  # it was sent back and moved
        ([("answered", 2, 2), ("routed", 1, 3)], "answered", "co-quan-2"),
        ([("answered", 1, 4), ("answered", 2, 3)], "answered", "co-quan-2"),
        ([("accepted", 1, 4), ("routed", 2, 1)], "routed", "co-quan-2"),
        ([("routed", 1, 1), ("coordinated", 2, 2)], "routed", "co-quan-1"),  # the lead still answers
        ([("routed", 1, 1), ("asked", 1, 2)], "waiting", "co-quan-1"),
        ([("routed", 1, 1), ("resumed", 1, 3), ("asked", 1, 2)], "routed", "co-quan-1"),
        ([("routed", 1, 1), ("asked", 1, 2), ("answered", 1, 3)], "answered", "co-quan-1"),
        ([("routed", 1, 1), ("answered", 1, 2), ("reopened", 1, 3)], "reopened", "co-quan-1"),
        ([("answered", 1, 2), ("reopened", 1, 3), ("routed", 2, 4)], "routed", "co-quan-2"),
        ([("reopened", 1, 3), ("answered", 1, 4)], "answered", "co-quan-1"),
        ([("routed", 1, 1), ("merged", 1, 2)], "merged", "co-quan-1"),
        ([("routed", 1, 1), ("merged", 1, 2), ("answered", 1, 3)], "answered", "co-quan-1"),
        ([("merged", 1, 2), ("routed", 2, 3)], "routed", "co-quan-2"),  # it stands alone again
        ([("published", 1, 1)], "received", None),  # came before everything else
    ],
)
def test_a_higher_assignment_wins_and_within_one_the_later_stage(
    history: History, status: str, agency: str | None
) -> None:
    known = facts(history)
    assert (progress.status_of(known), progress.told(known, "agency")) == (status, agency)


@pytest.mark.parametrize(
    ("history", "published"),
    [
        ([], False),
        ([("published", 1, 1)], True),
        ([("published", 1, 1), ("withheld", 1, 2)], False),
        ([("published", 1, 3), ("withheld", 1, 2)], True),
        ([("published", 1, 2), ("withheld", 1, 2)], False),  # in doubt nothing is shown
    ],
)
def test_the_latest_word_on_publishing_wins(history: History, published: bool) -> None:
    assert progress.is_published(facts(history)) is published


def test_what_this_version_does_not_know_is_left_alone() -> None:
    log = histories.InMemoryFacts()
    data = MessageArrived(channel="sms", message="1", sender="0", recipient="0", text="x", arrived_at=MONDAY)
    FollowProgress(log)([Event.of(data, source="/t", subject="x", at=MONDAY)])
    assert log.facts == {}


@given(histories.HISTORIES.flatmap(lambda each: st.tuples(st.just(each), st.permutations(each + each))))
def test_any_order_and_any_repetition_end_the_same(told: tuple[History, History]) -> None:
    assert facts(told[0]) == facts(told[1])
