"""What each outcome makes of a message, when we try again, and when we give up."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from services.kit.clock import FixedClock
from services.kit.failures import Rejected
from services.notify.domain.change import after
from services.notify.domain.finding import NOBODY_KNOWS, Finding
from services.notify.domain.message import TRANSITIONS, Message, State
from services.notify.domain.outcome import Accepted, Deferred, NotTried, Outcome, Refused, Repeatable, Unknown
from services.notify.domain.patience import DELAYS, Patience
from services.notify.wiring import Application
from tests.unit.notify.builders import NOW, a_message, application, received
from tests.unit.notify.fakes import FakeMailer, MemoryAddressees, MemoryLedger, RecordingMailServer

PATIENCE = Patience()
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("outcome", "attempts", "age", "state", "counted", "next_step"),
    [
        # taken over by the server: nothing left to do
        (Accepted("250 q1"), 0, timedelta(), State.SENT, 1, None),
        # refused for now: later, with growing delays
        (Deferred("451"), 0, timedelta(), State.DEFERRED, 1, 5 * SECOND),
        (Deferred("451"), 1, timedelta(), State.DEFERRED, 2, 30 * SECOND),
        (Deferred("451"), 5, timedelta(), State.DEFERRED, 6, 3_600 * SECOND),
        (Deferred("451"), 50, timedelta(), State.DEFERRED, 51, 14_400 * SECOND),
        # the next attempt would come after 24 hours: give up
        (Deferred("451"), 5, timedelta(hours=23, minutes=30), State.UNDELIVERABLE, 6, None),
        (NotTried("away"), 0, timedelta(hours=24), State.UNDELIVERABLE, 0, None),
        # the server was away: later, but it was no attempt
        (NotTried("away"), 0, timedelta(), State.DEFERRED, 0, 5 * SECOND),
        # it may go again under its id, for as long as anybody tries; then nobody may go on as if it had not arrived
        (Repeatable("no answer"), 0, timedelta(), State.DEFERRED, 1, 5 * SECOND),
        (Repeatable("no answer"), 5, timedelta(hours=23, minutes=30), State.UNCERTAIN, 6, 60 * SECOND),
        # wrong address: give up at once
        (Refused("550"), 0, timedelta(), State.UNDELIVERABLE, 1, None),
        # no answer after DATA: ask, but not while it may be in flight
        (Unknown("timeout"), 0, timedelta(), State.UNCERTAIN, 1, 60 * SECOND),
        (Unknown("timeout"), 0, timedelta(hours=30), State.UNCERTAIN, 1, 60 * SECOND),
    ],
)
def test_an_outcome_decides_the_state(
    outcome: Outcome,
    attempts: int,
    age: timedelta,
    state: State,
    counted: int,
    next_step: timedelta | None,
) -> None:
    message = a_message(attempts=attempts, created_at=NOW - age)
    change = after(message, outcome, NOW, PATIENCE)
    assert (change.state, change.attempts) == (state, counted)
    assert change.next_step_at == (None if next_step is None else NOW + next_step)
    assert change.state in TRANSITIONS[State.CLAIMED]


def test_delays_only_grow() -> None:
    assert list(DELAYS) == sorted(DELAYS)


def test_a_message_may_start_in_the_first_half_of_the_lease_only() -> None:
    assert PATIENCE.last_start(NOW) < PATIENCE.claim_ends(NOW)
    assert PATIENCE.ask_at(NOW) - NOW >= PATIENCE.lease


def test_nothing_sends_again_what_was_sent_merged_or_may_have_been_sent() -> None:
    for state in (State.SENT, State.MERGED, State.REPLACED):
        assert not TRANSITIONS[state] & {State.CLAIMED, State.DEFERRED}
    assert State.CLAIMED not in TRANSITIONS[State.UNCERTAIN], "never a blind resend"


class Scene:
    """Notify with a mailer that can be told what to answer."""

    def __init__(self) -> None:
        self.server = RecordingMailServer()
        self.ledger = MemoryLedger()
        self.mailer = FakeMailer(self.server)
        self.clock = FixedClock(NOW)
        self.app: Application = application(
            MemoryAddressees(), self.ledger, self.mailer, self.clock, receipts=self.server
        )

    def message(self) -> Message:
        (message,) = self.ledger.messages.values()
        return message

    def later(self, seconds: float) -> None:
        self.clock.at += timedelta(seconds=seconds)
        self.app.settle_uncertain()
        self.app.retry_deferred()


@pytest.fixture
def scene() -> Scene:
    return Scene()


def test_a_deferred_message_is_sent_by_the_sweep_when_its_time_has_come(scene: Scene) -> None:
    scene.mailer.judge = lambda _: Deferred("451 try later")
    scene.app.announce_events([received()])
    scene.mailer.judge = lambda _: None
    scene.later(4)
    assert scene.message().state is State.DEFERRED
    scene.later(1)
    assert scene.message().state is State.SENT
    assert scene.message().attempts == 2


def test_while_the_server_is_away_the_sweep_claims_nothing(scene: Scene) -> None:
    scene.mailer.judge = lambda _: NotTried("away")
    scene.app.announce_events([received()])
    scene.mailer.is_ready = False
    scene.later(60)
    assert scene.message().state is State.DEFERRED
    assert len(scene.mailer.seconds) == 1


def test_giving_up_is_told_once(scene: Scene) -> None:
    scene.mailer.judge = lambda _: Refused("550 5.1.1 no such user")
    scene.app.announce_events([received()])
    scene.app.announce_events([received()])
    (told,) = scene.ledger.failures
    assert told.type == "notification.failed"
    assert told.subject == scene.message().code
    assert (told.data.channel, told.data.reason) == ("email", "550 5.1.1 no such user")
    assert told.data.event == scene.message().event


def test_a_server_that_is_away_for_a_day_makes_the_message_undeliverable(scene: Scene) -> None:
    scene.mailer.judge = lambda _: NotTried("away")
    scene.app.announce_events([received()])
    for _ in range(25):
        scene.later(3_600)
    assert scene.message().state is State.UNDELIVERABLE
    assert [event.type for event in scene.ledger.failures] == ["notification.failed"]


@pytest.mark.parametrize(
    ("accepted", "times"),
    [
        (True, 1),  # it had arrived: nothing is sent again
        (False, 1),  # it had not: it is sent now
    ],
)
def test_an_answer_that_never_came_is_settled_by_a_receipt(scene: Scene, accepted: bool, times: int) -> None:
    def hang_up(message: Message) -> Outcome:
        if accepted:
            scene.server.accepted.append(message)
        return Unknown("no answer after DATA")

    scene.mailer.judge = hang_up
    scene.app.announce_events([received()])
    scene.mailer.judge = lambda _: None
    scene.later(59)
    assert scene.message().state is State.UNCERTAIN
    scene.later(1)
    assert scene.message().state is State.SENT
    assert len(scene.server.accepted) == times


def test_when_nobody_knows_the_message_stays_uncertain_and_is_asked_about_again(scene: Scene) -> None:
    asked: list[str] = []

    def nobody_knows(message: Message) -> Finding:
        asked.append(message.message_id)
        return NOBODY_KNOWS

    scene.server.ask = nobody_knows  # type: ignore[method-assign]
    scene.mailer.judge = lambda _: Unknown("no answer after DATA")
    scene.app.announce_events([received()])
    scene.later(60)
    scene.later(30)
    assert len(asked) == 1
    scene.later(30)
    assert len(asked) == 2
    assert scene.message().state is State.UNCERTAIN


@pytest.mark.parametrize(
    ("state", "sent", "allowed"),
    [
        (State.UNCERTAIN, True, True),
        (State.UNCERTAIN, False, True),
        (State.UNDELIVERABLE, False, True),  # our own server was set up wrongly
        (State.UNDELIVERABLE, True, False),
        (State.SENT, False, False),  # it arrived: nothing may send it again
        (State.SENT, True, False),
        (State.DEFERRED, False, False),  # the sweep will do it
        (State.CLAIMED, True, False),  # somebody is sending it now
        (State.CLAIMED, False, False),
    ],
)
def test_a_person_may_settle_what_nobody_else_can(scene: Scene, state: State, sent: bool, allowed: bool) -> None:
    message = a_message(state=state)
    scene.ledger.messages[message.key] = message
    if not allowed:
        with pytest.raises(Rejected, match="not-settleable"):
            scene.app.settle_message(message.key, sent=sent)
        return
    scene.app.settle_message(message.key, sent=sent)
    scene.app.retry_deferred()
    assert scene.message().state is State.SENT
    assert len(scene.server.accepted) == (0 if sent else 1)


def test_an_unknown_message_cannot_be_settled(scene: Scene) -> None:
    with pytest.raises(Rejected, match="unknown-message"):
        scene.app.settle_message("nothing", sent=True)


def test_a_late_sender_may_still_say_that_the_message_was_accepted() -> None:
    ledger = MemoryLedger()
    claimed = a_message()
    ledger.messages[claimed.key] = replace(claimed, state=State.UNCERTAIN)
    ledger.record([after(claimed, Accepted("250"), NOW, PATIENCE)], {})
    assert ledger.messages[claimed.key].state is State.SENT


def test_a_late_sender_cannot_touch_a_message_somebody_claimed_again() -> None:
    ledger = MemoryLedger()
    claimed = a_message()
    ledger.messages[claimed.key] = replace(claimed, holder="another")
    ledger.record([after(claimed, Deferred("451"), NOW, PATIENCE)], {})
    assert ledger.messages[claimed.key].state is State.CLAIMED
