"""The words over HTTP, on behalf of whoever is signed in at the desk."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient

from services.kit.clock import FixedClock
from services.kit.storage.accounts import Account
from services.kit.web.delegation import delegated
from services.notify.web import create_site
from tests.unit.notify.builders import NOW, TEXTS, application
from tests.unit.notify.fakes import FakeMailer, MemoryAddressees, RecordingMailServer
from tests.unit.notify.memory_ledger import MemoryLedger

KEY = "only-for-this-test"
ROLES = {
    "quan-tri": "administrator",
    "truong-ca": "shift_lead",
    "truc-01": "operator",
    # As the desk's own tests call them.
    "administrator-1": "administrator",
    "shift_lead-1": "shift_lead",
}
PLACE = "/api/words/case.answered/sms"
MINE = {"vi": {"sms": "1022: {ma} đã có trả lời: {link}"}, "en": {"sms": "1022: {ma} is answered: {link}"}}


class People:
    """Known by name only, as they sign in at the desk."""

    def find(self, token_sha256: str) -> Account | None:
        return None

    def named(self, name: str) -> Account | None:
        return Account(name, ROLES[name], None, "") if name in ROLES else None


def words_client() -> FlaskClient:
    app = application(
        MemoryAddressees(), MemoryLedger(), FakeMailer(RecordingMailServer()), FixedClock(NOW), desk_key=KEY
    )
    return create_site(replace(app, accounts=People())).test_client()  # type: ignore[arg-type]


@pytest.fixture
def client() -> FlaskClient:
    return words_client()


def ask(client: FlaskClient, method: str, path: str = PLACE, who: str = "quan-tri", **body: Any) -> Any:
    headers = {"Authorization": f"Bearer {delegated(who, 'notify', KEY)}"}
    return client.open(path, method=method, headers=headers, json=body or None)


def test_every_message_on_every_kind_of_channel_is_listed(client: FlaskClient) -> None:
    answer = ask(client, "GET", "/api/words")
    assert len(answer.json) == len(TEXTS.defaults)
    assert answer.headers["Cache-Control"] == "no-store"
    assert {each["number"] for each in answer.json} == {None}


def test_words_are_tried_drafted_put_in_force_and_taken_back(client: FlaskClient) -> None:
    trial = ask(client, "POST", f"{PLACE}/trials", texts=MINE).json
    assert trial["problems"] == []
    assert [each["sms"]["parts"] for each in trial["shown"]] == [1] * 6
    assert ask(client, "PUT", f"{PLACE}/draft", version=0, texts=MINE, note="gọn hơn").status_code == 200
    assert ask(client, "POST", f"{PLACE}/in-force", version=1).json["slug"] == "four-eyes"
    unit = ask(client, "POST", f"{PLACE}/in-force", who="truong-ca", version=1).json
    assert (unit["number"], unit["present"], unit["draft"]) == (1, MINE, None)
    [line] = [each for each in ask(client, "GET", "/api/words").json if each["number"]]
    assert (line["occasion"], line["kind"]) == ("case.answered", "sms")
    back = ask(client, "POST", f"{PLACE}/returns", who="truong-ca", version=2, to="before").json
    assert (back["number"], back["present"]) == (None, back["own"])


def test_what_is_wrong_is_said_in_both_languages_and_where(client: FlaskClient) -> None:
    answer = ask(client, "PUT", f"{PLACE}/draft", version=0, texts={**MINE, "en": {"sms": "Done."}})
    assert (answer.status_code, answer.json["slug"]) == (422, "words-broken")
    assert {each["pointer"] for each in answer.json["errors"]} == {"#/texts/en/sms"}
    assert all(each["detail"] and each["detail_en"] for each in answer.json["errors"])


def test_variables_are_explained_with_an_example(client: FlaskClient) -> None:
    [part] = ask(client, "GET").json["parts"]
    by_name = {each["name"]: each for each in part["variables"]}
    assert by_name["ma"] == {
        "name": "ma",
        "vi": "mã phản ánh",
        "en": "case code",
        "often_missing": False,
        "needed": True,
        "examples": {"vi": "261123 482917 0", "en": "261123 482917 0"},
    }
    assert "tra_loi" not in by_name, "what somebody wrote at length has no place in a text message"


@pytest.mark.parametrize(
    ("who", "path", "status"),
    [
        ("truong-ca", "/draft", 403),  # the second person does not write
        ("truc-01", "/in-force", 403),
        ("nobody", "/in-force", 401),
    ],
)
def test_who_may_not_may_not(client: FlaskClient, who: str, path: str, status: int) -> None:
    method = "PUT" if path == "/draft" else "POST"
    assert ask(client, method, f"{PLACE}{path}", who=who, version=0, texts=MINE).status_code == status


def test_there_is_no_such_message(client: FlaskClient) -> None:
    assert ask(client, "GET", "/api/words/case.answered/fax").json["slug"] == "unknown-words"
    assert ask(client, "GET", "/api/words/case.eaten/sms").status_code == 404
