"""The `georeport` client of PyPI, which nobody here wrote, against the process as it runs in production."""

import pika
import pytest
import requests
from georeport import GeoReport

from services.kit.events import CatalogChanged, Event, encode
from services.kit.messaging import declare
from tests.servers.broker import Broker
from tests.servers.fixtures import Start
from tests.servers.mongo import Mongo
from tests.unit.intake.fakes import CATALOG, MONDAY
from tests.unit.intake.open311.mobile_world import LAMP

pytestmark = pytest.mark.integration

MOBILE = "services.intake.channels.mobile:IntakeMobile"
SETTINGS = {
    "SECRET_KEY": "for tests",
    "FILES_KEY": "for tests only",
    "RATE_LIMIT": "",
    "PUBLIC_URL": "http://portal.test",
}


def publish_catalogue(broker: Broker) -> None:
    """Let the process learn what may be chosen."""
    declare.apply(broker.amqp_uri)
    data = CatalogChanged(version=7, province="gialai", catalog=CATALOG)
    event = Event.of(data, source="/routing", subject="gialai", at=MONDAY)
    with declare.opened(broker.amqp_uri) as channel:
        persistent = pika.BasicProperties(delivery_mode=2)
        channel.basic_publish("cases", f"{event.type}.gialai", encode(event), persistent)


@pytest.mark.parametrize("form", ["json", "xml"])
def test_a_foreign_client_lists_services_and_reads_back_a_case(
    start: Start, broker: Broker, mongo: Mongo, form: str
) -> None:
    publish_catalogue(broker)
    with start(MOBILE, **SETTINGS) as mobile:
        client = GeoReport(f"{mobile.url}/v2", jurisdiction="1022.example.org", output_format=form)
        assert LAMP["service_code"] in [each["service_code"] for each in client.get_service_list()]
        definition = client.get_service_definition(LAMP["service_code"])
        assert definition["service_code"] == LAMP["service_code"]
        filed = requests.post(f"{mobile.url}/v2/requests.json", data=LAMP, timeout=20)
        code = filed.json()[0]["service_request_id"]
        found = client.get_service_request(code)
        assert (found["service_request_id"], found["status"], found["description"]) == (code, "open", None)
        listed = client.get_service_requests(service_code=LAMP["service_code"], status="open")
        listed = [listed] if isinstance(listed, dict) else listed
        assert [each["service_request_id"] for each in listed] == [code]
        discovery = requests.get(f"{mobile.url}/v2/discovery.json", timeout=20).json()
        assert discovery["endpoints"][0]["url"] == f"{mobile.url}/v2"
        assert discovery["changeset"] == "00000007"
    stored = mongo.database("intake")["cases"].find_one()
    assert stored is not None
    assert [entry["key"] for entry in stored["outbox"]] == ["case.received.mobile"]


def test_a_picture_of_some_megabytes_arrives_and_a_flood_of_bytes_does_not(
    start: Start, broker: Broker, mongo: Mongo
) -> None:
    publish_catalogue(broker)
    with start(MOBILE, **SETTINGS) as mobile:
        pdf = b"%PDF-1.4\n" + b"%" + b"x" * 3_000_000 + b"\n%%EOF\n"
        fine = requests.post(f"{mobile.url}/v2/requests.json", data=LAMP, files={"media": ("don.pdf", pdf)}, timeout=60)
        plain = requests.post(f"{mobile.url}/v2/requests.json", data={**LAMP, "description": "x" * 400_000}, timeout=60)
        endless = requests.post(
            f"{mobile.url}/v2/requests.xml",
            data=(b"x" * 1_000_000 for _ in range(32)),
            headers={"Content-Type": "multipart/form-data; boundary=b"},
            timeout=60,
        )
    assert (fine.status_code, plain.status_code, endless.status_code) == (201, 413, 413)
    assert plain.json()[0]["code"] == 413
    stored = mongo.database("intake")["cases"].find_one()
    assert stored is not None
    assert [each["name"] for each in stored["data"]["attachments"]] == ["don.pdf"]
