"""What becomes of cases: published, withheld, or laid before an editor."""

from __future__ import annotations

from datetime import timedelta

import pytest

from services.kit.failures import Rejected
from tests.unit.publish.builders import CODE, CONDUCT, LIGHTS, PAPERS, Portal, a_case, a_catalog


def test_an_answered_case_of_an_open_category_is_published_at_once() -> None:
    portal = Portal()
    portal.app.on_cases(a_case().history())
    shown = portal.app.show_case(CODE)
    assert shown.answer == "Đã thay bóng đèn. Cảm ơn anh [tên đã ẩn] ([số điện thoại đã ẩn])."
    assert shown.address == "[số nhà đã ẩn] Hùng Vương, phường Pleiku"
    assert portal.told() == ["case.published"]


def test_the_event_names_the_answer_and_the_page() -> None:
    portal = Portal()
    history = a_case().history()
    portal.app.on_cases(history)
    event, key = portal.cases.told[0]
    assert (event.data.answered_event, event.data.path, key) == (history[2].id, f"/ca/{CODE}", "ubnd-phuong-pleiku")
    assert event.traceparent.split("-")[1] == history[2].traceparent.split("-")[1]


@pytest.mark.parametrize(
    ("received", "reason"),
    [
        ({"private": True}, "private"),  # the citizen asked for it
        ({"category": PAPERS}, "category"),  # about one person's papers
        ({"text": "Tài liệu mật của huyện bị lộ."}, "secret"),  # marked as a state secret
        ({"title": "TUYỆT MẬT", "private": True}, "secret"),  # the law comes before the wish
    ],
)
def test_what_must_not_be_public_is_withheld(received: dict[str, object], reason: str) -> None:
    portal = Portal()
    portal.app.on_cases(a_case(**received).history())
    with pytest.raises(Rejected, match="unknown-case"):
        portal.app.show_case(CODE)
    assert [event.data.reason for event, _ in portal.cases.told] == [reason]


def test_a_secret_leaves_no_words_behind() -> None:
    portal = Portal()
    portal.app.on_cases(a_case(text="Bí mật nhà nước: kho ở Chư Sê").history())
    assert "Chư Sê" not in repr(portal.case())


def test_a_secret_in_the_answer_withholds_the_case_and_is_not_kept() -> None:
    portal = Portal()
    portal.app.on_cases(a_case().history(answer="Văn bản mật số 5 nói rằng kho ở Chư Sê."))
    assert portal.case().answer.reason == "secret"
    assert "Chư Sê" not in repr(portal.case())


@pytest.mark.parametrize("category", [CONDUCT, "khong.ai-biet", None])
def test_a_sensitive_or_unknown_category_waits_for_an_editor(category: str | None) -> None:
    portal = Portal()
    portal.app.on_cases(a_case(category=category).history())
    assert portal.case().state == "waiting"
    assert portal.told() == []


def test_the_category_the_case_was_routed_under_decides() -> None:
    portal = Portal()
    case = a_case(category=LIGHTS)
    portal.app.on_cases([case.received(), case.routed(category=PAPERS), case.answered()])
    assert portal.case().answer.reason == "category"


def test_the_originals_are_kept_for_the_editor_and_dropped_once_decided() -> None:
    portal = Portal()
    portal.app.on_cases(a_case(category=CONDUCT, text="Gọi tôi 0905 000 001").history())
    assert portal.case().received.text.original == "Gọi tôi 0905 000 001"
    portal.app.approve_publication(CODE, "bien-tap")
    assert "0905 000 001" not in repr(portal.case().received)
    assert portal.case().answer.text.original is None
    assert portal.told() == ["case.published"]


def test_an_editor_may_take_a_case_back_and_publish_it_again() -> None:
    portal = Portal()
    portal.app.on_cases(a_case().history())
    portal.app.withhold_publication(CODE, "bien-tap", "Có tên người khác")
    assert portal.app.list_public().cases == []
    portal.app.approve_publication(CODE, "bien-tap")
    assert portal.told() == ["case.published", "case.withheld", "case.published"]
    assert len({event.id for event, _ in portal.cases.told}) == 3


def test_deciding_the_same_thing_twice_tells_it_once() -> None:
    portal = Portal()
    portal.app.on_cases(a_case(category=CONDUCT).history())
    for _ in range(2):
        portal.app.approve_publication(CODE, "bien-tap")
    assert portal.told() == ["case.published"]


@pytest.mark.parametrize("received", [{"private": True}, {"category": PAPERS}, {"title": "Tối mật"}])
def test_no_editor_can_publish_what_is_never_public(received: dict[str, object]) -> None:
    portal = Portal()
    portal.app.on_cases(a_case(**received).history())
    with pytest.raises(Rejected, match="never-published"):
        portal.app.approve_publication(CODE, "bien-tap")


def test_an_editor_must_say_why_a_case_is_withheld() -> None:
    portal = Portal()
    portal.app.on_cases(a_case().history())
    with pytest.raises(Rejected, match="reason-missing"):
        portal.app.withhold_publication(CODE, "bien-tap", "  ")


@pytest.mark.parametrize("code", [CODE, "2611230000000"])
def test_there_is_nothing_to_decide_without_an_answer(code: str) -> None:
    portal = Portal()
    portal.app.on_cases([a_case().received(), a_case().routed()])
    with pytest.raises(Rejected, match=r"not-answered|unknown-case"):
        portal.app.approve_publication(code, "bien-tap")


def test_cases_wait_for_the_first_catalogue_and_are_then_decided() -> None:
    portal = Portal(None)
    portal.app.on_cases(a_case().history())
    assert portal.case().state == "answered"
    portal.app.on_catalog([a_catalog()])
    assert portal.case().state == "published"
    assert portal.told() == ["case.published"]


def test_the_contact_is_forgotten_some_days_after_the_answer() -> None:
    portal = Portal()
    portal.app.on_cases(a_case().history())
    portal.clock.at += timedelta(days=8)
    portal.app.keep_house()
    assert "Nguyễn" not in repr(portal.case())
    portal.app.on_cases([a_case().received()])
    assert portal.case().contact_name is None


def test_an_answer_that_comes_after_the_contact_was_forgotten_waits_for_an_editor() -> None:
    portal = Portal()
    portal.app.on_cases(a_case().history())
    portal.clock.at += timedelta(days=8)
    portal.app.keep_house()
    portal.app.on_cases([a_case().answered(2, answer="Sửa lại: chào anh An")])
    assert portal.case().state == "waiting"


def test_the_latest_answer_is_shown_and_each_is_announced() -> None:
    portal = Portal()
    case = a_case()
    portal.app.on_cases([*case.history(), case.answered(2, answer="Đã thay cả dãy đèn.")])
    assert portal.app.show_case(CODE).answer == "Đã thay cả dãy đèn."
    assert portal.told() == ["case.published", "case.published"]
