"""The simulators and the processes they stand opposite to, written apart from one another, understand each other."""

import pika
import pytest

from services.kit.events import CatalogChanged, Event, encode
from services.kit.messaging import declare
from tests.simulators.facebook import FacebookSimulator
from tests.simulators.pbx import VENDORS, PbxSimulator
from tests.simulators.zalo import Twist, ZaloSimulator
from tests.unit.intake.fakes import CATALOG, MONDAY
from tests.waiting import eventually

pytestmark = pytest.mark.integration

SETTINGS = {"SECRET_KEY": "for tests", "FILES_KEY": "for tests", "RATE_LIMIT": ""}
CALLS = {**SETTINGS, "CALL_GRACE_SECONDS": "0.2"}
ENDED = {"ended": {"$ne": None}}
#: What each twist gets from a webhook that checks signature, age, size and JSON.
ANSWERS = {
    Twist.NONE: {200},
    Twist.DUPLICATED: {200},
    Twist.CONCURRENT: {200},
    Twist.TRUNCATED: {400, 403},
    Twist.GIBBERISH: {400, 403},
    Twist.UNSIGNED: {403},
    Twist.WRONGLY_SIGNED: {403},
    Twist.TAMPERED: {403},
    Twist.OVERSIZED: {413},
}


def catalogue(broker):
    declare.apply(broker.amqp_uri)
    data = CatalogChanged(version=1, province="gialai", catalog=CATALOG)
    event = Event.of(data, source="/routing", subject="gialai", at=MONDAY)
    with declare.opened(broker.amqp_uri) as channel:
        properties = pika.BasicProperties(delivery_mode=2)
        channel.basic_publish("cases", f"{event.type}.gialai", encode(event), properties)


@pytest.mark.parametrize(
    ("make", "process"),
    [
        (ZaloSimulator, "zalo:IntakeZalo"),
        (FacebookSimulator, "facebook:IntakeFacebook"),
    ],
)
def test_chats_are_stored_or_refused_by_what_they_are(start, broker, mongo, make, process):
    catalogue(broker)
    with make() as simulator, start(f"services.intake.channels.{process}", **simulator.env(), **SETTINGS) as ours:
        simulator.webhook_url, simulator.courier.retries = f"{ours.url}/webhooks/{simulator.name}", False
        answers = {
            twist: simulator.say("u1", f"Đèn đường hỏng: {twist.value}", twist=twist).status for twist in ANSWERS
        }
        assert {twist.value: answers[twist] for twist in ANSWERS if answers[twist] not in ANSWERS[twist]} == {}
        assert not simulator.say("u1", "đứt giữa chừng", twist=Twist.CUT).accepted
        stored = mongo.database("intake")["inbox"]
        eventually(lambda: stored.count_documents({"channel": simulator.name}) == 3)


@pytest.mark.parametrize("vendor", VENDORS)
def test_calls_are_understood_in_every_vendors_words(start, broker, mongo, vendor):
    catalogue(broker)
    with (
        PbxSimulator() as pbx,
        start("services.intake.channels.hotline:IntakeHotline", **pbx.env(), **CALLS) as ours,
    ):
        pbx.webhook_url, pbx.courier.retries = f"{ours.url}/webhooks/calls", False
        for scenario in ("answered", "abandoned", "busy", "voicemail"):
            pbx.play(scenario, "0905000012", vendor)
        assert {each.status for each in pbx.courier.deliveries()} == {200}
        pbx.ring("0905000012", vendor, twist=Twist.WRONGLY_SIGNED)
        pbx.ring("0905000012", vendor, twist=Twist.STALE)
        assert [each.status for each in pbx.courier.deliveries()][-2:] == [403, 403]
        database = mongo.database("intake")
        wanted = ["abandoned", "answered", "busy", "voicemail"]
        eventually(lambda: sorted(each["ended"]["disposition"] for each in database["calls"].find(ENDED)) == wanted)
        assert list(database["unread_calls"].find()) == []
