"""Two agencies with cases of their own, one in which both have a part, and everything that could tell of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import pika
import requests

from services.kit.clock import SystemClock
from services.kit.events import Attachment, Contact, Event, NotificationTold, encode
from services.kit.messaging.topology import EVENTS
from services.routing.domain.policies import Actor
from services.routing.usecases.requests import Coordinate, Merge, Note, SaveDraft
from services.routing.wiring import Application
from tests.servers.broker import Broker
from tests.servers.mongo import Mongo
from tests.unit.routing.builders import SHIFT_LEAD, code, received, reply
from tests.unit.routing.case_site import employed
from tests.unit.routing.catalogs import HEALTH, LOCAL
from tests.waiting import eventually

#: The ward's own, health's own, at the centre, the ward's with a part of health's, and one that follows the first.
WARDS, HEALTHS, CENTRES, SHARED, FOLLOWER = (code(number) for number in (1, 2, 3, 4, 5))
WARD, NURSES = Actor("desk:can-bo-phuong", LOCAL, "agency_officer"), Actor("desk:can-bo-y-te", HEALTH, "agency_officer")
PEOPLE = {
    "ward": ("can-bo-phuong", "agency_officer", LOCAL),
    "ward_leader": ("lanh-dao-phuong", "agency_leader", LOCAL),
    "health": ("can-bo-y-te", "agency_officer", HEALTH),
    "health_leader": ("lanh-dao-y-te", "agency_leader", HEALTH),
    "operator": ("truc-01", "operator", None),
    "shift_lead": ("truong-ca", "shift_lead", None),
    "editor": ("bien-tap", "editor", None),
    "administrator": ("quan-tri", "administrator", None),
    "leader": ("lanh-dao", "leader", None),
}
#: Whoever works for the agency next door.
NEXT_DOOR = ("health", "health_leader")
PHONE = "0905000071"
AN = Contact(name="Nguyễn Văn An", phone="+84905000071", email="an.o.phuong@example.org")
PHOTO = Attachment(
    id="01M832S9ZB3V7Q0E6T2KX5N8RB",
    name="anh-rieng.jpg",
    media_type="image/jpeg",
    kind="image",
    size=9,
    sha256="a" * 64,
)
_FORM_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
#: What stands in the ward's case and nowhere else. Whoever sees one of these has seen the case.
MARKS = ("Phù Đổng", "Cây đổ", "ngõ 71", "Văn An", PHONE, "84905000071", "an.o.phuong", "anh-rieng", "mật-nội-bộ")


@dataclass
class Neighbours:
    """`url` is the desk's. `application` works on the same database from outside, as other processes do."""

    url: str
    broker: Broker
    mongo: Mongo
    application: Application
    tokens: dict[str, str] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)

    def call(self, who: str, method: str, path: str, **more: Any) -> requests.Response:
        """Call as one of `PEOPLE`, or as an agency's system by the slug of its agency. Redirections are answers."""
        shown = {**self.tokens, **self.keys}[who]
        headers = {"Authorization": f"Bearer {shown}", **more.pop("headers", {})}
        return requests.request(
            method, self.url + path, headers=headers, timeout=30, allow_redirects=False, **{"params": None, **more}
        )

    def send(self, who: str, path: str, **typed: str) -> requests.Response:
        """Send a form of a page."""
        with requests.Session() as browser:
            token = _FORM_TOKEN.search(browser.get(f"{self.url}/dang-nhap", timeout=30).text)
            assert token
            headers = {"Authorization": f"Bearer {self.tokens[who]}"}
            form = {**typed, "csrf_token": token[1]}
            return browser.post(self.url + path, data=form, headers=headers, timeout=30, allow_redirects=False)

    def case(self, code_: str = WARDS) -> dict[str, Any]:
        """Return a case as it is stored, but for the outbox that the relay empties."""
        found = self.mongo.database("routing").cases.find_one({"_id": code_}, {"outbox": 0, "search_no": 0})
        assert found
        return found

    def publish(self, event: Event, key: str) -> None:
        """Publish an event as another service's relay does."""
        with pika.BlockingConnection(pika.URLParameters(self.broker.amqp_uri)) as connection:
            channel = connection.channel()
            channel.confirm_delivery()
            properties = pika.BasicProperties(message_id=event.id, delivery_mode=2)
            channel.basic_publish(EVENTS, f"{event.type}.{key}", encode(event), properties, mandatory=True)

    def fetch(self, agency: str, **query: Any) -> list[dict[str, Any]]:
        """Fetch what waits for an agency's system."""
        answer = self.call(agency, "GET", "/api/agency/messages", params=query)
        assert answer.status_code == 200, answer.text
        found: list[dict[str, Any]] = answer.json()["messages"]
        return found

    def reply(self, agency: str, kind: str, data: dict[str, Any], id_: str) -> requests.Response:
        """Send a reply with an agency's key."""
        body = reply(f"reply.{kind}", data, by=agency, id_=id_).body
        return self.call(agency, "POST", "/api/agency/replies", data=body)


def settled(town: Neighbours) -> Neighbours:
    """Return the town with everybody and everything in it, the search's index among it."""
    app = town.application
    assert app.gateway
    town.tokens |= {who: employed(app.account_book, *facts) for who, facts in PEOPLE.items()}
    town.keys |= {agency: app.gateway.connect.add(agency, "pull").key or "" for agency in (LOCAL, HEALTH)}
    _file_cases(town)
    _work_on_them(app)
    told = NotificationTold(
        code=WARDS, message="m-1", event="case.routed", channel="sms", to="09xxxxxx71", state="failed",
        at=SystemClock().now(), reason="mật-nội-bộ",
    )  # fmt: skip
    town.publish(Event.of(told, source="/notify", subject=WARDS, at=told.at), "sms")
    eventually(lambda: app.case_page.told.of_case(WARDS), message="the message told")
    for who, number in (("ward", 2), ("health", 2)):
        eventually(lambda who=who, number=number: _found(town, who) == number, message="the index of words")
    return town


def _file_cases(town: Neighbours) -> None:
    now = SystemClock().now()
    secret = {"title": "Cây đổ ở Phù Đổng", "text": "Trước ngõ 71.", "contact": AN, "share_contact": True}
    filed = [
        received(1, **secret, attachments=(PHOTO,), received_at=now),
        received(2, category="y-te", title="Phòng khám cây xanh", text="Cây che biển hiệu.", received_at=now),
        received(3, category=None, area=None, received_at=now),
        received(4, title="Cây nghiêng gần trạm y tế", text="Cây sắp đổ.", received_at=now),
        received(5, title="Cây đổ, lại Phù Đổng", text="Vẫn trước ngõ 71.", contact=AN, received_at=now),
    ]
    for event in filed:
        town.publish(event, "web")
    for event in filed:
        assert event.subject
        subject = event.subject
        eventually(lambda subject=subject: town.application.find_cases.cases.find([subject]), message=subject)


def _work_on_them(app: Application) -> None:
    app.act_on_case(WARDS, Note("mật-nội-bộ"), WARD)
    app.act_on_case(WARDS, SaveDraft("Bản nháp mật-nội-bộ.", "explained"), WARD)
    app.act_on_case(SHARED, SaveDraft("Bản nháp của-phường-thôi.", "explained"), WARD)
    app.act_on_case(SHARED, Coordinate((HEALTH,), "Xem cây có che lối xe cấp cứu."), SHIFT_LEAD)
    app.act_on_case(FOLLOWER, Merge(WARDS), SHIFT_LEAD)


def _found(town: Neighbours, who: str) -> int:
    """Return how many cases a person finds by a word that stands in all of them."""
    text = town.call(who, "GET", "/desk/export.csv", params={"q": "cây", "box": "search"}).text
    return len(text.strip().splitlines()) - 1
