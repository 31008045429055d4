"""The telephone channel as a process, with simulated telephone systems, on a real database; the broker may be away."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import requests

from services.kit.events import decode
from services.kit.messaging import declare
from tests.integration.intake.test_processes import HOTLINE, SETTINGS, account_changed, catalog_changed, publish
from tests.servers.broker import Broker
from tests.servers.fixtures import Start
from tests.servers.mongo import Mongo
from tests.servers.processes import Process, free_port
from tests.simulators.base.twists import Twist
from tests.simulators.pbx.simulator import PbxSimulator
from tests.waiting import eventually

pytestmark = pytest.mark.integration

OPERATOR = {"Authorization": "Bearer token of truc-01"}
AN = "0905000012"


@contextmanager
def hotline(start: Start, pbx: PbxSimulator, **env: str) -> Iterator[Process]:
    """Run the channel, and let the simulator deliver to it."""
    whole = {
        **SETTINGS,
        **pbx.env(),
        "CALL_GRACE_SECONDS": "0.5",
        "PBX_RECORDING_HOSTS": "127.0.0.1",
        "PBX_RECORDINGS_INSECURE": "true",
        **env,
    }
    with start(HOTLINE, **whole) as process:
        pbx.webhook_url = f"{process.url}/webhooks/calls"
        yield process


@pytest.fixture
def pbx() -> Iterator[PbxSimulator]:
    with PbxSimulator() as simulator:
        simulator.courier.retries = False
        yield simulator


@pytest.fixture
def ready(broker: Broker) -> None:
    declare.apply(broker.amqp_uri)
    publish(broker, catalog_changed(), "gialai")
    publish(broker, account_changed(), "operator")


def get(process: Process, path: str) -> Any:
    return requests.get(f"{process.url}{path}", headers=OPERATOR, timeout=20).json()


def ended(mongo: Mongo) -> list[str]:
    """Return how the calls ended whose events wait in the outbox."""
    found = mongo.database("intake")["calls"].find()
    return sorted(decode(entry["body"]).data.disposition for each in found for entry in each.get("outbox", []))


@pytest.mark.usefixtures("ready")
def test_an_operator_sees_the_caller_files_a_case_and_the_record_lists_it(
    start: Start, mongo: Mongo, pbx: PbxSimulator
) -> None:
    with hotline(start, pbx) as process:
        call = pbx.ring(AN)
        eventually(lambda: get(process, "/api/calls/current")[0]["number"] == "+84905000012")
        pbx.answer(call)
        body = {"call_id": call.id, "text": "Đèn đường hỏng trước số 12 Hùng Vương."}
        filed = requests.post(f"{process.url}/api/calls/cases", json=body, headers=OPERATOR, timeout=20)
        pbx.end(call)
        eventually(lambda: ended(mongo) == ["answered"])
        assert get(process, "/api/calls/current") == []
        assert get(process, "/api/calls/callbacks?due=all") == []
        log = process.output()
    stored = mongo.database("intake")["calls"].find_one()
    assert stored is not None
    assert (filed.status_code, stored["cases"]) == (201, [filed.json()["code"]])
    looks = [json.loads(line) for line in log.splitlines() if '"callers looked at"' in line]
    assert [(each["account"], each["calls"]) for each in looks][:1] == [("truc-01", [f"zorio:{call.id}"])]
    assert "905000012" not in log


@pytest.mark.usefixtures("ready")
@pytest.mark.parametrize("vendor", ["zorio", "voicecloud", "omicall"])
def test_missed_calls_in_any_order_are_one_call_back(
    start: Start, mongo: Mongo, pbx: PbxSimulator, vendor: str
) -> None:
    with hotline(start, pbx) as process:
        pbx.play("abandoned", AN, vendor, order="reversed")
        pbx.play("busy", AN, vendor, twist=Twist.DUPLICATED)
        pbx.play("abandoned", "", vendor)
        eventually(lambda: ended(mongo) == ["abandoned", "abandoned", "busy"])
        (task,) = get(process, "/api/calls/callbacks?due=all")
    assert (task["number"], task["urgency"], len(task["calls"])) == ("+84905000012", "raised", 2)


@pytest.mark.usefixtures("ready")
def test_a_voicemail_becomes_a_case_with_its_recording(start: Start, mongo: Mongo, pbx: PbxSimulator) -> None:
    with hotline(start, pbx):
        pbx.play("voicemail", AN, order="together")
        cases = mongo.database("intake")["cases"]
        eventually(lambda: cases.count_documents({}) == 1)
        eventually(lambda: ended(mongo) == ["voicemail"])
    data = cases.find_one()["data"]  # type: ignore[index]
    assert (data["channel"], data["category"], data["contact"]["phone"]) == ("hotline", None, "+84905000012")
    assert [(each["kind"], each["caution"]) for each in data["attachments"]] == [("audio", "recording")]


@pytest.mark.usefixtures("ready")
def test_it_listens_and_settles_while_the_broker_is_away(start: Start, mongo: Mongo, pbx: PbxSimulator) -> None:
    with hotline(start, pbx):
        pass  # it has learnt the catalogue
    with hotline(start, pbx, AMQP_URI=f"amqp://127.0.0.1:{free_port()}"):
        calls = pbx.play_many([f"09050000{number:02d}" for number in range(10, 30)])
        eventually(lambda: len(ended(mongo)) == len(calls))
    assert all(each.accepted for each in pbx.courier.deliveries())


@pytest.mark.usefixtures("ready")
def test_killed_under_load_it_loses_no_call_and_tells_none_twice(start: Start, mongo: Mongo, pbx: PbxSimulator) -> None:
    phones = [f"0905000{number:03d}" for number in range(100, 140)]
    with hotline(start, pbx) as process:
        pbx.play_many(phones[:20], "abandoned")
        process.kill()
        process.wait()
    with hotline(start, pbx):
        pbx.play_many(phones[20:], "abandoned")
        acknowledged = {
            json.loads(each.webhook.body)["data"]["call_uuid"] for each in pbx.courier.deliveries() if each.accepted
        }
        calls = mongo.database("intake")["calls"]
        eventually(lambda: calls.count_documents({"ended": {"$exists": True}}) == len(acknowledged), within=40)
    assert {each["call"] for each in calls.find()} == acknowledged
    assert len(ended(mongo)) == len(acknowledged)
    assert mongo.database("intake")["call_backs"].count_documents({}) == len(phones)


@pytest.mark.usefixtures("ready")
@pytest.mark.parametrize("twist", [Twist.UNSIGNED, Twist.WRONGLY_SIGNED, Twist.TAMPERED, Twist.STALE, Twist.OVERSIZED])
def test_hostile_deliveries_leave_no_trace(start: Start, mongo: Mongo, pbx: PbxSimulator, twist: Twist) -> None:
    with hotline(start, pbx):
        pbx.ring(AN, twist=twist)
        pbx.ring("0905000034")
        assert [each.status for each in pbx.courier.deliveries()][-1] == 200
    assert mongo.database("intake")["calls"].count_documents({}) == 1
    assert pbx.courier.deliveries()[0].status in {400, 403, 413}


@pytest.mark.usefixtures("ready")
def test_what_was_cut_before_it_was_signed_is_kept_for_a_person(start: Start, mongo: Mongo, pbx: PbxSimulator) -> None:
    with hotline(start, pbx):
        pbx.ring(AN, twist=Twist.TRUNCATED)
    database = mongo.database("intake")
    assert [each["reason"] for each in database["unread_calls"].find()] == ["not-json"]
    assert database["calls"].count_documents({}) == 0
