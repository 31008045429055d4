"""The questions of a category: who is asked what, which answers will do, and which matters go another way."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake.domain.questions import questions_of, read_answers

KIND = {
    "slug": "loai",
    "vi": "Loại việc?",
    "en": "What kind?",
    "type": "choice",
    "required": True,
    "public": True,
    "choices": [
        {"slug": "den", "vi": "Đèn", "en": "Lamp"},
        {"slug": "to-cao", "vi": "Tố cáo", "en": "Denounce", "stop": {"vi": "Xin gửi đơn.", "en": "Please write."}},
    ],
}
POST = {
    "slug": "cot",
    "vi": "Số cột?",
    "en": "Post?",
    "type": "number",
    "required": True,
    "only_if": {"question": "loai", "values": ["den"]},
}
DAY = {"slug": "ngay", "vi": "Từ ngày nào?", "en": "Since when?", "type": "day"}
WORDS = {"slug": "them", "vi": "Gì nữa?", "en": "What else?", "type": "text"}
QUESTIONS = questions_of([KIND, POST, DAY, WORDS])


def read(**given: str) -> Any:
    return read_answers(QUESTIONS, given, "vi")


def test_answers_are_kept_for_programs_and_for_people():
    answered = read(loai="den", cot="12,5", ngay="31/12/2026", them="  hỏng   lâu rồi ").answered

    assert [(each.question.slug, each.value, each.text) for each in answered] == [
        ("loai", "den", "Đèn"),
        ("cot", "12.5", "12,5"),
        ("ngay", "2026-12-31", "31/12/2026"),
        ("them", "hỏng lâu rồi", "hỏng lâu rồi"),
    ]


@pytest.mark.parametrize(
    ("given", "faults"),
    [
        ({}, [("answers/loai", "answer-needed")]),
        ({"loai": "xe"}, [("answers/loai", "answer-not-valid")]),
        ({"loai": "den"}, [("answers/cot", "answer-needed")]),
        ({"loai": "den", "cot": "mười hai"}, [("answers/cot", "answer-not-valid")]),
        ({"loai": "den", "cot": "1", "ngay": "31/02/2026"}, [("answers/ngay", "answer-not-valid")]),
        ({"loai": "den", "cot": "1", "them": "x" * 501}, [("answers/them", "answer-not-valid")]),
        ({"loai": "to-cao", "cot": "nothing, for it is not asked"}, []),
        ({"loai": "den", "cot": "1", "khong-ai-hoi": "gì"}, []),
    ],
)
def test_what_is_missing_or_wrong_is_named_by_its_field(given: dict[str, str], faults: list[tuple[str, str]]):
    assert [(fault.field, fault.slug) for fault in read(**given).faults] == faults


def test_an_answer_that_belongs_elsewhere_stops_with_the_right_way():
    stop = read(loai="to-cao").stop

    assert stop and (stop.question, stop.vi, stop.en) == ("loai", "Xin gửi đơn.", "Please write.")


def test_a_channel_that_could_not_ask_misses_nothing_but_still_refuses_nonsense():
    unasked = read_answers(QUESTIONS, {}, "vi", asked=False)
    nonsense = read_answers(QUESTIONS, {"loai": "xe"}, "vi", asked=False)

    assert unasked.faults == ()
    assert [fault.slug for fault in nonsense.faults] == ["answer-not-valid"]


@given(st.dictionaries(st.sampled_from(["loai", "cot", "ngay", "them", "la"]), st.text(max_size=30)))
def test_whatever_is_answered_is_either_taken_or_named_and_nothing_is_taken_that_was_not_asked(given: dict[str, str]):
    reading = read_answers(QUESTIONS, given, "en")

    taken = {each.question.slug for each in reading.answered}
    named = {fault.field.removeprefix("answers/") for fault in reading.faults}
    assert not taken & named
    assert taken <= {question.slug for question in QUESTIONS if question.applies(given)}
    assert {slug for slug in given if given[slug].strip() and slug in {"loai", "ngay", "them"}} <= taken | named
