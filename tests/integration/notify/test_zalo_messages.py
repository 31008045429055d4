"""Messages of the Official Account against a platform that is as strict as Zalo: every error, and no answer at all."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from services.notify.adapters.provider_sender import ALARMS
from services.notify.domain.outcome import Accepted, Deferred, NotTried, Refused, Unknown
from tests.integration.notify.zalo_account import TIMEOUT, Account, a_text
from tests.servers.mongo import Mongo
from tests.simulators.zalo import ZaloSimulator
from tests.unit.notify.builders import NOW

pytestmark = pytest.mark.integration
SEND = "message/cs"


@pytest.fixture
def account(mongo: Mongo) -> Iterator[Account]:
    with ZaloSimulator() as simulator:
        simulator.courier.retries = False
        account = Account(simulator, mongo.database("notify"))
        simulator.person("u1").last_interaction = NOW
        yield account


def alarms(name: str, channel: str = "zalo") -> float:
    return ALARMS.labels(channel, name)._value.get()


def test_a_message_arrives_with_its_buttons_and_what_it_answers(account: Account) -> None:
    choices = (("Xem hồ sơ", "STATUS 2611234829170"), ("Không", "NO"))
    outcome = account.one(text="Ông/Bà muốn gì?", choices=choices, reply_to="m-1")
    (seen,) = account.simulator.inbox("u1")
    assert outcome == Accepted(seen["message_id"])
    assert (seen["text"], seen["quote"]) == ("Ông/Bà muốn gì?", "m-1")
    assert [(each["title"], each["payload"]) for each in seen["buttons"]] == list(choices)


def test_a_text_that_is_too_long_ends_at_a_word_with_a_mark(account: Account) -> None:
    assert isinstance(account.one(text="đường " * 400), Accepted)
    (seen,) = account.simulator.inbox("u1")
    assert len(seen["text"]) <= 2000
    assert seen["text"].endswith("đường…")


@pytest.mark.parametrize(
    ("code", "slug"),
    [
        (-213, "not-a-follower"),
        (-227, "inactive"),
        (-230, "window-closed"),
        (-232, "window-closed"),
        (-244, "restricted"),
    ],
)
def test_who_cannot_be_reached_is_left_to_the_next_route(account: Account, code: int, slug: str) -> None:
    account.simulator.faults.fail(code, path=SEND)
    assert account.one() == Refused(f"error {code}", slug)


@pytest.mark.parametrize(
    ("code", "alarm"),
    [
        (-211, "quota"),
        (-218, "quota"),
        (-221, "oa-not-verified"),
        (-224, "package"),
        (-320, "not-linked"),
        (-321, "money"),
        (-204, "oa-disabled"),
    ],
)
def test_what_a_person_must_see_to_waits_and_alarms(account: Account, code: int, alarm: str) -> None:
    before = alarms(alarm)
    account.simulator.faults.fail(code, path=SEND)
    assert account.one() == Deferred(f"error {code}")
    assert alarms(alarm) == before + 1
    assert isinstance(account.one(), Accepted)


@pytest.mark.parametrize(("code", "alarm"), [(-201, "bad-request"), (-233, "bad-type"), (-240, "old-api")])
def test_our_own_mistake_goes_another_way_and_alarms(account: Account, code: int, alarm: str) -> None:
    before = alarms(alarm)
    account.simulator.faults.fail(code, path=SEND)
    assert account.one() == Refused(f"error {code}", alarm)
    assert alarms(alarm) == before + 1


def test_a_number_nobody_knows_is_tried_again(account: Account) -> None:
    account.simulator.faults.fail(-9999, path=SEND)
    assert account.one() == Deferred("error -9999")


def test_at_night_a_paid_message_waits_for_the_morning(account: Account) -> None:
    night = datetime(2026, 11, 24, 16, 30, tzinfo=UTC)  # 23:30 in Vietnam
    account.clock.at = night
    account.simulator.clock.stop(night)
    account.simulator.person("u1").last_interaction = night - timedelta(hours=50)
    assert account.one() == Deferred("error -234", datetime(2026, 11, 24, 23, 0, tzinfo=UTC))


def test_the_rate_limit_ends_the_batch_and_names_a_time(account: Account) -> None:
    account.simulator.faults.limit(2)
    outcomes = account.send(*(a_text(message_id=f"1022.0.{n}") for n in range(12)))
    assert sum(isinstance(each, Accepted) for each in outcomes) == 2
    limited = [each for each in outcomes if isinstance(each, Deferred)]
    assert limited and all(each.until and each.until > NOW + timedelta(seconds=30) for each in limited)
    held = [each for each in outcomes if isinstance(each, NotTried)]
    assert held and all(each.until and each.until > NOW for each in held)
    assert not account.senders["zalo"].ready()


@pytest.mark.parametrize("spoil", ["expire", "revoke"])
def test_a_stale_token_is_exchanged_once_and_the_message_goes(account: Account, spoil: str) -> None:
    assert isinstance(account.one(), Accepted)
    getattr(account.simulator.tokens, spoil)()
    assert isinstance(account.one(), Accepted)
    assert account.simulator.tokens.refreshes == 2


def test_a_token_that_stays_stale_is_waited_out(account: Account) -> None:
    before = alarms("token")
    account.simulator.faults.fail(-216, times=2, path=SEND)
    assert account.one() == Deferred("error -216")
    assert alarms("token") == before + 1
    assert account.simulator.tokens.refreshes == 2


def test_an_answer_that_never_comes_leaves_the_message_unknown(account: Account) -> None:
    account.one()
    account.simulator.faults.swallow(path=SEND)
    assert isinstance(account.one(), Unknown)
    account.simulator.faults.slow(3 * TIMEOUT, path=SEND)
    assert isinstance(account.one(), Unknown)
    assert len(account.simulator.inbox("u1")) == 3


def test_a_platform_out_of_reach_was_not_tried(account: Account) -> None:
    account.one()
    account.simulator._served.close()  # type: ignore[union-attr]
    outcomes = account.send(a_text(), a_text(message_id="1022.0.cd"))
    assert all(isinstance(each, NotTried) for each in outcomes)
    assert not account.senders["zalo"].ready()
    account.clock.at = NOW + timedelta(seconds=6)
    assert account.senders["zalo"].ready()


def test_an_outage_behind_a_gateway_defers(account: Account) -> None:
    account.one()
    account.simulator.faults.outage()
    assert account.one() == Deferred("HTTP 503")


def test_nothing_is_started_when_the_time_is_over(account: Account) -> None:
    sender = account.senders["zalo"]
    assert sender.deliver([a_text()], -1.0) == [NotTried("out of time")]
    assert account.simulator.sent() == []


def test_a_template_reaches_a_telephone_with_our_id(account: Account) -> None:
    facts = {"code": "2611234829170", "title": "Đèn đường hỏng ở hẻm 12 Hùng Vương, tối quá"}
    (outcome,) = account.send(a_text(channel="zns", recipient="0905000011", facts=facts), channel="zns")
    (seen,) = account.simulator.inbox("84905000011")
    assert outcome == Accepted(seen["message_id"], settled=False)
    assert seen["tracking_id"] == "1022.0.ab"
    assert seen["template_data"] == {"ma": "2611234829170", "noi_dung": "Đèn đường hỏng ở hẻm 12 Hùng…"}


@pytest.mark.parametrize(
    ("facts", "slug"),
    [
        ({"recipient": "02693822222"}, "bad-number"),
        ({"type": "case.answered"}, "no-template"),
        # a fact is missing: Zalo refuses empty parameters
        ({"facts": {"code": "2611234829170"}}, "no-template"),
    ],
)
def test_what_no_template_can_say_goes_another_way(account: Account, facts: dict[str, object], slug: str) -> None:
    whole = {"channel": "zns", "recipient": "0905000011", "facts": {"code": "1", "title": "2"}} | facts
    (outcome,) = account.send(a_text(**whole), channel="zns")
    assert isinstance(outcome, Refused) and outcome.slug == slug
    assert account.simulator.sent() == []


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (-108, Refused),
        (-109, Refused),
        (-112, Refused),
        (-114, Refused),
        (-117, Refused),
        (-118, Refused),
        (-119, Refused),
        (-131, Refused),
        (-144, Refused),
        (-147, Refused),
        (-115, Deferred),
        (-137, Deferred),
        (-133, Deferred),
        (-100, Deferred),
        # stale, exchanged, and sent
        (-124, Accepted),
    ],
)
def test_each_error_of_a_template_has_its_meaning(account: Account, code: int, kind: type) -> None:
    account.simulator.faults.fail(code, path="template")
    message = a_text(channel="zns", recipient="0905000011", facts={"code": "1", "title": "2"})
    assert isinstance(account.send(message, channel="zns")[0], kind)


def test_a_token_that_came_slowly_is_kept_and_the_message_goes_with_the_next_attempt(account: Account) -> None:
    account.simulator.faults.slow(1.5 * TIMEOUT, path="access_token")
    assert account.one() == NotTried("waited for a token")
    assert isinstance(account.one(), Accepted)
    assert account.simulator.tokens.refreshes == 1
    account.simulator.tokens.expire()
    account.simulator.faults.slow(2.5 * TIMEOUT, path="access_token")
    assert account.one() == NotTried("waited for a token")
    assert isinstance(account.one(), Accepted)
    assert len(account.simulator.inbox("u1")) == 2
