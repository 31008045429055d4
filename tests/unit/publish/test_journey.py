"""What a citizen reads of the way of their own case."""

from __future__ import annotations

import pytest

from services.publish.domain import journey
from tests.unit.publish.builders import CODE, Portal, a_case
from tests.unit.publish.ways import (
    accepted,
    asked,
    at,
    extended,
    merged,
    moved,
    reopened,
    resumed,
    supplemented,
    withdrawn,
)

FILED = [a_case().received()]
ROUTED = [*FILED, a_case().routed()]
STANDINGS = {
    "received": FILED,
    "routed": ROUTED,
    "accepted": [*ROUTED, accepted()],
    "asked": [*ROUTED, accepted(), asked()],
    "merged": [*ROUTED, merged()],
    "answered": [*ROUTED, asked(), a_case().answered()],
    "reopened": [*ROUTED, a_case().answered(), reopened()],
    "withdrawn": [*ROUTED, accepted(), asked(), withdrawn()],
}


def case_of(*events):
    portal = Portal()
    portal.app.on_cases(events)
    return portal.case()


@pytest.mark.parametrize("standing", STANDINGS)
def test_where_a_case_stands(standing):
    assert journey.standing(case_of(*STANDINGS[standing])) == standing


def test_a_question_is_open_until_the_clock_runs_again_or_somebody_else_has_the_case():
    question = journey.question(case_of(*ROUTED, asked("Cột số mấy?")))
    assert question and question.words and question.words.public == "Cột số mấy?"
    assert journey.question(case_of(*ROUTED, asked(), supplemented())), "the agency has not heard it yet"
    assert journey.question(case_of(*ROUTED, asked(), resumed())) is None
    assert journey.question(case_of(*ROUTED, asked(), resumed(), asked(minutes=60))), "asked once more"
    assert journey.question(case_of(*ROUTED, asked(), a_case().routed(2, "so-y-te"))) is None
    assert journey.question(case_of(*ROUTED, asked(), a_case().answered())) is None


def test_the_due_time_is_the_last_one_with_the_first_beside_it_and_why():
    plain = journey.due(case_of(*ROUTED))
    assert plain and (plain.first_at, plain.extension, plain.stands_still) == (None, "", False)
    waiting = journey.due(case_of(*ROUTED, asked()))
    assert waiting and waiting.stands_still and waiting.at == plain.at
    later = journey.due(case_of(*ROUTED, asked(), resumed(), extended("Chờ vật tư của nhà máy.")))
    assert later and later.first_at == plain.at and later.at > plain.at
    assert (later.extension, later.waited) == ("Chờ vật tư của nhà máy.", True)
    elsewhere = journey.due(case_of(*ROUTED, extended(), a_case().routed(2, "so-y-te")))
    assert elsewhere and elsewhere.extension == "", "that was another agency's time"


def test_every_step_stands_in_order_and_says_who_and_why():
    events = [*ROUTED, accepted(), asked(), supplemented(files=1), resumed(), extended(), moved()]
    shown = journey.lines(case_of(*events, a_case().routed(2, "so-y-te", routed_at=at(56)), a_case().answered(1, 2)))
    assert [line.kind for line in shown] == [
        *("received", "routed", "accepted", "asked", "supplemented", "resumed", "extended", "moved", "routed"),
        "answered",
    ]
    assert [line.words for line in shown if line.words] == [
        *("Cột đèn số mấy?", "Cột số P12.", "Chờ vật tư.", "Không thuộc phường.")
    ]
    assert next(line for line in shown if line.kind == "supplemented").files == 1


def test_words_are_cleaned_and_of_a_private_case_the_citizens_own_are_not_kept():
    said = "Gọi anh An 0905 000 001, thẻ 064090001234"
    for private in (False, True):
        portal = Portal()
        late = a_case(private=private)
        portal.app.on_cases([supplemented(said), asked(said), late.routed()])
        portal.app.on_cases([late.received()])
        words = {each.kind: each.words for each in portal.case().moments.values()}
        assert "0905" not in repr(portal.case()) and "064090001234" not in repr(portal.case())
        assert (words["supplemented"] is None) is private
        assert words["asked"] and "[số điện thoại đã ẩn]" in words["asked"].public


def test_what_happens_to_the_parts_of_other_agencies_is_not_the_citizens_matter():
    case = case_of(*ROUTED, withdrawn(role="coordinating"), accepted(7), moved(assignment=7))
    assert journey.standing(case) == "routed"
    assert [line.kind for line in journey.lines(case)] == ["received", "routed"]


def test_what_was_taken_back_is_never_public_whatever_is_said_of_it():
    portal = Portal()
    portal.app.on_cases([*a_case().history(), withdrawn()])
    assert portal.case().state == "withdrawn"
    assert portal.app.list_public().cases == [] or not list(portal.app.list_public().cases)


def test_it_may_be_taken_back_until_the_first_answer():
    assert journey.may_be_withdrawn(case_of(*ROUTED, asked()))
    for events in (STANDINGS["answered"], STANDINGS["reopened"], STANDINGS["withdrawn"]):
        assert not journey.may_be_withdrawn(case_of(*events))
    assert case_of(*FILED).code == CODE
