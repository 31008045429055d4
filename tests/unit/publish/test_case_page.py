"""The page of one case: who has it, each step with its time, and how machines read it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from flask import current_app

from services.kit.events import CaseReopened, Event
from services.publish.domain.photo import PublicPhoto
from tests.unit.publish.builders import CODE, NOON, Portal, a_case
from tests.unit.publish.knowledge_events import everything
from tests.unit.publish.site import a_portal, a_site
from tests.unit.publish.ways import accepted

SCRIPT = '</script><script>alert("x")</script>'


def shown(portal: Portal, code: str = CODE, **query: Any) -> str:
    """Return the page."""
    return str(a_site(portal).test_client().get(f"/ca/{code}", query_string=query).text)


def steps(page: str) -> list[str]:
    """Return the words of the steps, in their order."""
    part = page.partition('<ol class="steps">')[2].partition("</ol>")[0]
    return [each.partition("<br>")[2].partition("</li>")[0] for each in part.split("<li>")[1:]]


def test_each_step_has_its_time_from_receipt_to_publication() -> None:
    portal = Portal()
    case = a_case()
    portal.app.on_cases([case.received(), case.routed(), case.routed(2, "so-y-te"), case.answered(assignment=2)])
    page = shown(portal)
    assert [each.partition(" ")[0] for each in steps(page)] == ["Tiếp", "Chuyển", "Chuyển", "Ủy", "Công"]
    assert "23/11/2026 12:00" in page and 'datetime="2026-11-23T12:00:00+07:00"' in page


def test_an_agency_that_took_the_case_on_is_seen_to_have_done_so() -> None:
    portal = a_portal()
    portal.app.on_cases([accepted(minutes=30), accepted(minutes=10), accepted(7)])  # told twice; and of no step here
    assert [each.partition(" ")[0] for each in steps(shown(portal))] == ["Tiếp", "Chuyển", "Ủy", "Ủy", "Công"]
    (step,) = portal.app.show_case(CODE).steps
    assert step.accepted_at == NOON + timedelta(minutes=10)


def test_the_page_says_who_is_responsible_now() -> None:
    portal = Portal()
    case = a_case()
    portal.app.on_cases([case.received(), case.routed(), case.routed(2, "so-y-te"), case.answered(assignment=1)])
    assert "<dt>Cơ quan phụ trách</dt><dd>Sở Y tế tỉnh Gia Lai</dd>" in shown(portal)


def test_what_shows_that_it_was_done_stands_with_the_answer() -> None:
    portal = Portal()
    portal.app.on_cases(a_case().history(proof="Công văn 45/UBND-KT", scheduled_for=date(2026, 12, 31)))
    page = shown(portal)
    assert "Công văn 45/UBND-KT" in page and "<dd>31/12/2026</dd>" in page


def test_a_case_that_is_looked_at_again_says_so() -> None:
    portal = a_portal()
    at = NOON + timedelta(hours=3)
    words = CaseReopened(
        code=CODE, agency="ubnd-phuong-pleiku", reopened_at=at, times=1, by="citizen", reason="Chưa xong."
    )
    portal.app.on_cases([Event.of(words, source="/test", subject=CODE, at=at)])
    page = shown(portal)
    assert "Người gửi chưa hài lòng" in page and "Chưa xong." not in page  # the sender's words are not public


def test_late_is_said_with_the_reason_of_the_due_time() -> None:
    portal = Portal()
    portal.app.on_cases(a_case().history(on_time=False))
    page = shown(portal)
    assert "Trễ hạn" in page and "hạn: hai ngày làm việc" in page
    assert "due: two working days" in shown(portal, lang="en")


def test_machines_read_a_question_and_its_answer() -> None:
    page = shown(a_portal())
    read = json.loads(page.partition('<script type="application/ld+json">')[2].partition("</script>")[0])
    question = read["mainEntity"]
    assert (read["@type"], question["name"]) == ("QAPage", "Đèn đường hỏng")
    assert question["acceptedAnswer"]["author"]["name"] == "Ủy ban nhân dân phường Pleiku"
    assert "0905" not in page


def test_what_citizens_write_stays_text_for_machines_too() -> None:
    portal = Portal()
    portal.app.on_cases(a_case(title=SCRIPT, text=SCRIPT).history(answer=SCRIPT))
    page = shown(portal)
    assert "<script>alert" not in page
    read = json.loads(page.partition('<script type="application/ld+json">')[2].partition("</script>")[0])
    assert read["mainEntity"]["text"] == SCRIPT


def test_what_the_knowledge_base_has_on_it_stands_beside() -> None:
    portal = a_portal()
    portal.app.on_knowledge(everything())
    code = "2611239999999"
    portal.app.on_cases(a_case(code, title="Đăng ký khai sinh cần giấy gì").history())
    assert "/thong-tin/thu-tuc/1.000001" in shown(portal, code)
    assert "Thủ tục, thông tin liên quan" not in shown(portal)


def test_the_address_is_the_same_for_good_and_known_to_search_engines() -> None:
    portal = Portal(public_url="https://1022.example.org")
    portal.app.on_cases(a_case().history())
    address = f'"https://1022.example.org/ca/{CODE}"'
    for query in ({}, {"lang": "en"}, {"nguon": "zalo"}):
        page = shown(portal, **query)
        assert f'<link rel="canonical" href={address}>' in page
        assert f'<meta property="og:url" content={address}>' in page


def test_pictures_stand_with_the_words_they_belong_to() -> None:
    photo = PublicPhoto(id="d1", source="p1", part="answer", alt="Bóng đèn mới", width=640, height=480)
    case = replace(a_portal().app.show_case(CODE), photos=(photo,))
    with a_site().test_request_context():
        macros = current_app.jinja_env.get_template("publish/parts.html").module
        assert "<img" not in macros.photos(case, "question")
        shown = macros.photos(case, "answer")
    assert f'<a href="/ca/{CODE}/anh/d1"><img src="/ca/{CODE}/anh/d1/nho" alt="Bóng đèn mới"' in shown
