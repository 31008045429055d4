"""The lab: one API to be the citizen on every channel, and a page that uses it."""

import base64
import json

import pytest
import requests

from tests.e2e.browsing import Screen, window
from tests.servers.processes import free_port
from tests.simulators.lab.sample import picture
from tests.simulators.lab.site import create_app
from tests.simulators.lab.stage import Stage
from tests.waiting import eventually

NOBODY = f"smtp://127.0.0.1:{free_port()}"
USER, PAGE_USER, PHONE = "7212000000000000012", "25810000000000012", "0905000012"


@pytest.fixture
def stage(receiver):
    intakes = {f"INTAKE_{name}_URL": receiver.url for name in ("ZALO", "FACEBOOK", "SMS", "HOTLINE", "WEB")}
    ports = {"LAB_PORT": str(free_port()), "SMPP_PORT": str(free_port())}
    lab = Stage(
        {**intakes, **ports, "MAIL_URL": receiver.url, "MAIL_SUBMIT_URL": NOBODY, "INTAKE_MOBILE_URL": receiver.url}
    )
    lab.start(create_app(lab))
    yield lab
    lab.stop()


def post(stage, path, **wanted):
    return requests.post(f"{stage.url}/lab/{path}", json=wanted, timeout=10)


def get(stage, path):
    return requests.get(f"{stage.url}/lab/{path}", timeout=10).json()


def answer(stage, message):
    body = {"recipient": {"user_id": USER}, "message": message}
    headers = {"access_token": stage.zalo.tokens.access()}
    where = f"{stage.url}/zalo/openapi/v3.0/oa/message/cs"
    assert requests.post(where, json=body, headers=headers, timeout=5).json()["error"] == 0


QUERY = {"title": "Đúng", "type": "oa.query.show", "payload": "#dung"}
BUTTONS = {"text": "Đúng không ạ?", "attachment": {"type": "template", "payload": {"buttons": [QUERY]}}}


@pytest.mark.parametrize(
    ("path", "wanted", "arrives"),
    [
        (f"zalo/{USER}/text", {"text": "Đèn hỏng"}, "webhooks/zalo"),
        (f"zalo/{USER}/location", {"latitude": 13.98, "longitude": 108.0}, "webhooks/zalo"),
        (f"zalo/{USER}/photo", {"content": base64.b64encode(picture()).decode()}, "webhooks/zalo"),
        (f"facebook/{PAGE_USER}/text", {"text": "Đèn hỏng"}, "webhooks/facebook"),
        (f"facebook/{PAGE_USER}/comment", {"text": "Đèn hỏng"}, "webhooks/facebook"),
        (f"sms/{PHONE}/text", {"text": "1022 TC"}, "webhooks/sms"),
        (f"phone/{PHONE}/call", {"do": "ring", "vendor": "voicecloud"}, "webhooks/calls/voicecloud"),
        (f"phone/{PHONE}/scenario", {"scenario": "voicemail"}, "webhooks/calls/zorio"),
        ("web/an@example.org/text", {"text": "Đèn hỏng"}, "api/cases"),
        ("mobile/an@example.org/text", {"text": "Đèn hỏng", "service_code": "a"}, "v2/requests.json"),
    ],
)
def test_a_citizen_speaks_on_every_channel(stage, receiver, path, wanted, arrives):
    assert post(stage, path, **wanted).status_code == 200
    assert receiver.arrived[-1].path == arrives


def test_a_citizen_hears_and_presses_a_button(stage, receiver):
    post(stage, f"zalo/{USER}/text", text="xin chào")
    answer(stage, BUTTONS)
    (heard,) = get(stage, f"zalo/{USER}/inbox")["messages"]
    assert (heard["text"], heard["buttons"][0]["title"]) == ("Đúng không ạ?", "Đúng")
    post(stage, f"zalo/{USER}/press", title="Đúng")
    said = [json.loads(each.body).get("message", {}).get("text") for each in receiver.arrived]
    assert "#dung" in said
    thread = get(stage, f"threads?zalo={USER}")["zalo"]
    assert [each["side"] for each in thread] == ["me", "them", "me"]


def test_a_telephone_shows_texts_of_both_ways(stage):
    order = {
        "ApiKey": stage.sms.credentials.api_key,
        "SecretKey": stage.sms.credentials.secret_key,
        "Phone": PHONE,
        "Content": "Da tiep nhan",
        "Brandname": stage.sms.credentials.brandname,
        "SmsType": "2",
    }
    where = f"{stage.url}/sms/MainService.svc/json/SendMultipleMessage_V4_post_json/"
    assert requests.post(where, json=order, timeout=5).json()["CodeResult"] == "100"
    assert [(each["text"], each["via"]) for each in get(stage, f"sms/{PHONE}/inbox")["messages"]] == [
        ("Da tiep nhan", "http")
    ]


def test_a_refused_webhook_is_shown_as_such(stage, receiver):
    stage.zalo.courier.retries = False
    receiver.statuses = [403]
    assert post(stage, f"zalo/{USER}/text", text="x", twist="wrongly-signed").json()["statuses"] == [403]


@pytest.mark.parametrize(
    ("path", "wanted", "status"),
    [
        (f"zalo/{USER}/sing", {}, 400),
        (f"zalo/{USER}/text", {}, 400),
        (f"zalo/{USER}/text", {"text": "a", "twist": "bent"}, 400),
        (f"zalo/{USER}/press", {"title": "nothing"}, 400),
        ("pigeon/an/text", {"text": "a"}, 404),
        ("mail/an@example.org/text", {"text": "a"}, 502),  # nobody listens for mail here
    ],
)
def test_what_cannot_be_done_is_said(stage, path, wanted, status):
    assert post(stage, path, **wanted).status_code == status


def test_each_provider_has_its_faults_under_its_prefix(stage):
    for each in ("zalo", "facebook", "sms", "pbx", "smsc"):
        planned = requests.post(f"{stage.url}/{each}/control/faults", json={"kind": "fail", "code": 1}, timeout=5)
        assert planned.json()["planned"] == [{"kind": "fail", "left": 1, "path": "", "value": 1}]


def test_the_templates_of_notify_are_known(tmp_path):
    file = tmp_path / "zns.yaml"
    parameters = "{ma: code, ten: {fact: title, longest: 30}}"
    file.write_text(f'templates: {{case.answered: {{template_id: "12", parameters: {parameters}}}}}')
    lab = Stage({"ZNS_TEMPLATES": str(file)})
    assert lab.zalo.templates.find("12").params == {"ma": 90, "ten": 30}


@pytest.mark.parametrize("screen", [Screen(1440, 900), Screen(390, 844)], ids=["wide", "phone"])
def test_a_person_plays_the_citizen_on_the_page(stage, browser, screen):
    with window(browser, screen) as seen:
        assert seen.open(f"{stage.url}/") == 200
        seen.page.fill("#zalo-text", "Đèn đường hỏng <b>ba</b> hôm nay")
        seen.page.press("#zalo-text", "Enter")
        thread = seen.page.locator("[data-thread=zalo]")
        thread.get_by_text("Đèn đường hỏng <b>ba</b> hôm nay").wait_for()
        answer(stage, BUTTONS)
        thread.get_by_role("button", name="Đúng").click()
        eventually(lambda: thread.locator(".me").count() == 2)
        seen.page.click("[data-sample=facebook]")
        seen.page.locator("[data-thread=facebook] img").wait_for()
        seen.page.click("[data-call=ring]")
        seen.page.locator("[data-thread=phone]").get_by_text("Đang gọi").wait_for()
        seen.inspect()
