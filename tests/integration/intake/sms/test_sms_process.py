"""Text messages as a process: by webhook and over the queue, answered once through the outbox."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import pytest

from services.intake.adapters.mongo_cases import MongoCases
from services.intake.usecases.ports import StoredCase
from services.kit.events import CaseReceived, Contact, Event, MessageArrived, decode
from services.kit.messaging import declare
from tests.integration.intake.test_processes import SETTINGS, catalog_changed, publish
from tests.servers.broker import Broker
from tests.servers.fixtures import Start
from tests.servers.mongo import Mongo
from tests.servers.processes import Process, free_port
from tests.simulators.base.twists import Twist
from tests.simulators.sms.simulator import SmsSimulator
from tests.unit.intake.fakes import MONDAY
from tests.unit.intake.sms.test_sms_request import CODE
from tests.waiting import eventually

pytestmark = pytest.mark.integration

SMS = "services.intake.channels.sms:IntakeSms"
AN, BINH = "0905000012", "0905000034"


@pytest.fixture
def gateway() -> Iterator[SmsSimulator]:
    with SmsSimulator() as simulator:
        simulator.courier.retries = False
        yield simulator


@pytest.fixture(autouse=True)
def ready(broker: Broker, mongo: Mongo) -> None:
    declare.apply(broker.amqp_uri)
    publish(broker, catalog_changed(), "gialai")
    data = CaseReceived(
        code=CODE,
        channel="web",
        received_at=MONDAY,
        title="Đèn",
        text="Đèn hỏng.",
        category=None,
        contact=Contact(phone="+84905000012"),
        pin="0012",
    )
    stored = StoredCase(data=data, client_key="k", fingerprint="f", looked_at_from=MONDAY)
    MongoCases(mongo.database("intake")).add(stored)


@contextmanager
def listening(start: Start, gateway: SmsSimulator, **env: str) -> Iterator[Process]:
    """Run the channel, and let the gateway deliver to it."""
    with start(SMS, **{**SETTINGS, **gateway.env(), **env}) as process:
        gateway.webhook_url = f"{process.url}/webhooks/sms"
        yield process


def said(mongo: Mongo) -> list[tuple[str, Any]]:
    """Return the routing keys and the messages that wait in the outbox."""
    found = mongo.database("intake")["texts"].find().sort("handled_at")
    return [(entry["key"], decode(entry["body"]).data) for each in found for entry in each["outbox"]]


def test_a_citizen_is_told_by_text_what_became_of_the_case(start: Start, mongo: Mongo, gateway: SmsSimulator) -> None:
    with listening(start, gateway) as process:
        gateway.say(AN, f"1022 TC {CODE}", message_id="mo-1")
        eventually(lambda: len(said(mongo)) == 1)
        assert "905000012" not in process.output()
    ((key, message),) = said(mongo)
    assert (key, message.channel, message.recipient, message.reply_to) == (
        "message.requested.sms",
        "sms",
        "+84905000012",
        "mo-1",
    )
    assert CODE in message.text


def test_a_message_that_comes_again_and_again_is_answered_once(
    start: Start, mongo: Mongo, gateway: SmsSimulator
) -> None:
    with listening(start, gateway):
        with ThreadPoolExecutor(6) as threads:
            list(threads.map(lambda _: gateway.say(AN, f"TC {CODE}", message_id="mo-1"), range(12)))
        gateway.say(BINH, f"TC {CODE}", message_id="mo-2")
        eventually(lambda: len(said(mongo)) == 2)
    assert [CODE in message.text for _, message in said(mongo)] == [True, False]


def test_what_came_over_notifys_connection_is_answered_too(
    start: Start, broker: Broker, mongo: Mongo, gateway: SmsSimulator
) -> None:
    data = MessageArrived(
        channel="sms", message="s-1", sender=AN, recipient="1022", text=f"tc {CODE}", arrived_at=MONDAY
    )
    event = Event.of(data, source="/notify", subject="s-1", at=MONDAY)
    with listening(start, gateway):
        publish(broker, event, "sms")
        publish(broker, event, "sms")
        eventually(lambda: len(said(mongo)) == 1)


def test_two_processes_answer_each_message_once_and_a_killed_one_is_taken_over(
    start: Start, mongo: Mongo, gateway: SmsSimulator
) -> None:
    with listening(start, gateway) as first, listening(start, gateway):
        for number in range(40):
            gateway.say(f"09050001{number:02d}", f"TC {CODE} 0012", message_id=f"mo-{number}")
            if number == 20:
                first.kill()
        texts = mongo.database("intake")["texts"]
        eventually(lambda: texts.count_documents({"result": "status"}) == 40, within=110)
    assert len(said(mongo)) == 40


def test_it_accepts_and_answers_while_the_broker_is_away(start: Start, mongo: Mongo, gateway: SmsSimulator) -> None:
    with listening(start, gateway):
        pass  # it has learnt the catalogue
    with listening(start, gateway, AMQP_URI=f"amqp://127.0.0.1:{free_port()}"):
        assert gateway.say(AN, f"TC {CODE}").accepted
        eventually(lambda: len(said(mongo)) == 1)


@pytest.mark.parametrize(
    ("twist", "status"),
    [
        (Twist.UNSIGNED, 403),
        (Twist.WRONGLY_SIGNED, 403),
        (Twist.TAMPERED, 403),
        (Twist.STALE, 403),
        (Twist.TRUNCATED, 400),
        (Twist.GIBBERISH, 400),
        (Twist.OVERSIZED, 413),
    ],
)
def test_hostile_deliveries_leave_no_trace(
    start: Start, mongo: Mongo, gateway: SmsSimulator, twist: Twist, status: int
) -> None:
    with listening(start, gateway):
        assert gateway.say(AN, f"TC {CODE}", twist=twist).status == status
    assert mongo.database("intake")["inbox"].count_documents({}) == 0
