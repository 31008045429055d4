"""Learning from answers: what was used, and what no entry says yet; nothing private, nothing twice."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.kit.failures import Rejected
from services.routing.domain.knowledge.entry import Kind
from services.routing.domain.knowledge.proposal import Standing, likeness
from services.routing.domain.policies import Actor
from services.routing.usecases.requests import Answer, Classify
from tests.unit.routing.builders import CITIZEN, code, received
from tests.unit.routing.catalogs import snapshot
from tests.unit.routing.knowledge.entries import EDITOR, FAQ, OPERATOR
from tests.unit.routing.knowledge.site import KnowledgeSite

ASKED = "Hồ sơ tách thửa đất nộp ở đâu, bao lâu có kết quả?"
SAID = "Nộp tại Bộ phận Một cửa của xã; kết quả sau 15 ngày làm việc."


@pytest.fixture
def site() -> KnowledgeSite:
    return KnowledgeSite()


def answered(site: KnowledgeSite, number: int, text: str = ASKED, answer: Any = None, **said: Any) -> None:
    """File a case that stays at the centre, and answer it there."""
    about = {"category": None, "area": None, "title": text[:40], "text": text, "contact": CITIZEN, **said}
    site.application.route_cases([received(number, **about)])
    site.application.act_on_case(code(number), answer or Answer(SAID, "explained"), OPERATOR)


def learn(site: KnowledgeSite) -> None:
    site.application.knowledge.learn()


def proposals(site: KnowledgeSite, standing: Standing = Standing.OPEN) -> list[tuple[str, int]]:
    found, _ = site.application.knowledge.proposals.list(standing, 0, 50)
    return [(each.question, each.count) for each in found]


def test_like_questions_are_counted_together_the_most_frequent_first(site: KnowledgeSite) -> None:
    answered(site, 20, "Bao giờ có lịch tiêm vắc xin cho trẻ em?")
    for number, text in enumerate(
        (ASKED, "Nộp hồ sơ tách thửa đất ở đâu?", "Hồ sơ tách thửa đất bao lâu có kết quả?"), 21
    ):
        answered(site, number, text)
    learn(site)
    assert [count for _, count in proposals(site)] == [3, 1]
    assert proposals(site)[0][0] == ASKED


def test_whatever_is_repeated_or_killed_each_case_counts_once(site: KnowledgeSite) -> None:
    answered(site, 21)
    for _ in range(3):
        learn(site)
        site.store.answered.seen = None  # as after a crash before it was noted
    assert [count for _, count in proposals(site)] == [1]


def test_what_leads_to_a_person_is_taken_out(site: KnowledgeSite) -> None:
    said = f"Tôi tên là Trần Thị Bình, số 0905 000 077. {ASKED} Gửi giúp qua binh@example.org."
    answered(site, 21, said, Answer(f"Kính gửi {CITIZEN.name}, {SAID}", "explained"))
    learn(site)
    (found,) = site.store.proposals.by_id.values()
    for private in ("Bình", "0905", "example.org", CITIZEN.name):
        assert private not in f"{found.question} {found.answer}"


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ({"private": True}, None),
        ({}, Answer("Đã chuyển cơ quan khác xem xét.", "transferred")),
        ({}, Answer(SAID, "explained", sources=("khai-sinh",))),  # an entry says it already
    ],
)
def test_what_is_private_or_known_becomes_no_proposal(
    site: KnowledgeSite, said: dict[str, Any], answer: Answer | None
) -> None:
    answered(site, 21, answer=answer, **said)
    learn(site)
    assert proposals(site) == []


@pytest.mark.parametrize("fact", [{"publish": "never"}, {"identity": "name_phone"}])
def test_what_is_confidential_by_its_category_becomes_no_proposal(fact: dict[str, str]) -> None:
    known = snapshot()
    known["categories"] = [{**each, **(fact if each["slug"] == "y-te" else {})} for each in known["categories"]]
    site = KnowledgeSite(known)
    site.application.route_cases([received(21, category=None, area=None, text=ASKED)])
    site.application.act_on_case(code(21), Classify("y-te", None, "normal", "question", keep=True), OPERATOR)
    site.application.act_on_case(code(21), Answer(SAID, "explained"), OPERATOR)
    learn(site)
    assert proposals(site) == []


def test_an_agency_s_answer_is_no_proposal(site: KnowledgeSite) -> None:
    agency = site.cases.by_code[code(1)].current.agency
    officer = Actor("desk:can-bo", agency, "agency_officer")
    site.application.act_on_case(code(1), Answer(SAID, "explained"), officer)
    learn(site)
    assert proposals(site) == []


def test_each_use_of_an_entry_is_counted_once(site: KnowledgeSite) -> None:
    for number in (21, 22):
        answered(site, number, answer=Answer(SAID, "explained", sources=("khai-sinh", "gio-lam-viec")))
    for _ in range(2):
        site.store.answered.seen = None
        learn(site)
    assert site.store.uses.counts(["khai-sinh", "cong-chieng"]) == {"khai-sinh": 2}
    page = site.ask("leader", "GET", "/desk/knowledge/entries/khai-sinh").get_data(as_text=True)
    assert "đã dùng trong 2 câu trả lời" in page


def test_a_proposal_becomes_a_draft_with_what_it_says(site: KnowledgeSite) -> None:
    answered(site, 21)
    learn(site)
    (id_,) = site.store.proposals.by_id
    form = site.ask("editor", "GET", f"/desk/knowledge/new?kind=faq&proposal={id_}").get_data(as_text=True)
    assert ASKED in form and "Nộp tại Bộ phận Một cửa" in form
    typed = {**FAQ, "kind": "faq", "version": "0", "code": "tach-thua", "proposal": id_}
    assert site.ask("editor", "POST", "/desk/knowledge/save", data={**typed, "source": ""}).status_code == 422
    assert site.ask("editor", "POST", "/desk/knowledge/save", data=typed).status_code == 303
    assert site.entries.find("tach-thua").kind is Kind.FAQ
    assert proposals(site) == []
    done = site.ask("editor", "GET", "/desk/knowledge/proposals?standing=drafted").get_data(as_text=True)
    assert "/desk/knowledge/entries/tach-thua" in done


def test_what_was_dismissed_stays_dismissed_however_often_it_is_asked(site: KnowledgeSite) -> None:
    answered(site, 21)
    learn(site)
    (id_,) = site.store.proposals.by_id
    assert site.ask("editor", "POST", f"/desk/knowledge/proposals/{id_}/dismiss").status_code == 303
    assert site.ask("editor", "POST", f"/desk/knowledge/proposals/{id_}/dismiss").status_code == 409
    answered(site, 22)
    learn(site)
    assert proposals(site) == []
    assert [count for _, count in proposals(site, Standing.DISMISSED)] == [2]


def test_operators_settle_nothing(site: KnowledgeSite) -> None:
    with pytest.raises(Rejected) as refused:
        site.application.knowledge.proposals.dismiss("x", OPERATOR)
    assert refused.value.slug == "not-your-role"
    with pytest.raises(Rejected):
        site.application.knowledge.proposals.dismiss("khong-co", EDITOR)


SETS = st.sets(st.sampled_from("abcdefgh"))


@given(SETS, SETS)
def test_likeness_is_a_share_and_the_same_both_ways(one: set[str], other: set[str]) -> None:
    assert 0 <= likeness(one, other) == likeness(other, one) <= 1
    assert likeness(one, one) == (1 if one else 0)


def test_the_order_of_cases_makes_no_difference_to_how_many_there_are(site: KnowledgeSite) -> None:
    numbers = list(range(21, 33))
    random.Random(3).shuffle(numbers)
    for number in numbers:
        answered(site, number, ASKED if number % 3 else "Bao giờ có lịch tiêm vắc xin cho trẻ em?")
    learn(site)
    assert sorted(count for _, count in proposals(site)) == [4, 8]
