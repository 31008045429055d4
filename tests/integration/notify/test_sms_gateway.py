"""Text messages through a gateway's HTTP API, and its reports about them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import requests

from services.kit.clock import FixedClock
from services.kit.events import Event
from services.notify.adapters.provider_sender import ALARMS, ProviderSender
from services.notify.adapters.sms_gateway import GatewayAccount
from services.notify.adapters.sms_profile import SHIPPED, load
from services.notify.domain.message import Message
from services.notify.domain.outcome import Accepted, Deferred, NotTried, Outcome, Refused, Repeatable, Unknown
from services.notify.domain.sms.shorten import Style
from services.notify.settings.sms import SmsSettings
from services.notify.web import create_site
from services.notify.wiring.sms import sms
from tests.servers.mongo import Mongo
from tests.simulators.base.serving import Served
from tests.simulators.sms import SmsSimulator
from tests.unit.notify.builders import NOW, a_message, settings
from tests.waiting import eventually

pytestmark = pytest.mark.integration
TIMEOUT = 1.0
SECRET = "a-secret-of-our-own"


class Application:
    """What the webhook needs of the real one; remembers the reports."""

    def __init__(self, sms_settings: SmsSettings) -> None:
        self.settings = settings(sms=sms_settings)
        self.accounts = self.words = None
        self.reports: list[Event] = []
        self.broken = False

    def take_reports(self, events: list[Event]) -> None:
        if self.broken:
            raise RuntimeError("the database is away")
        self.reports += events


class Desk:
    """A gateway, our sender for it, and our webhook, on real sockets."""

    def __init__(self, simulator: SmsSimulator, mongo: Mongo) -> None:
        self.simulator, self.mongo, self.clock = simulator, mongo, FixedClock(NOW)
        self.application = Application(self._settings(""))
        self.site = Served(create_site(self.application))  # type: ignore[arg-type]
        self.use()

    def use(self, *, style: Style | None = None, profile: Any = None) -> None:
        """Set the sender up anew."""
        made = self._settings(f"http://127.0.0.1:{self.site.port}", style, profile)
        sender = sms(settings(sms=made), self.mongo.database("notify"), self.clock)["sms"]
        assert isinstance(sender, ProviderSender)
        self.sender = sender

    def send(self, **facts: Any) -> Outcome:
        """Deliver one message, with a sender that has forgotten every pause."""
        self.sender._away = None
        return self.sender.deliver([_message(**facts)], 10.0)[0]

    def _settings(self, base: str, style: Style | None = None, profile: Any = None) -> SmsSettings:
        credentials = self.simulator.credentials
        account = GatewayAccount(
            url=self.simulator.send_url,
            key=credentials.api_key,
            secret=credentials.secret_key,
            sender=credentials.brandname,
            callback_base=base or "http://127.0.0.1",
            callback_secret=SECRET,
        )
        return SmsSettings(
            style=style or Style(), timeout_seconds=TIMEOUT, profile=profile or load("esms"), account=account
        )


def _message(**facts: Any) -> Message:
    tracking = "1022.2611234829170.0123456789abcdef01234567"
    defaults = {"channel": "sms", "recipient": "+84905000011", "text": "Đã nhận phản ánh.", "message_id": tracking}
    return a_message(**(defaults | facts))


@pytest.fixture
def desk(mongo: Mongo) -> Iterator[Desk]:
    with SmsSimulator() as simulator:
        desk = Desk(simulator, mongo)
        yield desk
        desk.site.close()


def test_a_text_arrives_without_diacritics_under_our_name(desk: Desk) -> None:
    outcome = desk.send()
    (seen,) = desk.simulator.inbox("0905000011")
    assert outcome == Accepted(seen["sms_id"], settled=False)
    assert (seen["text"], seen["from"], seen["segments"]) == ("Da nhan phan anh.", "1022GIALAI", 1)
    assert seen["request_id"] == _message().message_id


def test_diacritics_are_a_setting(desk: Desk) -> None:
    desk.use(style=Style(unicode=True))
    desk.send(text="Đã nhận phản ánh “đèn đường”.")
    (seen,) = desk.simulator.inbox("0905000011")
    assert (seen["text"], seen["unicode"]) == ("Đã nhận phản ánh “đèn đường”.", True)


def test_a_long_text_is_as_many_messages_as_we_allow(desk: Desk) -> None:
    desk.send(text="Đường ngập sâu, nước chảy vào nhà. " * 40)
    (seen,) = desk.simulator.inbox("0905000011")
    assert seen["segments"] == 3


def test_the_report_comes_to_an_address_of_the_message_alone(desk: Desk) -> None:
    desk.send()
    reports = eventually(lambda: desk.application.reports)
    (seen,) = desk.simulator.inbox("0905000011")
    said = reports[0].data
    assert (said.channel, said.status, said.tracking) == ("sms", "delivered", _message().message_id)
    assert said.provider_id == seen["sms_id"]
    assert reports[0].subject == "2611234829170"


def test_a_failed_a_rejected_and_a_repeated_report_say_so(desk: Desk) -> None:
    desk.simulator.receipts = False
    desk.send()
    sms_id = desk.simulator.sent()[0]["sms_id"]
    for _ in range(2):
        assert desk.simulator.report(sms_id, delivered=False).status == 200
    assert desk.simulator.report(sms_id, status=4).status == 200
    assert [each.data.status for each in desk.application.reports] == ["failed"] * 3
    # The same report is the same event, so that it is kept once.
    assert len({each.id for each in desk.application.reports}) == 1


def test_a_report_that_decides_nothing_is_taken_and_forgotten(desk: Desk) -> None:
    desk.simulator.receipts = False
    desk.send()
    assert desk.simulator.report(desk.simulator.sent()[0]["sms_id"], status=7).status == 200
    assert desk.application.reports == []


def test_a_report_is_only_acknowledged_when_it_is_stored(desk: Desk) -> None:
    desk.simulator.receipts = False
    desk.send()
    address = desk.simulator.sent()[0]["callback"]
    desk.application.broken = True
    assert requests.get(address, params={"SendStatus": "5", "SendSuccess": "1"}, timeout=5).status_code >= 500


@pytest.mark.parametrize(
    "spoil",
    [
        lambda address: address[:-1] + ("0" if address[-1] != "0" else "1"),
        lambda address: address.replace("2611234829170", "2611234829171"),
        lambda address: address.rpartition("/")[0],
        lambda address: address.rpartition("/")[0] + "/%E1%BA%BF",
    ],
)
def test_an_address_we_did_not_make_is_not_there(desk: Desk, spoil: Any) -> None:
    desk.simulator.receipts = False
    desk.send()
    address = spoil(desk.simulator.sent()[0]["callback"])
    assert requests.get(address, params={"SendStatus": "5", "SendSuccess": "1"}, timeout=5).status_code == 404
    assert desk.application.reports == []


@pytest.mark.parametrize("how", ["form", "json"])
def test_a_gateway_may_post_its_report(desk: Desk, how: str) -> None:
    desk.simulator.receipts = False
    desk.send()
    said = {"SMSID": "x1", "SendStatus": "5", "SendSuccess": "1"}
    address = desk.simulator.sent()[0]["callback"]
    posted = requests.post(address, **({"json": said} if how == "json" else {"data": said}), timeout=5)  # type: ignore[arg-type]
    assert posted.status_code == 200
    assert [each.data.status for each in desk.application.reports] == ["delivered"]


@pytest.mark.parametrize(
    ("code", "outcome", "alarm"),
    [
        ("99", Refused("code 99", "blocked"), None),
        ("108", Refused("code 108", "bad-number"), None),
        ("146", Refused("code 146", "bad-template"), None),
        ("177", Refused("code 177", "network-not-registered"), None),
        ("101", Deferred("code 101"), "credentials"),
        ("103", Deferred("code 103"), "money"),
        ("104", Deferred("code 104"), "bad-sender"),
        ("118", Deferred("code 118"), "bad-type"),
        ("140", Deferred("code 140"), "address-not-allowed"),
        ("555", Deferred("code 555"), None),
    ],
)
def test_each_code_has_its_meaning(desk: Desk, code: str, outcome: Outcome, alarm: str | None) -> None:
    before = ALARMS.labels("sms", alarm)._value.get() if alarm else 0
    desk.simulator.faults.fail(code)
    assert desk.send() == outcome
    assert not alarm or ALARMS.labels("sms", alarm)._value.get() == before + 1


@pytest.mark.parametrize("fault", ["swallow", "slow"])
def test_a_lost_answer_is_asked_for_again_and_the_message_goes_once(desk: Desk, fault: str) -> None:
    faults = desk.simulator.faults
    faults.slow(3 * TIMEOUT) if fault == "slow" else faults.swallow()
    assert isinstance(desk.send(), Repeatable)
    assert isinstance(desk.send(repeating=True), Accepted)
    assert len(desk.simulator.inbox("0905000011")) == 1


def test_a_gateway_that_repeats_is_not_asked_twice(desk: Desk, tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text((SHIPPED / "esms.yaml").read_text().replace("idempotent: yes", "idempotent: no"))
    desk.use(profile=load(str(other)))
    desk.simulator.faults.swallow()
    assert isinstance(desk.send(), Unknown)


def test_what_a_gateway_may_have_forgotten_is_not_repeated(desk: Desk) -> None:
    desk.clock.at = NOW + timedelta(hours=24)
    assert isinstance(desk.send(repeating=True), Unknown)
    assert desk.simulator.sent() == []
    assert isinstance(desk.send(), Accepted)


def test_a_gateway_out_of_reach_was_not_tried(desk: Desk) -> None:
    desk.simulator._served.close()  # type: ignore[union-attr]
    assert isinstance(desk.send(), NotTried)


def test_a_fixed_line_gets_no_text(desk: Desk) -> None:
    assert desk.send(recipient="02693822222") == Refused("not a mobile number", "bad-number")
    assert desk.simulator.sent() == []
