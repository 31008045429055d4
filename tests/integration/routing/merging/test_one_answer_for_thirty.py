"""The process itself, killed in the middle: one answer reaches thirty reporters, a burst becomes one incident."""

from __future__ import annotations

from collections import Counter
from contextlib import ExitStack
from datetime import UTC, datetime

import pytest
import requests

from services.kit.events import decode
from tests.integration.routing.conftest import PLACE, RELAY, SECRET, channel_on, put_in_force
from tests.integration.routing.test_routing_process import open_account
from tests.unit.routing.builders import answers, code, received
from tests.unit.routing.catalogs import CALENDAR
from tests.waiting import eventually

pytestmark = pytest.mark.integration

REPORTERS = 30
WATCH = {
    "slug": "dich-benh",
    "name_vi": "Dịch bệnh",
    "name_en": "Epidemic",
    "categories": ["y-te"],
    "cases": 20,
    "minutes": 600,
    "times": 3.0,
    "where": "area",
}


def replicas(stage, stack, count=2):
    """Run routing more than once."""
    return [stack.enter_context(stage.start(PLACE, **SECRET)) for _ in range(count)]


def merge_all(stage, url, headers):
    for number in range(2, REPORTERS + 1):
        body = {"into": code(1)}
        done = requests.post(f"{url}/api/desk/cases/{code(number)}/merge", json=body, headers=headers, timeout=10)
        assert done.status_code == 200, done.text


def told(stage, type_):
    """Return how often each case was told of, as reporting's queue has it: the same event twice counts as one."""
    events = {event.id: event for event in (decode(body) for body in drained(stage)) if event.type == type_}
    return Counter(event.data.code for event in events.values())


def drained(stage):
    """Return everything on reporting's queue."""
    found = []
    with channel_on(stage.broker.amqp_uri) as open_:
        while body := open_.basic_get("reporting.cases", auto_ack=True)[2]:
            found.append(body)
    return found


def test_killed_in_the_middle_thirty_reporters_are_answered_once_each(stage):
    cases = stage.mongo.database("routing").cases
    token = open_account(stage, "truc-01", "--role", "operator")
    headers = {"Authorization": f"Bearer {token}"}
    with ExitStack() as stack:
        stack.enter_context(stage.start(RELAY, RELAY_DATABASES="routing"))
        first, second = replicas(stage, stack)
        stage.receive(*(received(n, category="y-te") for n in range(1, REPORTERS + 1)))
        eventually(lambda: cases.count_documents({"state": "routed"}) == REPORTERS)
        merge_all(stage, second.url, headers)
        stage.send(answers(1, by=stage.agency, id_="a"))
        eventually(lambda: cases.count_documents({"state": "answered"}) >= 2)
        first.kill()
        second.kill()
        for each in (first, second):
            each.wait()
        replicas(stage, stack)
        eventually(lambda: cases.count_documents({"state": "answered"}) == REPORTERS, within=30)
        eventually(lambda: cases.count_documents({"outbox.0": {"$exists": True}}) == 0, within=30)
    assert told(stage, "case.answered") == Counter({code(n): 1 for n in range(1, REPORTERS + 1)})
    assert {each["answer"]["text"] for each in cases.find()} == {"Đã sửa xong."}


def test_a_burst_is_confirmed_by_the_shift_lead_and_answered_once_for_all(stage):
    put_in_force(stage.mongo, stage.agency, version=2, outbreaks=[WATCH], calendar=CALENDAR)
    now = datetime.now(UTC).replace(microsecond=0)
    cases = stage.mongo.database("routing").cases
    token = open_account(stage, "truong-ca", "--role", "shift_lead")
    headers = {"Authorization": f"Bearer {token}"}
    with stage.running() as process:
        stage.receive(*(received(n, category="y-te", received_at=now) for n in range(1, REPORTERS + 1)))
        url = f"{process.url}/api/desk/incidents"
        (incident,) = eventually(lambda: requests.get(url, headers=headers, timeout=5).json()["incidents"], within=60)
        assert (incident["standing"], incident["count"]) == ("proposed", REPORTERS)
        done = requests.post(f"{url}/{incident['id']}/confirm", json={}, headers=headers, timeout=5)
        assert (done.status_code, done.json()["standing"]) == (200, "open")
        eventually(lambda: cases.count_documents({"state": "merged"}) == REPORTERS - 1, within=30)
        head = done.json()["head"]
        stage.send(answers(int(head[-4:]), by=stage.agency, id_="a"))
        eventually(lambda: cases.count_documents({"state": "answered"}) == REPORTERS, within=30)
        eventually(lambda: requests.get(url, headers=headers, timeout=5).json()["incidents"][0]["standing"] == "closed")
        eventually(lambda: cases.count_documents({"outbox.0": {"$exists": True}}) == 0, within=30)
    assert set(told(stage, "case.answered").values()) == {1}
