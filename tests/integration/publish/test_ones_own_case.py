"""A citizen on a telephone: a link in a message, a question to answer, more time, an answer, their word on it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pika
import pytest
from playwright.sync_api import Browser, Page, expect

from services.kit import own_links
from services.kit.events import Event, encode
from services.kit.messaging import declare
from tests.browser import looked_at, without_faults
from tests.integration.publish.test_publish_process import ENV
from tests.servers.broker import Broker
from tests.servers.mongo import Mongo
from tests.unit.publish.builders import CODE, a_case, a_catalog
from tests.unit.publish.ways import accepted, asked, extended, resumed, supplemented, withdrawn
from tests.waiting import eventually

pytestmark = [pytest.mark.integration, pytest.mark.timeout(180)]

PHONE = {"width": 390, "height": 844}
KEY = "only-for-links-of-this-test"
OTHER = "2611232222227"


def link(code: str = CODE) -> str:
    return "/t/" + own_links.token(code, KEY, own_links.LOOK, datetime.now(UTC) + timedelta(days=60))


def tell(broker: Broker, *events: Event) -> None:
    with declare.opened(broker.amqp_uri) as channel:
        channel.confirm_delivery()
        kept = pika.BasicProperties(delivery_mode=2)
        for event in events:
            channel.basic_publish("cases", f"{event.type}.test", encode(event), kept, mandatory=True)


def shows(page: Page, words: str) -> None:
    """Wait until the page, loaded again, has these words."""

    def there() -> bool:
        page.reload()
        said = page.locator("main").inner_text()
        assert words in said, said
        return True

    eventually(there, within=30)


def on_a_phone(browser: Browser, url: str) -> Page:
    page = browser.new_context(viewport=PHONE, locale="vi-VN", has_touch=True).new_page()
    page.set_default_timeout(15_000)
    page.goto(url)
    return page


def test_a_citizen_follows_their_own_case_to_the_end(
    broker: Broker, mongo: Mongo, start: Any, browser: Browser
) -> None:
    declare.apply(broker.amqp_uri)
    env = {**ENV, "LINK_KEY": KEY, "INTAKE_WEB_URL": "http://intake.test"}
    with start("services.publish.entrypoints:Publish", **env) as process:
        case = a_case()
        tell(broker, a_catalog(), case.received(), case.routed(), accepted(), asked("Cột đèn số mấy?"))
        stored = mongo.database("publish")["cases"]
        whole = {"moments.1": {"$exists": True}, "routings.0": {"$exists": True}, "received": {"$exists": True}}
        eventually(lambda: stored.count_documents(whole) == 1, within=30)

        page = on_a_phone(browser, process.url + link())
        assert page.url == f"{process.url}/tra-cuu/{CODE}"
        expect(page.locator("main")).to_contain_text("Cột đèn số mấy?")
        add = page.get_by_role("link", name="Trả lời, gửi thêm ảnh").get_attribute("href") or ""
        assert own_links.opened(add.rpartition("/")[2], KEY, own_links.ADD, datetime.now(UTC)) == CODE
        without_faults(page)
        looked_at(page, "own-case-1-asked")

        tell(broker, supplemented("Cột số P12.", files=1), resumed(), extended("Chờ vật tư của nhà máy."))
        shows(page, "Chờ vật tư của nhà máy.")
        expect(page.locator("main")).to_contain_text("Hạn ban đầu")
        looked_at(page, "own-case-2-extended")

        tell(broker, case.answered())
        shows(page, "Đã thay bóng đèn.")
        page.goto(process.url + link() + "/3")
        expect(page.locator("#rating-unsatisfied")).to_be_checked()
        page.get_by_label("Việc chưa được giải quyết").check()
        page.locator("#comment").fill("Đèn lại tắt.")
        page.get_by_role("button", name="Gửi đánh giá").tap()
        expect(page.locator("main")).to_contain_text("Đèn lại tắt.")
        without_faults(page)
        looked_at(page, "own-case-3-rated")


def test_a_citizen_takes_a_case_back_and_the_wish_waits_in_the_outbox(
    broker: Broker, mongo: Mongo, start: Any, browser: Browser
) -> None:
    declare.apply(broker.amqp_uri)
    with start("services.publish.entrypoints:Publish", **ENV, LINK_KEY=KEY) as process:
        case = a_case(OTHER)
        tell(broker, a_catalog(), case.received(), case.routed())
        database = mongo.database("publish")
        whole = {"routings.0": {"$exists": True}, "received": {"$exists": True}}
        eventually(lambda: database["cases"].count_documents(whole) == 1, within=30)

        page = on_a_phone(browser, process.url + link(OTHER))
        page.locator("#withdraw > summary").tap()
        page.locator("#reason").fill("Tổ dân phố đã tự sửa.")
        page.get_by_role("button", name="Rút phản ánh").tap()
        expect(page.locator("#sure-error")).to_be_visible()
        without_faults(page)
        expect(page.locator("#reason")).to_have_value("Tổ dân phố đã tự sửa.")
        page.locator("#sure").check()
        page.get_by_role("button", name="Rút phản ánh").tap()
        expect(page.locator("main")).to_contain_text("Đã gửi yêu cầu rút")
        looked_at(page, "own-case-4-withdrawing")
        (wish,) = database["withdrawals"].find()
        assert [each["type"] for each in wish["outbox"]] == ["case.withdrawal_requested"]

        tell(broker, withdrawn(OTHER))
        shows(page, "Đã rút theo yêu cầu của Ông/Bà")
        page.goto(process.url + link(OTHER))
        expect(page.locator("main")).to_contain_text("không còn dùng được")
        without_faults(page)
