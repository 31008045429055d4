"""Messages of the page against a Facebook that keeps to its windows: every error, and no answer at all."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from services.kit.clock import FixedClock
from services.notify.adapters.facebook_sender import Page
from services.notify.adapters.provider_sender import ALARMS, ProviderSender
from services.notify.domain.message import Message
from services.notify.domain.outcome import Accepted, Deferred, NotTried, Outcome, Refused, Unknown
from services.notify.settings.facebook import FacebookSettings
from services.notify.wiring.facebook import facebook
from tests.simulators.facebook import FacebookSimulator
from tests.unit.notify.builders import NOW, a_message, settings

pytestmark = pytest.mark.integration
TIMEOUT = 1.0


class Wall:
    """A page at the simulator, and our sender for it. Time stands still unless a test moves it."""

    def __init__(self, simulator: FacebookSimulator) -> None:
        self.simulator, self.clock = simulator, FixedClock(NOW)
        simulator.clock.stop(NOW)
        simulator.person("p1").last_message = NOW
        page = Page(f"{simulator.url}/v23.0", simulator.credentials.page_token)
        made = settings(facebook=FacebookSettings(page=page, timeout_seconds=TIMEOUT))
        sender = facebook(made, None, self.clock)["facebook"]
        assert isinstance(sender, ProviderSender)
        self.sender = sender

    def send(self, **facts: Any) -> Outcome:
        """Deliver one message, with a sender that has forgotten every pause."""
        self.sender._away = None
        return self.sender.deliver([_message(**facts)], 10.0)[0]

    def later(self, by: timedelta) -> None:
        """Let time pass, for both sides."""
        self.clock.at += by
        self.simulator.clock.stop(self.clock.at)


def _message(**facts: Any) -> Message:
    defaults = {"channel": "facebook", "recipient": "p1", "text": "Đã nhận phản ánh.", "message_id": "1022.0.ab"}
    return a_message(**(defaults | {"heard_at": NOW} | facts))


@pytest.fixture
def wall() -> Iterator[Wall]:
    with FacebookSimulator() as simulator:
        simulator.courier.retries = False
        yield Wall(simulator)


def alarms(name: str) -> float:
    return ALARMS.labels("facebook", name)._value.get()


def test_a_message_arrives_with_its_choices_and_carries_our_id(wall: Wall) -> None:
    outcome = wall.send(choices=(("Xem tình trạng hồ sơ của tôi", "STATUS"), ("Không", "NO")))
    (seen,) = wall.simulator.inbox("p1")
    assert outcome == Accepted(seen["message_id"])
    assert (seen["metadata"], seen["messaging_type"], seen["tag"]) == ("1022.0.ab", "RESPONSE", "")
    assert [each["title"] for each in seen["buttons"]] == ["Xem tình trạng hồ…", "Không"]


def test_a_text_that_is_too_long_is_cut(wall: Wall) -> None:
    assert isinstance(wall.send(text="đường " * 400), Accepted)
    assert wall.simulator.inbox("p1")[0]["text"].endswith("đường…")


def test_after_a_day_only_what_a_person_typed_goes_under_its_tag(wall: Wall) -> None:
    wall.later(timedelta(days=2))
    assert wall.send() == Refused("the window is closed", "window-closed")
    assert wall.simulator.sent() == []
    assert isinstance(wall.send(human=True), Accepted)
    (seen,) = wall.simulator.inbox("p1")
    assert (seen["messaging_type"], seen["tag"]) == ("MESSAGE_TAG", "HUMAN_AGENT")


def test_what_a_person_typed_within_a_day_needs_no_tag(wall: Wall) -> None:
    wall.send(human=True)
    assert wall.simulator.inbox("p1")[0]["tag"] == ""


def test_after_a_week_nothing_goes(wall: Wall) -> None:
    wall.later(timedelta(days=8))
    assert wall.send(human=True) == Refused("the window is closed", "window-closed")


def test_where_we_do_not_know_the_window_facebook_decides(wall: Wall) -> None:
    wall.later(timedelta(days=2))
    assert wall.send(heard_at=None) == Refused("error 10/2018278", "window-closed")


def test_a_comment_is_answered_in_private_and_once(wall: Wall) -> None:
    wall.simulator.comment("p2", "Đèn đường hỏng ở hẻm 12", comment_id="c1")
    choices = (("Có", "YES"),)
    assert isinstance(wall.send(recipient="comment:c1", choices=choices, heard_at=NOW - timedelta(days=2)), Accepted)
    (seen,) = wall.simulator.inbox("p2")
    assert (seen["comment"], seen["metadata"]) == ("c1", "1022.0.ab")
    assert wall.send(recipient="comment:c1") == Refused("error 10900", "already-replied")
    assert wall.send(recipient="comment:c1", repeating=True) == Accepted("")
    assert len(wall.simulator.inbox("p2")) == 1


@pytest.mark.parametrize(
    ("code", "outcome", "alarm"),
    [
        ("10/2018278", Refused("error 10/2018278", "window-closed"), None),
        ("10/2018108", Refused("error 10/2018108", "unreachable"), None),
        ("100/2018001", Refused("error 100/2018001", "unreachable"), None),
        ("551/1545041", Refused("error 551/1545041", "unreachable"), None),
        ("10901", Refused("error 10901", "window-closed"), None),
        ("100", Refused("error 100", "bad-request"), "bad-request"),
        ("190", Deferred("error 190"), "token"),
        ("200", Deferred("error 200"), "permission"),
        ("4", Deferred("error 4"), None),
        ("613", Deferred("error 613"), None),
        ("2", Deferred("error 2"), None),
        ("1200", Deferred("error 1200"), None),
        ("77777", Deferred("error 77777"), None),
    ],
)
def test_each_error_has_its_meaning(wall: Wall, code: str, outcome: Outcome, alarm: str | None) -> None:
    before = alarms(alarm) if alarm else 0
    wall.simulator.faults.fail(code)
    assert wall.send() == outcome
    assert not alarm or alarms(alarm) == before + 1
    assert isinstance(wall.send(), Accepted)


def test_the_rate_limit_pauses_the_sender(wall: Wall) -> None:
    wall.simulator.faults.limit(1)
    wall.send()
    outcomes = wall.sender.deliver([_message(message_id=f"1022.0.{n}") for n in range(10)], 10.0)
    assert all(isinstance(each, Deferred | NotTried) for each in outcomes)
    assert any(isinstance(each, NotTried) for each in outcomes)
    assert not wall.sender.ready()
    wall.later(timedelta(seconds=61))
    assert wall.sender.ready()


def test_an_answer_that_never_comes_leaves_the_message_unknown(wall: Wall) -> None:
    wall.simulator.faults.swallow()
    assert isinstance(wall.send(), Unknown)
    wall.simulator.faults.slow(3 * TIMEOUT)
    assert isinstance(wall.send(), Unknown)
    assert len(wall.simulator.inbox("p1")) == 2


def test_out_of_reach_and_out_of_order_are_told_apart(wall: Wall) -> None:
    wall.simulator.faults.outage()
    assert wall.send() == Deferred("HTTP 503")
    wall.simulator._served.close()  # type: ignore[union-attr]
    assert isinstance(wall.send(), NotTried)


def test_the_token_shows_nowhere(wall: Wall) -> None:
    page = Page("https://graph.facebook.com/v23.0", "top-secret")
    assert "top-secret" not in repr(page) + repr(FacebookSettings(page=page, timeout_seconds=1.0))
