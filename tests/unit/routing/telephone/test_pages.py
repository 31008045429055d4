"""The pages of the telephone, triage and texts: who gets in, what is refused in place, what leaks to nobody."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from services.kit.failures import Rejected
from services.routing.domain.canned_text import CannedText
from services.routing.usecases.calls import CallBack
from services.routing.usecases.triage import Waiting
from tests.unit.routing.builders import NOON, code
from tests.unit.routing.telephone.fakes import ringing
from tests.unit.routing.telephone.site import PEOPLE, TelephoneSite

CENTRE = {"operator", "shift_lead"}
EDITORS = {"shift_lead", "administrator"}
ALL_OF_DESK = {*CENTRE, "agency_officer", "agency_leader", "administrator"}
ROUTES = [
    ("GET", "/desk/calls", CENTRE),
    ("GET", "/desk/calls/live", CENTRE),
    ("GET", "/desk/calls/call-backs", CENTRE),
    ("GET", "/desk/calls/recent", CENTRE),
    ("POST", "/desk/calls/extension", CENTRE),
    ("POST", "/desk/calls/call-backs/t-1/claim", CENTRE),
    ("GET", "/desk/calls/new", CENTRE),
    ("POST", "/desk/calls/new", CENTRE),
    ("POST", "/desk/calls/new/hints", CENTRE),
    ("POST", "/desk/calls/new/alike", CENTRE),
    ("POST", "/desk/calls/new/category", CENTRE),
    ("POST", "/desk/calls/new/foreseen", CENTRE),
    ("GET", f"/desk/calls/filed/{code(1)}", CENTRE),
    ("GET", f"/desk/calls/filed/{code(1)}/state", CENTRE),
    ("GET", "/desk/triage", CENTRE),
    ("POST", f"/desk/triage/{code(4)}/note", CENTRE),
    ("GET", "/desk/texts", ALL_OF_DESK),
    ("GET", "/desk/texts/pick", ALL_OF_DESK),
    ("GET", "/desk/texts/new", EDITORS),
    ("GET", "/desk/texts/cam-on/edit", EDITORS),
    ("POST", "/desk/texts/save", EDITORS),
    ("POST", "/desk/texts/remove", EDITORS),
]
WORDS = {"call": "1", "matter": "1", "text": "Đèn đường hỏng.", "category": "chieu sang cong cong", "do": "route"}


@pytest.fixture
def site() -> TelephoneSite:
    site = TelephoneSite()
    site.waiting.rows = (waiting(4),)
    site.texts.save(CannedText(slug="cam-on", title="Cảm ơn", body_vi="Mã {ma}.", body_en="", version=1))
    return site


def waiting(number: int, **changes: Any) -> Waiting:
    row = Waiting(
        code=code(number),
        title="Cây đổ",
        urgency="normal",
        received_at=NOON,
        channel="web",
        held=False,
        returns=0,
        doubted=False,
        agency_name="Trung tâm 1022",
    )
    return replace(row, **changes)


@pytest.mark.parametrize("role", [*PEOPLE, None])
@pytest.mark.parametrize(("method", "path", "allowed"), ROUTES, ids=[f"{m} {p}" for m, p, _ in ROUTES])
def test_who_gets_in(site: TelephoneSite, role: str | None, method: str, path: str, allowed: set[str]) -> None:
    status = site.ask(role, method, path).status_code
    wanted = 401 if role is None else 403
    assert (status not in (401, 403, 500)) if role in allowed else status == wanted


def test_every_route_is_in_the_table(site: TelephoneSite) -> None:
    ours = ("/desk/calls", "/desk/triage", "/desk/texts")
    served = {rule.rule.split("<")[0] for rule in site.app.url_map.iter_rules() if rule.rule.startswith(ours)}
    named = {path for _, path, _ in ROUTES}
    assert [each for each in served if not any(path.startswith(each) for path in named)] == []


def test_a_form_from_elsewhere_is_refused(site: TelephoneSite) -> None:
    site.app.config["WTF_CSRF_ENABLED"] = True
    assert site.ask("operator", "POST", "/desk/calls/new", data=WORDS).status_code == 400
    assert site.hotline.filed == {}


def test_a_part_that_has_not_changed_is_not_sent_again(site: TelephoneSite) -> None:
    page = site.ask("operator", "GET", "/desk/calls/live", headers={"HX-Request": "true"}).text
    have = page.partition("?have=")[2].partition('"')[0]
    assert site.ask("operator", "GET", f"/desk/calls/live?have={have}").status_code == 204
    site.hotline.calls = [ringing()]
    changed = site.ask("operator", "GET", f"/desk/calls/live?have={have}", headers={"HX-Request": "true"})
    assert changed.status_code == 200
    assert "09xxxxxx12" in changed.text


def test_numbers_are_masked_until_a_call_is_taken_in_hand(site: TelephoneSite) -> None:
    task = CallBack(id="t-1", number="+84905000034", urgency="urgent", first_at=NOON, due_at=NOON, calls=3, attempts=0)
    site.hotline.calls, site.hotline.tasks = [ringing()], [task]
    page = site.ask("operator", "GET", "/desk/calls").text
    assert "0905 000 012" not in page
    assert "0905 000 034" not in page
    site.hotline.tasks = [replace(task, claimed_by="truc-01", claimed_until=NOON.replace(hour=3))]
    assert "0905 000 034" in site.ask("operator", "GET", "/desk/calls").text
    assert "0905 000 034" not in site.ask("shift_lead", "GET", "/desk/calls").text


def test_the_same_form_twice_is_one_case_and_other_words_become_the_next_matter(site: TelephoneSite) -> None:
    places = [site.ask("operator", "POST", "/desk/calls/new", data=WORDS).headers["Location"] for _ in range(2)]
    assert places[0] == places[1]
    assert len(site.hotline.filed) == 1
    site.hotline.refusal = Rejected("idempotency-key-reused", "Khoá đã dùng.", "Used.")
    refused = site.ask("operator", "POST", "/desk/calls/new", data={**WORDS, "text": "Cây đổ."})
    assert refused.status_code == 409
    assert 'name="matter" value="2"' in refused.text
    assert "Cây đổ." in refused.text


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"text": " "}, "text"),
        ({"category": "khong co"}, "category"),
        ({"area": "Xã Không Có"}, "area"),
        ({"do": "answer", "outcome": "explained"}, "answer"),
        ({"do": "answer", "answer": "Đã chuyển.", "outcome": "explained"}, "sure"),  # says nothing
        ({"do": "answer", "answer": "Trạm y tế mở cửa lúc 7 giờ.", "outcome": "fixed"}, "outcome"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_filed(
    site: TelephoneSite, changes: dict[str, str], field: str
) -> None:
    answer = site.ask("operator", "POST", "/desk/calls/new", data={**WORDS, **changes})
    assert answer.status_code == 422
    assert f'href="#file-{field}"' in answer.text
    assert site.hotline.filed == {}


def test_the_hotlines_refusal_is_shown_at_its_field(site: TelephoneSite) -> None:
    errors = [{"pointer": "#/contact/phone", "slug": "x", "detail": "Số sai.", "detail_en": "Wrong number."}]
    site.hotline.refusal = Rejected("phone-not-valid", "Số sai.", "Wrong number.", errors=errors)
    answer = site.ask("operator", "POST", "/desk/calls/new", data={**WORDS, "phone": "12"})
    assert (answer.status_code, 'id="file-phone-error"' in answer.text) == (422, True)


@pytest.mark.parametrize("path", ["/desk/calls", "/desk/calls/new?call=1", "/desk/triage", "/desk/texts"])
def test_pages_open_while_the_hotline_is_away(site: TelephoneSite, path: str) -> None:
    site.hotline.away = True
    answer = site.ask("operator", "GET", path)
    assert answer.status_code in (200, 503)
    assert ("không trả lời" in answer.text) == path.startswith("/desk/calls")


def test_after_a_case_is_decided_the_next_one_is_shown(site: TelephoneSite) -> None:
    site.waiting.rows = (waiting(3), waiting(4), waiting(1))
    classify = {"category": "y-te", "urgency": "normal", "kind": "report", "key": "k-1"}
    done = site.ask("operator", "POST", f"/desk/triage/{code(4)}/classify", data=classify)
    assert done.headers["Location"] == f"/desk/triage?done=classify&last={code(4)}&code={code(1)}"
    assert site.cases.by_code[code(4)].category == "y-te"


def test_an_act_that_is_not_decided_here_is_not_there(site: TelephoneSite) -> None:
    assert site.ask("operator", "POST", f"/desk/triage/{code(4)}/accept").status_code == 404


def test_an_agency_is_offered_no_text_about_anothers_case(site: TelephoneSite) -> None:
    assert site.ask("agency_officer", "GET", f"/desk/texts/pick?code={code(4)}").status_code == 404
    assert "261123 000000 1" in site.ask("agency_officer", "GET", f"/desk/texts/pick?code={code(1)}").text


def test_words_of_citizens_and_pins_stand_in_no_address(site: TelephoneSite) -> None:
    place = site.ask("operator", "POST", "/desk/calls/new", data=WORDS).headers["Location"]
    assert "0012" not in place.rpartition("/")[2].removeprefix("261123")
    assert site.ask("operator", "GET", "/desk/calls/new/hints?text=x").status_code == 405
