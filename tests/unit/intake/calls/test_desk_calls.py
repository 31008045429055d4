"""What the desk asks of the telephone channel: on somebody's behalf, one call, the calls of the day, who may."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from environs import Env
from flask.testing import FlaskClient

from services.intake.settings.hotline import HotlineSettings, load_hotline
from services.intake.web.site import hotline_site
from services.kit.storage.accounts import Account
from services.kit.web.delegation import delegated
from tests.unit.intake.calls.signals import AN
from tests.unit.intake.calls.test_webhook import A_CASE, Desk

KEY = "desk-key-for-tests-only"
AUDIENCE = "intake-hotline"


class NamedPeople:
    """Knows people by name only, as they sign in at the desk."""

    def find(self, token_sha256: str) -> Account | None:
        return None

    def named(self, name: str) -> Account | None:
        role = {"truc-01": "operator", "truong-ca": "shift_lead", "can-bo": "agency_officer"}.get(name)
        return Account(name, role, None, "") if role else None


@pytest.fixture
def desk() -> Desk:
    desk = Desk()
    base = desk.hotline.settings
    shared = {name: getattr(base, name) for name in base.__dataclass_fields__}
    settings = HotlineSettings(**shared, calls=desk.hotline.calls.settings, desk_key=KEY)
    desk.hotline = replace(desk.hotline, settings=settings, accounts=NamedPeople())
    desk.client = hotline_site(desk.hotline).test_client()
    return desk


def on_behalf(name: str, audience: str = AUDIENCE, key: str = KEY) -> dict[str, str]:
    return {"Authorization": f"Bearer {delegated(name, audience, key)}"}


def ask(client: FlaskClient, path: str, name: str = "truc-01") -> Any:
    return client.get(f"/api/calls{path}", headers=on_behalf(name))


def test_the_key_is_read_from_the_environment_and_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"SECRET_KEY": "x" * 20, "FILES_KEY": "y" * 20, "DESK_KEY": KEY}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("AMQP_URI", "amqp://nowhere.invalid")
    monkeypatch.setenv("MONGO_URI", "mongodb://nowhere.invalid")
    settings = load_hotline(Env())
    assert settings.desk_key == KEY
    assert KEY not in repr(settings)


@pytest.mark.parametrize("name", ["truc-01", "truong-ca"])
@pytest.mark.parametrize("path", ["", "?only=messages", "/current", "/c-1", "/callbacks"])
def test_the_desk_acts_for_operators_and_shift_leads(desk: Desk, name: str, path: str) -> None:
    desk.tell("ringing")
    assert ask(desk.client, path, name).status_code == 200


@pytest.mark.parametrize(
    ("name", "audience", "key", "status"),
    [
        ("can-bo", AUDIENCE, KEY, 403),  # an officer talks to no callers
        ("khong-ai", AUDIENCE, KEY, 401),  # nobody of that name
        ("truc-01", AUDIENCE, "another-key", 401),
        ("truc-01", "publish", KEY, 401),  # meant for somebody else
    ],
)
def test_nobody_else_gets_in(desk: Desk, name: str, audience: str, key: str, status: int) -> None:
    assert desk.client.get("/api/calls", headers=on_behalf(name, audience, key)).status_code == status


def test_without_a_key_nobody_acts_for_anybody() -> None:
    client = Desk().client
    assert client.get("/api/calls", headers=on_behalf("truc-01", key="")).status_code == 401


def test_a_call_is_shown_by_its_id_also_when_it_is_over(desk: Desk) -> None:
    desk.tell("ringing")
    assert ask(desk.client, "/c-1").get_json()["state"] == "ringing"
    desk.tell("answered", 5, extension="101")
    desk.tell("hangup", 60)
    call = ask(desk.client, "/generic:c-1").get_json()
    assert (call["state"], call["number"], call["extension"]) == ("over", AN, "101")
    assert ask(desk.client, "/c-2").get_json()["slug"] == "unknown-call"


def test_masked_calls_tell_nothing_about_callers_even_to_operators(desk: Desk) -> None:
    desk.tell("ringing")
    (call,) = ask(desk.client, "/current?masked=true").get_json()
    assert call["number"] == "09xxxxxx12"
    assert (call["earlier_calls"], call["earlier_cases"]) == ([], [])


def test_the_calls_of_the_day_and_what_was_said_to_the_machine(desk: Desk) -> None:
    desk.tell("ringing")
    desk.tell("voicemail", 20, call="c-2")
    desk.tell("ringing", -2 * 24 * 3600, call="c-3")
    desk.tell("voicemail", -2 * 24 * 3600 + 9, call="c-3", delivery="d-3")
    assert {each["call"] for each in ask(desk.client, "").get_json()} == {"generic:c-1", "generic:c-2"}
    messages = ask(desk.client, "?only=messages").get_json()
    assert {each["call"] for each in messages} == {"generic:c-2", "generic:c-3"}
    assert all(each["message"] for each in messages)


def test_what_an_operator_answers_stays_at_the_centre_whatever_its_category(desk: Desk) -> None:
    body = {**A_CASE, "category": "ha-tang.chieu-sang", "keep": True}
    filed = [desk.client.post("/api/calls/cases", json=body, headers=on_behalf("truong-ca")) for _ in range(2)]
    assert [each.status_code for each in filed] == [201, 200]  # sent again, it is the same case
    (stored,) = desk.cases.stored.values()
    assert (stored.data.category, stored.data.doubts) == (None, ("answered-by-operator",))
    assert stored.filed_by == "truong-ca"


def test_notes_stay_with_a_call_back_for_whoever_tries_next(desk: Desk) -> None:
    desk.tell("ringing")
    desk.tell("abandoned", 30)
    desk.clock.at = desk.clock.at.replace(hour=4)
    desk.hotline.calls.settle.turn()
    (task,) = ask(desk.client, "/callbacks?due=all").get_json()
    path, me = f"/api/calls/callbacks/{task['id']}", on_behalf("truc-01")
    desk.client.post(f"{path}/claim", headers=me)
    tried = {"attempt": 1, "outcome": "busy", "note": "Máy bận, gọi lại sau 15 giờ."}
    after = desk.client.post(f"{path}/attempts", headers=me, json=tried).get_json()
    assert after["attempts"][0]["note"] == tried["note"]
    desk.client.post(f"{path}/claim", headers=me)
    done = desk.client.post(f"{path}/done", headers=me, json={"note": "Đã hướng dẫn qua điện thoại."})
    assert (done.get_json()["closing"], done.get_json()["note"]) == ("reached", "Đã hướng dẫn qua điện thoại.")
