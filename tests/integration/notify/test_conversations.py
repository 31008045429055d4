"""Reading conversations of platforms that are as strict as the real ones: what is listed, and what is no list."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from services.notify.adapters.facebook_conversation import FacebookConversation, _message, _messages
from services.notify.adapters.facebook_sender import Page
from services.notify.adapters.provider_http import ProviderHttp
from services.notify.adapters.zalo_api import ZaloApi
from services.notify.adapters.zalo_conversation import ZaloConversation
from services.notify.adapters.zalo_errors import OA_TABLES
from services.notify.domain.conversation import Said
from services.notify.domain.outcome import Accepted
from services.notify.usecases.ports import CannotAsk
from tests.integration.notify.test_facebook_messages import Wall
from tests.integration.notify.zalo_account import Account
from tests.servers.mongo import Mongo
from tests.simulators.facebook import FacebookSimulator
from tests.simulators.zalo import ZaloSimulator
from tests.unit.notify.builders import NOW

pytestmark = pytest.mark.integration
BEGINNING = datetime.min.replace(tzinfo=UTC)
MINUTE, SECOND = timedelta(minutes=1), timedelta(seconds=1)
PATH = "/v2.0/oa/conversation"


@pytest.fixture
def account(mongo: Mongo) -> Iterator[Account]:
    with ZaloSimulator() as simulator:
        simulator.clock.stop(NOW)
        simulator.say("u1", "Đèn hỏng")
        simulator.say("u2", "Việc khác")
        account = Account(simulator, mongo.database("notify"))
        simulator.person("u1").last_interaction = simulator.person("u2").last_interaction = NOW
        yield account


@pytest.fixture
def wall() -> Iterator[Wall]:
    with FacebookSimulator() as simulator:
        wall = Wall(simulator)
        simulator.say("p1", "Đèn hỏng")
        yield wall


def zalo(account: Account, path: str = PATH) -> ZaloConversation:
    api = ZaloApi(ProviderHttp(1.0), account.keeper(), account.clock, OA_TABLES)
    return ZaloConversation(api, account.simulator.openapi_url + path)


def facebook(wall: Wall, **change: str) -> FacebookConversation:
    page = Page(f"{wall.simulator.url}/v23.0", change.get("token", wall.simulator.credentials.page_token))
    return FacebookConversation(page, ProviderHttp(1.0), change.get("path", "/me/conversations"))


def test_zalo_lists_what_we_said_to_this_citizen(account: Account) -> None:
    outcome = account.one(text="Sự việc ở đâu?", choices=(("Bỏ qua", "SKIP"),))
    account.one(text="Sự việc ở đâu?", recipient="u2")
    assert isinstance(outcome, Accepted)
    listed = zalo(account).read("u1", NOW)
    assert listed.ours == (Said(outcome.receipt, NOW, "Sự việc ở đâu?"),)
    assert listed.complete_since == BEGINNING


@pytest.mark.parametrize(("lines", "since", "pages"), [(5, NOW, 1), (35, NOW + 30 * SECOND, 1), (35, NOW, 4)])
def test_zalo_is_asked_for_as_many_pages_as_needed(account: Account, lines: int, since: datetime, pages: int) -> None:
    for number in range(lines):
        account.simulator.clock.advance(seconds=1)
        account.simulator.say("u1", f"lần {number}")
    account.simulator.faults.limit(100)
    listed = zalo(account).read("u1", since)
    assert listed.complete_since < since
    assert account.simulator.faults.quota() == (100, 100 - pages)


def test_zalo_is_not_asked_without_end(account: Account) -> None:
    for _ in range(70):
        account.simulator.clock.advance(seconds=1)
        account.simulator.say("u1", "lại nữa")
    listed = zalo(account).read("u1", NOW - MINUTE)
    assert listed.complete_since == account.simulator.clock.now() - 49 * SECOND


def test_a_stale_token_is_exchanged_before_asking_again(account: Account) -> None:
    assert zalo(account).read("u1", NOW).ours == ()
    account.simulator.tokens.expire()
    assert zalo(account).read("u1", NOW).ours == ()
    assert account.simulator.tokens.refreshes == 2


@pytest.mark.parametrize("trouble", [{"fail": -32}, {"fail": -216}, {"drop": True}, {"outage": True}, {"slow": True}])
def test_zalo_in_trouble_cannot_be_asked(account: Account, trouble: dict[str, Any]) -> None:
    faults = account.simulator.faults
    {
        "fail": lambda: faults.fail(trouble["fail"], times=2, path="conversation"),
        "drop": lambda: faults.drop(path="conversation"),
        "outage": faults.outage,
        "slow": lambda: faults.slow(2.0, path="conversation"),
    }[next(iter(trouble))]()
    with pytest.raises(CannotAsk):
        zalo(account).read("u1", NOW)


@pytest.mark.parametrize("path", ["/v3.0/oa/user/detail", "/v2.0/oa/nothing"])
def test_an_address_that_lists_nothing_is_no_answer(account: Account, path: str) -> None:
    with pytest.raises(CannotAsk):
        zalo(account, path).read("u1", NOW)


def test_nobody_who_wrote_has_an_empty_conversation(account: Account, wall: Wall) -> None:
    account.simulator.person("u3").last_interaction = NOW
    with pytest.raises(CannotAsk):
        zalo(account).read("u3", NOW)
    with pytest.raises(CannotAsk):
        facebook(wall).read("p3", NOW)


def test_facebook_lists_what_we_said_to_this_citizen(wall: Wall) -> None:
    outcome = wall.send(text="Sự việc ở đâu?")
    assert isinstance(outcome, Accepted)
    listed = facebook(wall).read("p1", NOW)
    assert listed.ours == (Said(outcome.receipt, NOW, "Sự việc ở đâu?"),)
    assert listed.complete_since == BEGINNING


def test_facebook_tells_twenty_messages_and_no_more(wall: Wall) -> None:
    for number in range(25):
        wall.simulator.clock.advance(seconds=1)
        wall.simulator.say("p1", f"lần {number}")
    assert facebook(wall).read("p1", NOW).complete_since == NOW + 6 * SECOND


@pytest.mark.parametrize("change", [{"token": "another"}, {"path": "/4711/conversations"}, {"path": "/me/messages"}])
def test_a_page_that_is_refused_cannot_ask(wall: Wall, change: dict[str, str]) -> None:
    with pytest.raises(CannotAsk):
        facebook(wall, **change).read("p1", NOW)


@pytest.mark.parametrize("answer", [{}, {"data": 1}, {"data": [{}]}, {"data": [{}, {}]}, {"data": [{"messages": []}]}])
def test_what_is_no_list_of_messages_says_nothing(answer: dict[str, Any]) -> None:
    with pytest.raises(CannotAsk):
        _messages(answer)


LINE = {"id": "m_1", "created_time": "2026-11-24T02:12:00+0000", "from": {"id": "4711"}, "message": "Đã nhận."}


@pytest.mark.parametrize("missing", [{"id"}, {"created_time"}, {"from"}])
def test_a_message_of_another_form_says_nothing(missing: set[str]) -> None:
    assert _message(LINE, "p1") == (True, Said("m_1", NOW, "Đã nhận."))
    with pytest.raises(CannotAsk):
        _message({name: LINE[name] for name in LINE if name not in missing}, "p1")
