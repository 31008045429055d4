"""Lists and searches of published cases, and the portal's figures, on memory."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from services.publish.usecases import list_public
from services.publish.usecases.figures import Figures
from services.publish.usecases.list_public import Page
from services.publish.web.site import create_site
from tests.unit.publish.builders import CATALOG, CODE, CONDUCT, NOON, Portal, a_case

WORDS = ("Đèn đường hỏng", "Đường ngập nước", "Đèn đường xã Chư Á", "Rác thải ngoài chợ", "Cây xanh ngã đổ")
OLD_MAP = [
    *CATALOG["areas"],
    {"code": "2021-23557", "name": "Phường Yên Đỗ", "type": "ward", "successors": ["23563"], "valid_to": "2025-06-30"},
]


def code(number: int) -> str:
    return f"26112{number:08}"


def a_portal(*titles: str) -> Portal:
    portal = Portal({**CATALOG, "areas": OLD_MAP})
    for number, title in enumerate(titles or WORDS, start=1):
        case = a_case(code(number), title=title, text=f"{title}.", address=None)
        portal.app.on_cases([case.received(), case.routed(), case.answered(number, answer="Xong.")])
    return portal


def found(page: Page) -> set[int]:
    return {int(case.code[5:]) for case in page.cases}


@pytest.mark.parametrize(
    ("query", "cases", "searched_for"),
    [
        ("den duong", {1, 3}, None),
        ("đèn đường", {1, 3}, None),
        ("dương", {1, 2, 3}, "duong"),  # no such word: without its diacritics there is
        ("dduwowngf ngaapj", {2}, "đường ngập"),
        ("d9en2 d9uo7ng2 xa4", {3}, "đèn đường xã"),
        ("denduong", {1, 3}, "đèn đường"),
        ("duongg ngap", {2}, "đường ngap"),
        ("duogn ngap", {2}, "đường ngap"),  # two letters changed places
        ("đèn dđường", {1, 3}, "đèn đường"),
        ("đèn zzzzzz", {1, 3}, "đèn"),  # what cannot be put right is left out
        ("zzzzzz", set(), None),
        ("duogn xyzxyz", {1, 2, 3}, "đường"),
        (CODE, set(), None),
        (code(4), {4}, None),
        ("", {1, 2, 3, 4, 5}, None),
        ("?!", {1, 2, 3, 4, 5}, None),
    ],
)
def test_searches_find_what_was_meant_and_say_so(query: str, cases: set[int], searched_for: str | None) -> None:
    page = a_portal().app.list_public(query)
    assert (found(page), page.searched_for) == (cases, searched_for)


@pytest.mark.parametrize("query", ["dduwowngf", "denduong", "duongg", "đèn zzzzzz", "dương"])
def test_an_exact_search_finds_exactly_what_was_typed(query: str) -> None:
    assert a_portal().app.list_public(query, exact=True) == Page([])


@pytest.mark.parametrize(
    ("narrowed", "cases"),
    [
        ({"category": "ha-tang"}, {1, 2, 3, 4, 5}),
        ({"category": CONDUCT}, set()),
        ({"area": "23563"}, {1, 2, 3, 4, 5}),
        ({"area": "2021-23557"}, {1, 2, 3, 4, 5}),  # what is now a part of it
        ({"area": "Yên Đỗ"}, {1, 2, 3, 4, 5}),
        ({"area": "pleiku"}, {1, 2, 3, 4, 5}),
        ({"area": "1"}, set()),
        ({"month": date(2026, 11, 1)}, {1, 2, 3, 4, 5}),
        ({"month": date(2026, 10, 1)}, set()),
        ({"agency": "so-y-te"}, set()),
    ],
)
def test_lists_are_narrowed(narrowed: dict[str, Any], cases: set[int]) -> None:
    app = a_portal().app
    assert found(app.list_public(**narrowed)) == cases
    assert found(app.list_public("den", **narrowed)) == cases & {1, 3}


def test_leafing_forth_and_back_shows_every_case_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(list_public, "PAGE_SIZE", 2)
    app = a_portal().app
    first = app.list_public()
    second = app.list_public(after=first.older)
    third = app.list_public(after=second.older)
    assert [found(page) for page in (first, second, third)] == [{5, 4}, {3, 2}, {1}]
    assert [(page.number, page.more) for page in (first, second, third)] == [(1, True), (None, True), (None, False)]
    assert (first.newer, third.older) == (None, None)
    assert [found(app.list_public(before=page.newer)) for page in (third, second)] == [{3, 2}, {5, 4}]
    assert app.list_public(before=second.newer).number == 1
    assert app.list_public(page=2).cases == second.cases


def test_leafing_back_to_a_torn_first_page_shows_it_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(list_public, "PAGE_SIZE", 2)
    app = a_portal().app
    place_of_4 = app.list_public(page=2).newer
    portal_with_more = app.list_public(before=app.list_public(after=app.list_public().older).newer)
    assert place_of_4 and portal_with_more.cases == app.list_public().cases


def test_a_place_that_is_none_counts_as_not_given() -> None:
    app = a_portal().app
    assert app.list_public(after="nowhere", before="é") == app.list_public()


def test_a_corrected_search_stays_corrected_on_its_further_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(list_public, "PAGE_SIZE", 1)
    app = a_portal().app
    first = app.list_public("denduong")
    second = app.list_public("denduong", after=first.older)
    assert (found(first), found(second)) == ({3}, {1})
    assert second.searched_for == first.searched_for == "đèn đường"
    assert app.list_public("denduong", page=9).cases == []


def test_figures_count_all_answers_and_those_of_this_month() -> None:
    portal = a_portal()
    late = a_case(code(8), private=True)
    portal.app.on_cases([late.received(), late.routed(), late.answered(on_time=False)])
    old = a_case(code(9))
    portal.app.on_cases([old.received(), old.routed(), old.answered(answered_at=NOON - timedelta(days=40))])
    portal.app.on_cases([a_case(code(10)).received()])
    figures = portal.app.figures()
    this = figures.this_month
    assert (figures.answered, figures.on_time, figures.open_now, figures.on_time_percent) == (7, 6, 1, 85)
    assert (this.first_day, this.answered, this.on_time) == (date(2026, 11, 1), 6, 5)


def test_without_answers_nothing_is_said_of_being_on_time() -> None:
    figures: Figures = Portal().app.figures()
    assert (figures.answered, figures.on_time_percent) == (0, None)


def test_programs_search_as_people_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(list_public, "PAGE_SIZE", 1)
    asked = create_site(a_portal().app).test_client().get
    first = asked("/api/cases?q=denduong&month=2026-11&area=Yên Đỗ").json
    assert (first["searched_for"], first["number"], first["more"], first["newer"]) == ("đèn đường", 1, True, None)
    second = asked(f"/api/cases?q=denduong&after={first['older']}").json
    assert (second["cases"][0]["code"], second["number"], second["older"]) == (code(1), None, None)
    assert asked(f"/api/cases?q=denduong&before={second['newer']}").json["cases"] == first["cases"]
    assert asked("/api/cases?q=denduong&exact=true").json["cases"] == []
    assert asked("/api/cases?month=2026-10").json["cases"] == []
    assert asked("/api/cases?month=2026-13").status_code == 422


@pytest.mark.parametrize("area", ["23563", "2021-23557", "Phường Yên Đỗ", "yen do"])
def test_the_page_is_narrowed_by_codes_and_names_of_both_maps(area: str) -> None:
    asked = create_site(a_portal().app).test_client().get
    assert "Cây xanh ngã đổ" in asked("/phan-anh", query_string={"area": area}).text
    assert "Cây xanh ngã đổ" not in asked("/phan-anh", query_string={"area": "Phường Khác"}).text


def test_the_page_says_what_was_looked_for_and_leads_to_what_was_typed() -> None:
    asked = create_site(a_portal().app).test_client().get
    page = asked("/phan-anh?q=denduong").text
    assert "<strong>đèn đường</strong>" in page and "q=denduong&amp;dung=1" in page
    assert "Đèn đường hỏng" not in asked("/phan-anh?q=denduong&dung=1").text
