"""Answers keep which entries they have, from the form to the case, at the desk and on the telephone."""

from __future__ import annotations

from datetime import date

import pytest
from werkzeug.datastructures import MultiDict

from services.routing.adapters.case_document import case_document, case_of
from services.routing.usecases.calls import Filing
from services.routing.usecases.calls.file_for_caller import AtOnce, FileForCaller
from services.routing.usecases.requests import SaveDraft
from services.routing.web.filing_form import sources_in
from tests.unit.routing.builders import code
from tests.unit.routing.knowledge.entries import OPERATOR
from tests.unit.routing.knowledge.site import KnowledgeSite
from tests.unit.routing.telephone.fakes import MemoryHotline, MemoryPromises

LONG = "Hồ sơ nộp tại Bộ phận Một cửa của phường; kết quả có sau 15 ngày làm việc, cán bộ Một cửa sẽ gọi."
BASE = f"/desk/cases/{code(4)}"


@pytest.fixture
def site() -> KnowledgeSite:
    return KnowledgeSite()


def answer(site: KnowledgeSite, **more: object) -> object:
    typed = MultiDict(
        [
            ("text", LONG),
            ("outcome", "explained"),
            ("sources", "khai-sinh"),
            ("sources", "gio-lam-viec"),
            ("sure", "yes"),
        ]
    )
    typed.update(more)
    return site.ask("operator", "POST", f"{BASE}/answer", data=typed, content_type="multipart/form-data")


def test_an_answer_names_the_entries_that_were_put_into_it_and_links_to_them(site: KnowledgeSite) -> None:
    assert answer(site).status_code == 303  # type: ignore[attr-defined]
    case = site.cases.by_code[code(4)]
    assert case.answer and case.answer.sources == ("khai-sinh", "gio-lam-viec")
    page = site.ask("operator", "GET", BASE).get_data(as_text=True)
    assert '<a href="/desk/knowledge/entries/khai-sinh">' in page


def test_a_refused_answer_keeps_its_entries_ticked(site: KnowledgeSite) -> None:
    typed = MultiDict([("text", LONG), ("outcome", ""), ("sources", "khai-sinh")])
    page = site.ask("operator", "POST", f"{BASE}/answer", data=typed).get_data(as_text=True)
    assert 'name="sources" id="source-khai-sinh" value="khai-sinh" checked' in page


def test_what_is_stored_comes_back_and_older_cases_have_none(site: KnowledgeSite) -> None:
    answer(site)
    case = site.cases.by_code[code(4)]
    document = case_document(case)
    assert case_of(document) == case
    document["answer"].pop("sources")
    read = case_of(document)
    assert read.answer and read.answer.sources == ()


def test_a_draft_keeps_them_too(site: KnowledgeSite) -> None:
    case = site.cases.by_code[code(1)]
    officer = type(OPERATOR)("desk:can-bo-phuong", case.current.agency, "agency_officer")
    site.application.act_on_case(
        code(1), SaveDraft(LONG, "explained", date(2026, 12, 1), sources=("khai-sinh",)), officer
    )
    drafted = site.cases.by_code[code(1)]
    assert drafted.draft and drafted.draft.sources == ("khai-sinh",)
    assert case_of(case_document(drafted)) == drafted
    page = site.ask("agency_officer", "GET", f"/desk/cases/{code(1)}").get_data(as_text=True)
    assert 'id="source-khai-sinh"' in page


def test_what_the_caller_was_told_is_promised_with_its_entries() -> None:
    promises = MemoryPromises()
    said = MultiDict([("sources", "khai-sinh"), ("sources", " khai-sinh "), ("sources", "")])
    told = AtOnce(LONG, "explained", sources_in(said))
    site = KnowledgeSite()
    file = FileForCaller(MemoryHotline(), promises, site.application.clock)
    filing = Filing(call="desk-1", matter=1, text="Hỏi tách thửa", category=None, area=None)
    receipt = file(filing, told, "truc-01", OPERATOR)
    promise = promises.kept[receipt.code]
    assert promise.sources == ("khai-sinh",)


def test_a_form_without_lists_names_no_entries() -> None:
    assert sources_in({"sources": "khai-sinh"}) == ()
