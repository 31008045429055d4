"""Looks, messages told and answer files on a real database; reports and uploads through the running process."""

from __future__ import annotations

from datetime import timedelta

import pika
import pytest
import requests
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.kit.clock import FixedClock
from services.kit.events import Event, NotificationTold, encode
from services.kit.files.keep import Upload
from services.kit.messaging.topology import EVENTS
from services.routing.adapters.mongo_looks import MongoLooks
from services.routing.adapters.mongo_told import MongoTold
from services.routing.domain.looking import Look
from services.routing.usecases.looking import LookSearch
from services.routing.usecases.messages import KeepTold
from services.routing.wiring import build
from tests.integration.routing.case_page.conftest import photograph
from tests.unit.routing.builders import NOON, code
from tests.unit.routing.case_fakes import MemoryTold
from tests.unit.routing.catalogs import LOCAL
from tests.unit.routing.site import SETTINGS
from tests.unit.routing.test_told import reports
from tests.waiting import eventually

pytestmark = [pytest.mark.integration, pytest.mark.timeout(120)]


@given(st.lists(reports(), max_size=6), st.randoms())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_database_keeps_what_memory_keeps_in_any_order(mongo, history, random):
    database = mongo.database("routing")
    database["told"].delete_many({})
    kept, memory = MongoTold(database), MemoryTold()
    KeepTold(memory)(history)
    again = [*history, *history]
    random.shuffle(again)
    for start in range(0, len(again), 3):
        KeepTold(kept)(again[start : start + 3])
    assert kept.of_case(code(1)) == memory.of_case(code(1))
    assert kept.failed_among([code(1), code(2)]) == memory.failed_among([code(1), code(2)])


def a_look(number, account="truc-01", case=1):
    at = NOON + timedelta(minutes=number)
    return Look(
        id=f"look-{number}", account=account, role="operator", agency=None, code=code(case), what="contact", at=at
    )


@pytest.mark.parametrize(
    ("search", "found"),
    [
        (LookSearch(), [3, 2, 1]),
        (LookSearch(code=code(2)), [3]),
        (LookSearch(account="truc-01"), [3, 1]),
        (LookSearch(since=NOON + timedelta(minutes=2)), [3, 2]),
        (LookSearch(until=NOON + timedelta(minutes=2)), [1]),
        (LookSearch(offset=1, limit=1), [2]),
        (LookSearch(role="shift_lead"), []),
    ],
)
def test_looks_are_found_latest_first(mongo, search, found):
    looks = MongoLooks(mongo.database("routing"))
    looks.prepare()
    for each in (a_look(1), a_look(2, "truong-ca"), a_look(3, case=2)):
        looks.add(each)
    assert [each.id for each in looks.find(search)] == [f"look-{number}" for number in found]


def test_a_report_about_a_message_comes_to_the_page(desk, broker):
    data = NotificationTold(
        code=code(1),
        message="m-1",
        event="case.received",
        channel="sms",
        to="09xx xxx x12",
        state="failed",
        at=NOON,
        reason="thuê bao không liên lạc được",
    )
    event = Event.of(data, source="/notify", subject=data.code, at=data.at)
    with pika.BlockingConnection(pika.URLParameters(broker.amqp_uri)) as connection:
        channel = connection.channel()
        channel.confirm_delivery()
        channel.basic_publish(EVENTS, f"{event.type}.sms", encode(event), mandatory=True)
    headers = {"Authorization": f"Bearer {desk.tokens['operator']}"}

    def told():
        page = requests.get(f"{desk.process.url}/desk/cases/{code(1)}", headers=headers, timeout=10).text
        return "thuê bao không liên lạc được" in page and "Người dân chưa nhận được tin" in page

    assert eventually(told)


def test_an_unnamed_file_is_swept_and_one_that_an_answer_names_stays(mongo, desk):
    clock = FixedClock(desk.application.clock.now())
    application = build(SETTINGS, database=mongo.database("routing"), clock=clock)
    page = application.case_page
    kept, lost = page.keep_files.keep([Upload(name=f"{each}.jpg", content=photograph(40)) for each in "ab"], LOCAL)
    named = page.answer_files.known_files(LOCAL, [kept.id])
    mongo.database("routing").cases.update_one({"_id": code(1)}, {"$set": {"answer": {"files": [{"id": named[0].id}]}}})
    clock.at += timedelta(hours=25)
    page.sweep_files()
    assert page.store.files.find(kept.id) is not None
    assert page.store.files.find(lost.id) is None


def test_the_contact_of_a_case_is_written_nowhere_but_in_the_case(desk):
    """A look names the case, not the person."""
    headers = {"Authorization": f"Bearer {desk.tokens['operator']}"}
    url = f"{desk.process.url}/desk/cases/{code(1)}/contact"
    assert "Nguyễn Văn An" in requests.post(url, headers=headers, timeout=10).text
    (look,) = desk.mongo.database("routing").looks.find()
    assert "905000012" not in str(look)
    assert "Nguyễn" not in str(look)
    assert "905000012" not in desk.process.output()
