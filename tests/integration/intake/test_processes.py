"""The intake services as processes of their own, on a real broker and a real database."""

import pika
import pytest
import requests

from services.kit.events import AccountChanged, CatalogChanged, Event, encode
from services.kit.messaging import declare
from services.kit.web.auth import token_hash
from tests.servers.broker import Broker
from tests.servers.fixtures import Start
from tests.servers.mongo import Mongo
from tests.servers.processes import Process, free_port
from tests.unit.intake.fakes import CATALOG, MONDAY
from tests.waiting import eventually

pytestmark = pytest.mark.integration

WEB = "services.intake.channels.web:IntakeWeb"
HOTLINE = "services.intake.channels.hotline:IntakeHotline"
SETTINGS = {"SECRET_KEY": "for tests", "FILES_KEY": "for tests", "RATE_LIMIT": "", "PUBLIC_URL": "http://portal.test"}
A_CASE = {"text": "Đèn đường hỏng trước số 12 Hùng Vương."}


def catalog_changed() -> Event:
    return Event.of(
        CatalogChanged(version=1, province="gialai", catalog=CATALOG), source="/routing", subject="gialai", at=MONDAY
    )


def account_changed(*, active: bool = True, hour: int = 1) -> Event:
    data = AccountChanged(
        name="truc-01",
        role="operator",
        agency=None,
        token_sha256=token_hash("token of truc-01"),
        active=active,
        changed_at=MONDAY.replace(hour=hour),
    )
    return Event.of(data, source="/routing", subject=data.name, at=data.changed_at)


def publish(broker: Broker, event: Event, key: str) -> None:
    with declare.opened(broker.amqp_uri) as channel:
        channel.basic_publish("cases", f"{event.type}.{key}", encode(event), pika.BasicProperties(delivery_mode=2))


def file_case(process: Process, **more: str) -> requests.Response:
    return requests.post(f"{process.url}/api/cases", json={**A_CASE, **more}, timeout=20)


def test_it_becomes_ready_when_the_catalogue_arrives_and_files_into_its_outbox(
    start: Start, broker: Broker, mongo: Mongo
) -> None:
    declare.apply(broker.amqp_uri)
    with start(WEB, ready=False, **SETTINGS) as web:
        eventually(lambda: web.readiness() == {"catalogue": "no catalogue yet"})
        assert file_case(web).status_code == 503
        publish(broker, catalog_changed(), "gialai")
        eventually(lambda: web.readiness() == {})
        filed = file_case(web, category="ha-tang.chieu-sang")
    stored = mongo.database("intake")["cases"].find_one()
    assert filed.status_code == 201
    assert stored is not None
    assert stored["_id"] == filed.json()["code"]
    assert [entry["key"] for entry in stored["outbox"]] == ["case.received.web"]


def test_it_accepts_while_the_broker_is_away(start: Start, broker: Broker, mongo: Mongo) -> None:
    declare.apply(broker.amqp_uri)
    publish(broker, catalog_changed(), "gialai")
    with start(WEB, **SETTINGS):
        pass  # it has learnt the catalogue
    nobody = f"amqp://127.0.0.1:{free_port()}"
    with start(WEB, AMQP_URI=nobody, **SETTINGS) as web:
        answers = [file_case(web).status_code for _ in range(20)]
    assert answers == [201] * 20
    assert mongo.database("intake")["cases"].count_documents({"outbox.0": {"$exists": True}}) == 20


def test_an_operator_may_file_as_soon_as_the_account_is_known_and_no_longer_than_it_is_active(
    start: Start, broker: Broker
) -> None:
    declare.apply(broker.amqp_uri)
    publish(broker, catalog_changed(), "gialai")
    with start(HOTLINE, **SETTINGS) as hotline:

        def answer(call: str) -> int:
            return requests.post(
                f"{hotline.url}/api/calls/cases",
                json={**A_CASE, "call_id": call},
                headers={"Authorization": "Bearer token of truc-01"},
                timeout=20,
            ).status_code

        assert answer("call-1") == 401
        publish(broker, account_changed(active=True, hour=1), "operator")
        eventually(lambda: answer("call-1") in (200, 201))
        publish(broker, account_changed(active=False, hour=2), "operator")
        publish(broker, account_changed(active=True, hour=1), "operator")  # an older state comes again, late
        eventually(lambda: answer("call-1") == 401)


def test_bodies_are_understood_however_they_are_sent(start: Start, broker: Broker) -> None:
    declare.apply(broker.amqp_uri)
    publish(broker, catalog_changed(), "gialai")
    with start(WEB, **SETTINGS) as web:
        chunks = ('{"text": "Đèn đường hỏng trước số 12 "'.encode(), b"}")
        in_chunks = requests.post(
            f"{web.url}/api/cases", data=iter(chunks), headers={"Content-Type": "application/json"}, timeout=20
        )
        too_large = file_case(web, address="x" * 400_000)
        endless = requests.post(
            f"{web.url}/api/cases",
            data=(b"x" * 65_536 for _ in range(16)),
            headers={"Content-Type": "application/json"},
            timeout=20,
        )
    assert in_chunks.status_code == 201
    assert (too_large.status_code, too_large.json()["slug"]) == (413, "too-large")
    assert (endless.status_code, endless.json()["slug"]) == (413, "too-large")
