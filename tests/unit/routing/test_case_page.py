"""The case page without a browser: what it shows to whom, and that each form does its act once."""

from __future__ import annotations

import re

import pytest

from services.routing.domain.case import Did, State
from services.routing.web.case_acts import ACTS
from tests.unit.routing.builders import code
from tests.unit.routing.case_site import CaseSite

FIRST, AT_CENTRE = code(1), code(4)


@pytest.fixture
def desk() -> CaseSite:
    return CaseSite()


def opened(desk, who, number=1, path=""):
    return desk.page(who, "GET", f"/desk/cases/{code(number)}{path}")


def sent(desk, who, act, number=1, **form):
    return desk.page(who, "POST", f"/desk/cases/{code(number)}/{act}", data=form)


def test_an_agency_sees_its_case_and_not_anothers(desk):
    assert opened(desk, "ward").status_code == 200
    assert opened(desk, "health").status_code == 404
    assert opened(desk, None).status_code in (302, 303, 401)


def test_the_contact_is_masked_for_everybody_until_asked_for(desk):
    for who in ("operator", "ward"):
        page = opened(desk, who, 2).text
        assert "N. V. A." in page
        assert "09xx xxx x12" in page
        assert "905000012" not in page
        assert "Nguyễn Văn An" not in page
    assert desk.case_store.looks.all == []


def test_a_look_is_written_down_before_the_contact_is_shown(desk):
    shown = desk.page("operator", "POST", f"/desk/cases/{FIRST}/contact", data={"why": "gọi lại"})
    assert "Nguyễn Văn An" in shown.text
    (look,) = desk.case_store.looks.all
    assert (look.account, look.role, look.code, look.what, look.why) == (
        "truc-01",
        "operator",
        FIRST,
        "contact",
        "gọi lại",
    )


@pytest.mark.parametrize(
    ("who", "number", "status"),
    [
        ("ward", 2, 200),  # the citizen agreed to share
        ("ward", 1, 403),  # they did not
        ("health", 2, 404),  # another agency's case
        ("leader", 2, 403),  # governs, but calls nobody
        ("operator", 4, 200),
    ],
)
def test_who_may_ask_for_a_contact(desk, who, number, status):
    answer = desk.page(who, "POST", f"/desk/cases/{code(number)}/contact")
    assert answer.status_code == status
    assert len(desk.case_store.looks.all) == (status == 200)


def test_a_look_that_cannot_be_written_down_shows_nothing(desk):
    def broken(_):
        raise OSError

    desk.case_store.looks.add = broken
    answer = desk.page("operator", "POST", f"/desk/cases/{FIRST}/contact")
    assert answer.status_code == 500
    assert "905000012" not in answer.text


def test_only_what_may_be_done_is_offered(desk):
    def acts(who, number):
        return set(re.findall(r'id="act-([a-z_]+)"', opened(desk, who, number).text)) - {"contact"}

    assert {"accept", "content", "return"} <= acts("ward", 1)
    assert "reassign" not in acts("ward", 1)
    assert {"content", "reassign"} <= acts("operator", 4)
    assert "accept" not in acts("operator", 4)
    assert acts("leader", 1) == set()


def test_accepting_twice_by_a_double_click_is_accepting_once(desk):
    for _ in range(2):
        answer = sent(desk, "ward", "accept", key="one")
        assert answer.status_code == 303
        assert answer.location.endswith(f"/desk/cases/{FIRST}?done=accept")
    assert len(desk.cases.told("case.accepted")) == 1
    assert "Đã tiếp nhận phản ánh." in desk.page("ward", "GET", f"/desk/cases/{FIRST}?done=accept").text


def test_a_refusal_keeps_what_was_typed_and_says_why_in_place(desk):
    answer = sent(desk, "ward", "return", reason="Đường này do tỉnh quản lý", suggestion="Sở Không Có")
    assert answer.status_code == 409
    assert "Đường này do tỉnh quản lý" in answer.text
    assert "Không có cơ quan “Sở Không Có”" in answer.text
    assert 'id="act-return" data-key="r" open' in answer.text
    assert desk.cases.by_code[FIRST].state == "routed"


def test_a_missing_word_is_named_at_its_field(desk):
    answer = sent(desk, "ward", "return", reason="  ")
    assert answer.status_code == 422
    assert 'id="return-reason-error"' in answer.text
    assert "Xin điền mục này." in answer.text


def test_an_agency_is_found_by_its_name_typed_without_marks(desk):
    answer = sent(desk, "operator", "reassign", 4, agency="so y te")
    assert answer.status_code == 303
    assert desk.cases.by_code[AT_CENTRE].current.agency == "so-y-te"


def test_after_returning_the_agency_is_told_without_seeing_the_case(desk):
    answer = sent(desk, "ward", "return", reason="Không thuộc thẩm quyền của phường")
    assert answer.location.endswith("/left?done=return")
    page = desk.page("ward", "GET", answer.location)
    assert page.status_code == 200
    assert "Đã trả lại Trung tâm." in page.text
    assert "Đèn đường" not in page.text


def test_an_answer_that_says_nothing_is_shown_once_more_and_then_taken(desk):
    empty = {"text": "Đã ghi nhận phản ánh.", "outcome": "explained"}
    warned = sent(desk, "ward", "answer", **empty)
    assert warned.status_code == 422
    assert "chưa nói rõ việc đã làm" in warned.text
    assert desk.cases.told("case.answered") == []
    assert sent(desk, "ward", "answer", **empty, sure="yes").status_code == 303
    assert len(desk.cases.told("case.answered")) == 1


def test_the_json_of_a_case_is_scoped_and_masked(desk):
    assert opened(desk, "health", 2, ".json").status_code == 404
    shown = opened(desk, "ward", 2, ".json")
    assert shown.json["code"] == code(2)
    assert shown.json["contact"]["phone"] == "09xx xxx x12"


def test_the_printed_sheet_has_no_forms(desk):
    page = opened(desk, "ward", 1, "/print").text
    assert "<form" not in page
    assert "Đèn đường trước chợ hỏng đã ba ngày." in page


@pytest.mark.parametrize("group", ["did", "state"])
def test_every_entry_of_the_history_and_every_state_has_words(desk, group):
    words = desk.app.extensions["texts"]
    for value in {"did": Did, "state": State}[group]:
        assert words.say_in("vi", f"case.{group}.{value}")


def test_every_act_has_words_a_template_and_a_letter_of_its_own(desk):
    words = desk.app.extensions["texts"]
    for act in ACTS:
        assert all(words.say_in("vi", f"case.act.{act.name}.{part}") for part in ("title", "hint", "do", "done"))
        assert desk.app.jinja_env.get_template(f"desk/case/acts/{act.form}.html")
        assert all(words.say_in("vi", f"case.label.{field}") for field in act.schema().fields)
    assert len({act.key for act in ACTS} | {"l", "?"}) == len(ACTS) + 2


def test_the_address_of_an_act_leads_back_to_the_case(desk):
    answer = opened(desk, "ward", 1, "/return?lang=en")
    assert (answer.status_code, answer.location) == (302, f"/desk/cases/{FIRST}")
    assert opened(desk, "ward", 1, "/nobody-knows").status_code == 404


def test_an_act_nobody_knows_is_not_there(desk):
    assert sent(desk, "ward", "burn").status_code == 404


def test_a_form_from_elsewhere_is_refused(desk):
    answer = desk.app.test_client().post(f"/desk/cases/{FIRST}/accept")
    assert answer.status_code in (302, 303, 400, 401)
    assert desk.cases.told("case.accepted") == []
