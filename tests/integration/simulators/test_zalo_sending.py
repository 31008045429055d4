"""Zalo as its clients meet it: tokens, windows, limits, errors."""

from datetime import datetime, timedelta

import pytest
import requests

from tests.simulators.zalo import ZaloSimulator
from tests.simulators.zalo.windows import VIETNAM

NOON, NIGHT = datetime(2026, 3, 2, 12, tzinfo=VIETNAM), datetime(2026, 3, 2, 23, tzinfo=VIETNAM)


@pytest.fixture
def zalo():
    with ZaloSimulator() as simulator:
        simulator.clock.set(NOON)
        simulator.directory.meet("u1", simulator.clock.now())
        yield simulator


def refresh(zalo, token=None, **wrong):
    form = {"app_id": zalo.credentials.app_id, "grant_type": "refresh_token"}
    form |= {"refresh_token": token or zalo.credentials.refresh_token} | wrong.pop("form", {})
    headers = {"secret_key": zalo.credentials.app_secret} | wrong
    return requests.post(f"{zalo.oauth_url}/v4/oa/access_token", data=form, headers=headers, timeout=5).json()


def send(zalo, message=None, user="u1", token=None):
    body = {"recipient": {"user_id": user}, "message": message or {"text": "Đã tiếp nhận"}}
    headers = {"access_token": zalo.tokens.access() if token is None else token}
    return requests.post(f"{zalo.openapi_url}/v3.0/oa/message/cs", json=body, headers=headers, timeout=5)


def test_a_refresh_token_works_once_and_gives_the_next():
    with ZaloSimulator() as zalo:
        first = refresh(zalo)
        assert first["expires_in"] == "90000"
        second = refresh(zalo, first["refresh_token"])
        assert second["access_token"] != first["access_token"]
        assert refresh(zalo, first["refresh_token"])["error"] == -14014
        assert refresh(zalo)["error"] == -14014
        assert send(zalo, token=first["access_token"]).json()["error"] == -216


def test_a_refresh_whose_answer_was_lost_has_burnt_the_token(zalo):
    zalo.faults.swallow(path="access_token")
    with pytest.raises(requests.ConnectionError):
        refresh(zalo)
    assert refresh(zalo)["error"] == -14014


def test_a_lab_that_starts_anew_takes_the_newest_refresh_token_it_gave():
    with ZaloSimulator() as before:
        kept = refresh(before)["refresh_token"]
    with ZaloSimulator() as after:
        assert "access_token" in refresh(after, kept)
        assert refresh(after, kept)["error"] == -14014


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"secret_key": "another"}, -14004),
        ({"form": {"app_id": "1"}}, -14002),
        ({"form": {"grant_type": "authorization_code"}}, -14001),
        ({"form": {"refresh_token": "refresh.9.0000"}}, -14014),
    ],
)
def test_a_refresh_must_be_exactly_right(zalo, wrong, code):
    assert refresh(zalo, **wrong)["error"] == code


def test_an_access_token_expires(zalo):
    token = refresh(zalo)["access_token"]
    assert send(zalo, token=token).json()["error"] == 0
    zalo.clock.advance(seconds=90_001)
    assert send(zalo, token=token).json()["error"] == -220
    assert send(zalo, token="nonsense").json()["error"] == -216


@pytest.mark.parametrize(
    ("hours", "code", "paid"),
    [(47, 0, False), (49, 0, True), (7 * 24 - 1, 0, True), (7 * 24 + 1, -230, None)],
)
def test_windows_follow_the_last_interaction(zalo, hours, code, paid):
    zalo.directory.meet("u1", zalo.clock.now() - timedelta(hours=hours))
    assert send(zalo).json()["error"] == code
    assert [each["paid"] for each in zalo.sent("u1")] == ([] if paid is None else [paid])


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"last_interaction": None}, -213),
        ({"last_interaction": None, "follower": True}, -232),
        ({"restricted": True}, -244),
        ({"inactive": True}, -227),
    ],
)
def test_people_may_be_out_of_reach(zalo, change, code):
    person = zalo.person("u1")
    for name, value in change.items():
        setattr(person, name, value)
    assert send(zalo).json()["error"] == code
    assert zalo.sent() == []


@pytest.mark.parametrize(
    ("rule", "hours", "code"), [("all", 1, -234), ("paid", 1, 0), ("paid", 49, -234), ("none", 49, 0)]
)
def test_the_night_rule_is_a_setting(zalo, rule, hours, code):
    zalo.night_rule = rule
    zalo.clock.set(NIGHT)
    zalo.directory.meet("u1", NIGHT - timedelta(hours=hours))
    assert send(zalo).json()["error"] == code


QUERY = {"title": "Đồng ý", "type": "oa.query.show", "payload": "#dong-y"}


def buttons(*given):
    return {"text": "Chọn", "attachment": {"type": "template", "payload": {"buttons": list(given)}}}


@pytest.mark.parametrize(
    ("message", "code"),
    [
        ({"text": "a" * 2000}, 0),
        ({"text": "a" * 2001}, -201),
        ({"text": "  "}, -201),
        ({"text": 5}, -201),
        ({"text": "a", "mid": "x"}, -201),
        ({"text": "a", "quote_message_id": "m1"}, 0),
        (buttons(QUERY), 0),
        (buttons(*[QUERY] * 6), -201),
        (buttons({**QUERY, "title": ""}), -201),
        (buttons({**QUERY, "payload": {"x": 1}}), -201),
        (buttons({**QUERY, "type": "oa.unknown"}), -201),
        (buttons({"title": "Mở", "type": "oa.open.url", "payload": {"url": "https://example.org"}}), 0),
        ({"attachment": {"type": "file", "payload": {"token": "never-uploaded"}}}, -201),
        ({"attachment": {"type": "video", "payload": {}}}, -233),
    ],
)
def test_a_message_must_be_one_that_zalo_knows(zalo, message, code):
    answer = send(zalo, message).json()
    assert (answer["error"], len(zalo.sent("u1"))) == (code, 1 if code == 0 else 0)


def test_the_rate_limit_names_what_is_left(zalo):
    zalo.faults.limit(2)
    assert [send(zalo).json()["error"] for _ in range(3)] == [0, 0, -32]
    headers = send(zalo).headers
    assert (headers["X-RateLimit-Limit"], headers["X-RateLimit-Remaining"]) == ("2", "0")


def test_planned_errors_count_down(zalo):
    zalo.faults.fail(-211, times=2, path="/message/cs")
    assert [send(zalo).json()["error"] for _ in range(3)] == [-211, -211, 0]


def test_accepted_without_an_answer(zalo):
    zalo.faults.swallow()
    with pytest.raises(requests.ConnectionError):
        send(zalo)
    assert len(zalo.sent("u1")) == 1


def test_hung_up_before_anything_happened(zalo):
    zalo.faults.drop()
    with pytest.raises(requests.ConnectionError):
        send(zalo)
    assert zalo.sent("u1") == []


def test_slow_and_out(zalo):
    zalo.faults.slow(0.3)
    assert send(zalo).elapsed.total_seconds() >= 0.3
    zalo.faults.outage()
    assert send(zalo).status_code == 503
    zalo.faults.outage(False)
    assert send(zalo).status_code == 200


def test_the_second_version_is_closed(zalo):
    headers = {"access_token": zalo.tokens.access()}
    assert (
        requests.post(f"{zalo.openapi_url}/v2.0/oa/message", json={}, headers=headers, timeout=5).json()["error"]
        == -240
    )


def test_a_picture_is_uploaded_then_sent(zalo):
    headers, file = {"access_token": zalo.tokens.access()}, {"file": ("a.png", b"\x89PNG", "image/png")}
    where = f"{zalo.openapi_url}/v2.0/oa/upload/image"
    uploaded = requests.post(where, files=file, headers=headers, timeout=5).json()["data"]["attachment_id"]
    media = {"template_type": "media", "elements": [{"media_type": "image", "attachment_id": uploaded}]}
    assert send(zalo, {"text": "Ảnh", "attachment": {"type": "template", "payload": media}}).json()["error"] == 0
    huge = {"file": ("a.png", b"x" * (1024 * 1024 + 1), "image/png")}
    assert requests.post(where, files=huge, headers=headers, timeout=5).json()["error"] == -210


def zns(zalo, token=None, **change):
    body = {
        "phone": "84905000012",
        "template_id": "t1",
        "template_data": {"code": "2611"},
        "tracking_id": "k1",
    } | change
    headers = {"access_token": zalo.tokens.access() if token is None else token}
    return requests.post(f"{zalo.business_url}/message/template", json=body, headers=headers, timeout=5).json()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({}, 0),
        ({"phone": "0905000012"}, -108),
        ({"phone": "+84905000012"}, -108),
        ({"phone": "84905000099"}, -118),
        ({"template_id": "t9"}, -109),
        ({"template_id": "unapproved"}, -131),
        ({"template_data": {}}, -111),
        ({"template_data": {"code": "2611", "more": "x"}}, -112),
        ({"template_data": {"code": "x" * 31}}, -112),
        ({"template_data": {"code": 5}}, -112),
        ({"token": "nonsense"}, -124),
    ],
)
def test_zns_checks_phone_template_and_values(zalo, change, code):
    zalo.register_template("t1", {"code": 30}, "Phản ánh <code> đã có trả lời")
    zalo.register_template("unapproved", {"code": 30}, approved=False)
    zalo.templates.without_zalo.add("84905000099")
    assert zns(zalo, **change)["error"] == code
    shown = [each["text"] for each in zalo.inbox("84905000012")]
    assert shown == (["Phản ánh 2611 đã có trả lời"] if code == 0 else [])


def test_zns_by_night_needs_a_template_that_may(zalo):
    zalo.register_template("t1", {"code": 30}, at_night=False)
    zalo.clock.set(NIGHT)
    assert zns(zalo)["error"] == -133


def test_a_profile_says_who_follows(zalo):
    zalo.person("u1", "Nguyễn Văn An").follower = True
    headers, query = {"access_token": zalo.tokens.access()}, {"data": '{"user_id": "u1"}'}
    where = f"{zalo.openapi_url}/v3.0/oa/user/detail"
    found = requests.get(where, params=query, headers=headers, timeout=5).json()["data"]
    assert (found["display_name"], found["user_is_follower"]) == ("Nguyễn Văn An", True)
    assert requests.get(where, params={"data": "u1"}, headers=headers, timeout=5).json()["error"] == -201
