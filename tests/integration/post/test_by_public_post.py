"""From the citizen's form to the post office's queue, and back to the citizen's mailbox and tracking page."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, timedelta
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests

from services.kit.clock import SystemClock
from services.kit.commands.broker_api import BrokerApi
from services.kit.events import decode
from services.kit.messaging import declare
from services.routing import catalog as catalog_files
from services.routing.adapters.broker_admin import BrokerAdmin
from services.routing.adapters.broker_admin_rights import user_name
from services.routing.wiring import build
from tests.integration.notify.smtp_server import SmtpServer
from tests.integration.publish.test_publish_process import ENV as PUBLISH_ENV
from tests.integration.routing.conftest import Stage, channel_on
from tests.servers.broker import Broker
from tests.servers.fixtures import Start
from tests.servers.mongo import Mongo
from tests.unit.routing.builders import reply
from tests.unit.routing.site import SETTINGS
from tests.waiting import eventually

pytestmark = [pytest.mark.integration, pytest.mark.timeout(240)]

KEYS = {"SECRET_KEY": "only-for-this-test", "FILES_KEY": "only-for-this-test", "RATE_LIMIT": ""}
CATEGORY, NUMBER = "buu-chinh-cong-ich.nhan-ho-so-tai-nha", "EB123456789VN"
BRIDGE = ("da-xac-nhan", "da-phan-buu-ta", "da-nhan-ho-so", "da-nop")


@dataclass
class Town:
    """What runs, and the hands of a citizen and of the post office."""

    stage: Stage
    web: str
    portal: str
    smtp: SmtpServer

    def register(self, **changed: str) -> requests.Response:
        """Register as a citizen does."""
        answers = {
            "thu-tuc": "Đăng ký khai sinh",
            "giay-to": "Tờ khai, giấy chứng sinh",
            "ma-ho-so": "h21 99 261124 0015",
            "dia-chi-nhan": "12 Hùng Vương",
            "xa-phuong": "Phường Hội Thương, TP Pleiku",
            "ngay-hen": workday().isoformat(),
            "khung-gio": "buoi-sang",
            "tra-ket-qua": "khong",
            **changed,
        }
        filed = {
            "text": "Xin bưu điện đến nhận hồ sơ khai sinh tại nhà.",
            "category": CATEGORY,
            "contact": {"name": "Nguyễn Văn An", "phone": "0905000012", "email": "an@example.org"},
            "answers": {name: value for name, value in answers.items() if value},
        }
        headers = {"Idempotency-Key": secrets.token_hex(8)}
        return requests.post(f"{self.web}/api/cases", json=filed, headers=headers, timeout=20)

    def tell(self, code: str, stage: str, id_: str, **more: Any) -> None:
        """Tell a step as the post office's system does."""
        data = {"code": code, "stage": stage, **more}
        self.stage.send(reply("reply.progressed", data, by=self.stage.agency, id_=id_))

    def mails(self) -> list[str]:
        """Return the words of every mail to the citizen."""
        read = (message_from_bytes(each, policy=policy.default) for each in self.smtp.accepted)
        return [str(each.get_body(("plain",)).get_content()) for each in read]

    def state(self, code: str) -> tuple[str, str | None]:
        """Return state and step of the case."""
        case = self.stage.case(code) or {}
        return case.get("state", ""), case.get("stage")


def workday() -> date:
    """Return a day on which a postman comes: no weekend, no public holiday of a fixed day."""
    day = SystemClock().now().date() + timedelta(days=1)
    while day.weekday() > 4 or (day.month, day.day) in {(1, 1), (4, 30), (5, 1), (9, 1), (9, 2)}:
        day += timedelta(days=1)
    return day


@pytest.fixture
def town(broker: Broker, mongo: Mongo, start: Start) -> Iterator[Town]:
    """Gia Lai, with a post office of another name: broker users belong to the whole server."""
    declare.apply(broker.amqp_uri)
    slug = f"buu-dien-{secrets.token_hex(4)}"
    snapshot = json.loads(json.dumps(catalog_files.load(Path("deploy/data/gialai"))).replace("buu-dien-tinh", slug))
    application = build(SETTINGS, database=mongo.database("routing"), clock=SystemClock())
    application.probes["database"]()
    application.load_catalog(snapshot)
    admin = BrokerAdmin(BrokerApi(broker.api, broker.vhost))
    parts, password = urlsplit(broker.amqp_uri), admin.connect(slug)
    uri = f"amqp://{user_name(slug)}:{password}@{parts.hostname}:{parts.port}{parts.path}"
    smtp = SmtpServer()
    mail = {
        "SMTP_URL": f"smtp://127.0.0.1:{smtp.port}",
        "MAIL_FROM": "Tổng đài 1022 <1022@example.org>",
        "PUBLIC_URL": "https://1022.example.org",
        "QUIET_HOURS": "",
        "MERGE_WINDOW_SECONDS": "0",
        "MESSAGES_PER_HOUR": "0",
        "MESSAGES_PER_DAY": "0",
    }
    with ExitStack() as stack:
        stack.callback(smtp.close)
        stack.callback(admin.disconnect, slug)
        stack.enter_context(start("services.routing.entrypoints:Routing", **KEYS, FORWARD_AT_ONCE="true"))
        stack.enter_context(start("services.kit.messaging.relay", RELAY_DATABASES="routing,intake"))
        stack.enter_context(start("services.notify.entrypoints:Notify", **mail))
        web = stack.enter_context(start("services.intake.channels.web:IntakeWeb", **KEYS))
        portal = stack.enter_context(start("services.publish.entrypoints:Publish", **PUBLISH_ENV))
        yield Town(Stage(broker, mongo, start, slug, uri), web.url, portal.url, smtp)


def test_a_dossier_is_registered_collected_and_handed_in(town: Town) -> None:
    answer = town.register()
    assert answer.status_code == 201, answer.text
    code, pin = answer.json()["code"], answer.json()["pin"]
    told = town.stage.told()
    given = {each.question: each.text for each in told.data.answers}
    assert (told.type, told.data.code, told.data.kind) == ("case.routed", code, "postal")
    assert (given["ma-ho-so"], given["xa-phuong"]) == ("H21.99-261124-0015", "Phường Hội Thương, TP Pleiku")
    assert told.data.contact.phone == "+84905000012"

    town.tell(code, "da-nhan-ho-so", "too-early", tracking=NUMBER)
    town.tell(code, BRIDGE[0], "1")
    town.tell(code, BRIDGE[0], "1-again")
    town.tell(code, BRIDGE[1], "2", note="Anh Bình, 0905 000 034.")
    town.tell(code, BRIDGE[2], "3", tracking=NUMBER)
    refused = eventually(lambda: _next(town, "reply.rejected"), within=20, message="what came too early is refused")
    assert refused.data.slug == "stage-out-of-order"
    eventually(lambda: town.state(code)[1] == "da-nhan-ho-so", within=20, message="collected")
    eventually(lambda: any(NUMBER in each for each in town.mails()), within=30, message="told with the number")

    page = eventually(lambda: _tracked(town, code, pin), within=20, message="the tracking page shows it")
    assert "Bưu tá đã nhận hồ sơ" in page
    assert "Bưu điện đã xác nhận đăng ký" in page
    town.tell(code, BRIDGE[3], "4")
    eventually(lambda: town.state(code)[0] == "answered", within=20, message="handed in, no return wanted")
    confirmed = [each for each in town.mails() if "Bưu điện đã xác nhận đăng ký" in each]
    assert len(confirmed) == 1
    public = requests.get(f"{town.portal}/api/cases/{code}", timeout=10)
    assert public.status_code == 404


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({"tra-ket-qua": "co"}, "dia-chi-tra"),  # a return needs an address
        ({"ngay-hen": "2026-11-22"}, "ngay-hen"),  # a Sunday that has passed
        ({"khung-gio": "nua-dem"}, "khung-gio"),
        ({"dia-chi-nhan": ""}, "dia-chi-nhan"),
    ],
)
def test_what_is_missing_or_wrong_is_said_by_field(town: Town, changed: dict[str, str], wrong: str) -> None:
    answer = town.register(**changed)
    assert answer.status_code == 422
    assert [each["pointer"] for each in answer.json()["errors"]] == [f"#/answers/{wrong}"]


def _next(town: Town, type_: str) -> Any:
    """Return the next event of a kind on the post office's queue; what comes before it is passed over."""
    with channel_on(town.stage.agency_uri) as channel:
        method, _, body = channel.basic_get(f"agency.{town.stage.agency}", auto_ack=True)
    event = decode(body) if method else None
    return event if event and event.type == type_ else None


def _tracked(town: Town, code: str, pin: str) -> str | None:
    session = requests.Session()
    form = session.get(f"{town.portal}/tra-cuu", timeout=10).text
    token = form.split('name="csrf_token" value="')[1].split('"')[0]
    page = session.post(f"{town.portal}/tra-cuu", data={"csrf_token": token, "code": code, "pin": pin}, timeout=10)
    session.close()
    return page.text if NUMBER in page.text else None
