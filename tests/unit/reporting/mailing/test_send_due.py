"""Every report reaches its reader once: with two processes, with a mail server that is away, and after a crash."""

from __future__ import annotations

import pytest

from services.kit.failures import Rejected, Retryable
from services.reporting.domain.mailing.sending import Outcome, State
from services.reporting.usecases.mailing.subscribe import Subscribe
from tests.unit.reporting.mailing.stand import Stand

NAME = "lanh-dao:2026-11-20..2026-11-20"
MORNING = "2026-11-21 07:00"


@pytest.fixture
def stand() -> Stand:
    """One subscription, and it is the next morning."""
    made = Stand()
    made.subscribe()
    made.at(MORNING)
    return made


def state(stand: Stand, name: str = NAME) -> State | None:
    """Return where a sending stands."""
    found = stand.sendings.find(name)
    return found.state if found else None


def test_the_letter_has_its_words_and_its_files(stand: Stand) -> None:
    assert stand.process()() == 1
    letter = stand.server.taken[0]
    assert (letter.to, letter.subject) == ("lanh.dao@example.org", "Báo cáo 1022: 20/11/2026 – 20/11/2026")
    assert [(file.name, file.content) for file in letter.attachments] == [
        ("bao-cao-1022-2026-11-20_2026-11-20.xlsx", b"unit,field"),
        ("bao-cao-1022-2026-11-20_2026-11-20.pdf", b"unit,field"),
    ]
    assert "Cần xử lý: 1.236" in letter.text
    assert {asked.span.text for asked in stand.tables.asked} == {"2026-11-20..2026-11-20"}


def test_nothing_is_sent_before_its_hour_and_each_report_once_however_often_it_is_looked(stand: Stand) -> None:
    first, second = stand.process(), stand.process()
    stand.at("2026-11-21 06:59")
    assert first() == 0
    stand.at(MORNING)
    assert (first(), second(), first()) == (1, 0, 0)
    stand.at("2026-11-22 07:00")
    assert (second(), first()) == (1, 0)
    assert len(stand.server.taken) == 2


def test_a_subscription_that_was_stopped_gets_nothing(stand: Stand) -> None:
    Subscribe(stand.subscriptions, stand.clock).stop("lanh-dao")
    assert stand.process()() == 0


def test_what_was_certainly_not_taken_is_tried_again_after_a_while(stand: Stand) -> None:
    stand.server.answers = [Outcome(State.DEFERRED, "smtp-451")]
    assert stand.process()() == 0
    assert (state(stand), stand.process()()) == (State.DEFERRED, 0)
    stand.at("2026-11-21 07:11")
    assert stand.process()() == 1
    found = stand.sendings.find(NAME)
    assert found is not None
    assert (found.state, found.attempts) == (State.SENT, 2)


def test_what_the_server_will_never_take_is_not_tried_again(stand: Stand) -> None:
    stand.server.answers = [Outcome(State.REFUSED, "smtp-550")]
    stand.process()()
    stand.at("2026-11-21 19:00")
    assert (stand.process()(), state(stand)) == (0, State.REFUSED)


def test_a_process_that_ends_while_handing_over_leaves_it_uncertain_and_nobody_sends_again(stand: Stand) -> None:
    stand.server.answers = [SystemExit()]
    with pytest.raises(SystemExit):
        stand.process()()
    assert (stand.process()(), state(stand)) == (0, State.CLAIMED)
    stand.at("2026-11-21 07:16")
    assert (stand.process()(), state(stand)) == (0, State.UNCERTAIN)
    stand.at("2026-11-21 20:00")
    assert (stand.process()(), stand.server.taken) == (0, [])


def test_a_person_decides_what_is_uncertain(stand: Stand) -> None:
    stand.server.answers = [Outcome(State.UNCERTAIN, "TimeoutError")]
    stand.process()()
    stand.settle().again(NAME)
    assert (stand.process()(), state(stand)) == (1, State.SENT)


def test_what_arrived_after_all_is_not_sent_again(stand: Stand) -> None:
    stand.server.answers = [Outcome(State.UNCERTAIN, "TimeoutError")]
    stand.process()()
    stand.settle().arrived(NAME)
    assert (stand.process()(), state(stand)) == (0, State.SENT)


@pytest.mark.parametrize(("name", "slug"), [(NAME, "sending-is-settled"), ("x:y", "no-such-sending")])
def test_there_is_nothing_to_decide_about_what_was_sent_or_never_was(stand: Stand, name: str, slug: str) -> None:
    stand.process()()
    for decide in (stand.settle().arrived, stand.settle().again):
        with pytest.raises(Rejected, match=slug):
            decide(name)


@pytest.mark.parametrize(
    ("trouble", "expected"),
    [
        (Retryable("facts are being read"), State.DEFERRED),
        (Rejected("too-long-for-paper", "", ""), State.REFUSED),
        (ZeroDivisionError(), State.DEFERRED),
    ],
)
def test_a_report_that_cannot_be_made_was_not_sent_and_stops_no_other(
    stand: Stand, trouble: Exception, expected: State
) -> None:
    stand.tables.trouble = trouble
    assert stand.process()() == 0
    assert (state(stand), stand.server.taken) == (expected, [])


def test_a_report_that_failed_before_it_was_handed_over_is_never_uncertain(stand: Stand) -> None:
    stand.tables.trouble = ZeroDivisionError()
    stand.process()()
    stand.tables.trouble = None
    stand.at("2026-11-21 07:30")
    assert (stand.process()(), state(stand)) == (1, State.SENT)
