"""What an agency's own system can fetch, acknowledge, reply to and open. Over AMQP: `tests/integration/agency`."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import pytest
from PIL import Image

from services.kit.clock import SystemClock
from services.kit.web.links import signed
from tests.integration.routing.authorisation.conftest import SECRETS
from tests.integration.routing.authorisation.neighbours import MARKS, SHARED, WARDS, Neighbours
from tests.unit.routing.builders import code
from tests.unit.routing.catalogs import HEALTH, LOCAL
from tests.waiting import eventually

pytestmark = pytest.mark.integration

REPLIES: dict[str, dict[str, Any]] = {
    "accepted": {},
    "answered": {"answer": "Đã sửa xong, mời kiểm tra.", "outcome": "fixed"},
    "returned": {"reason": "Không thuộc thẩm quyền."},
    "info_requested": {"question": "Ở đoạn nào?"},
    "extension_requested": {"due_at": "2030-01-01T00:00:00Z", "reason": "Chờ vật tư."},
    "progressed": {"stage": "khao-sat"},
}


def waiting(town: Neighbours, agency: str, subject: str) -> list[dict[str, Any]]:
    """Return what waits for an agency about a case."""
    return [each for each in town.fetch(agency, limit=100) if each.get("subject") == subject]


def test_the_feed_of_an_agency_has_its_own_cases_only(town: Neighbours) -> None:
    assert eventually(lambda: waiting(town, LOCAL, WARDS), message="the ward's case")
    assert eventually(lambda: waiting(town, HEALTH, SHARED), message="health's part")
    everything = str(town.fetch(HEALTH, limit=100))
    assert [mark for mark in (*MARKS, WARDS) if mark in everything] == []


def test_the_place_of_somebody_else_in_the_queue_leads_nowhere_else(town: Neighbours) -> None:
    answer = town.call(LOCAL, "GET", "/api/agency/messages", params={"limit": 1}).json()
    after = town.fetch(HEALTH, after=answer["cursor"], limit=100)
    assert {each["subject"] for each in after}.isdisjoint({WARDS})


def test_what_waits_for_another_agency_cannot_be_acknowledged_away(town: Neighbours) -> None:
    ids = [each["id"] for each in eventually(lambda: waiting(town, LOCAL, WARDS), message="the ward's case")]
    guesses = [*ids, *(f"{LOCAL}/{each}" for each in ids), *(f"../{LOCAL}/{each}" for each in ids)]
    answer = town.call(HEALTH, "POST", "/api/agency/acknowledgements", json={"ids": guesses})
    assert answer.json() == {"acknowledged": 0}
    assert [each["id"] for each in waiting(town, LOCAL, WARDS)] == ids


@pytest.mark.parametrize("kind", sorted(REPLIES))
def test_replying_to_it_is_refused_as_for_a_code_that_nobody_has(town: Neighbours, kind: str) -> None:
    before = town.case()
    theirs = town.reply(HEALTH, kind, {"code": WARDS, **REPLIES[kind]}, f"theirs-{kind}")
    nobodys = town.reply(HEALTH, kind, {"code": code(99), **REPLIES[kind]}, f"nobodys-{kind}")
    assert theirs.status_code == nobodys.status_code == 409
    assert theirs.json() == nobodys.json()
    assert theirs.json()["slug"] == "unknown-case"
    assert town.case() == before


def test_the_key_of_an_agency_opens_no_page_and_no_operation_of_people(town: Neighbours) -> None:
    for path in (f"/desk/cases/{WARDS}", f"/api/desk/cases/{WARDS}", "/api/desk/cases", "/desk/export.csv"):
        assert town.call(LOCAL, "GET", path).status_code == 401


@pytest.fixture(scope="module")
def upload(town: Neighbours) -> str:
    """A picture of the ward's system: its id."""
    out = io.BytesIO()
    Image.effect_noise((64, 48), 25).convert("RGB").save(out, "JPEG")
    answer = town.call(LOCAL, "POST", "/api/agency/files", files={"files": ("mật-nội-bộ.jpg", out.getvalue())})
    found: str = answer.json()["files"][0]["id"]
    return found


def link(path: str, holder: str = LOCAL, key: str = SECRETS["FILES_KEY"], seconds: int = 60) -> str:
    """Return a link as the desk makes them."""
    return signed(path, key, holder=holder, until=SystemClock().now() + timedelta(seconds=seconds))


def test_a_file_is_opened_by_its_own_link_while_that_lasts_and_by_nothing_else(town: Neighbours, upload: str) -> None:
    path = f"/tep/{upload}/xem"
    good = link(path)
    statuses = {
        "its link": good,
        "no link": path,
        "for another holder": good.replace(LOCAL, HEALTH),
        "with more time": good.replace("&den=", "&den=9"),
        "of another file": link("/tep/01M832S9ZB3V7Q0E6T2KX5N8RB/xem").replace("01M832S9ZB3V7Q0E6T2KX5N8RB", upload),
        "of its small picture": link(f"/tep/{upload}/nho").replace("/nho", "/xem"),
        "by a key of one's own": link(path, key="a key that somebody made up"),
        "ended": link(path, seconds=-1),
    }
    found = {how: town.call("health", "GET", each).status_code for how, each in statuses.items()}
    assert found == dict.fromkeys(statuses, 403) | {"its link": 200, "ended": 410}


def test_another_agency_s_file_cannot_be_named_in_an_answer_of_one_s_own(town: Neighbours, upload: str) -> None:
    answer = {"answer": "Đã xem lối xe cấp cứu.", "outcome": "explained", "files": [upload]}
    for case in (code(2), SHARED):
        refused = town.reply(HEALTH, "answered", {"code": case, **answer}, f"names-{case}")
        assert refused.status_code in (202, 409)
        assert upload not in str(town.case(case)["answer"])
    drafted = town.call("health", "POST", f"/api/desk/cases/{code(2)}/draft", json=answer)
    assert (drafted.status_code, drafted.json()["slug"]) == (409, "unknown-file")
