"""The front page, the lists, the map: what they lead to, and that their addresses can be passed on."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from services.publish.usecases.list_public import PAGE_SIZE
from services.publish.web.answers import MONTHS_OFFERED, months_offered
from tests.unit.publish.builders import CATALOG, CODE, NOON, Portal, a_case
from tests.unit.publish.knowledge_events import everything
from tests.unit.publish.site import a_portal, a_site

PLACED = {"latitude": 13.98, "longitude": 108.0, "km2": 20}


def links(page: str, rel: str) -> list[str]:
    """Return the addresses that links of a kind lead to."""
    tags = [each.partition(">")[0] for each in page.split("<a ") if f'rel="{rel}"' in each.partition(">")[0]]
    return [tag.partition('href="')[2].partition('"')[0].replace("&amp;", "&") for tag in tags]


@pytest.fixture
def portal() -> Portal:
    return a_portal()


@pytest.fixture
def client(portal: Portal) -> Any:
    return a_site(portal).test_client()


def test_the_front_page_leads_to_finding_filing_and_tracking(client: Any) -> None:
    page = client.get("/").text
    for address in ('action="/phan-anh"', 'action="/tra-cuu"', "http://intake.test/", "tel:02691022", "/ban-do"):
        assert address in page
    assert f'href="/ca/{CODE}"' in page and "/phan-anh?category=ha-tang" in page


def test_the_front_page_counts_what_nobody_may_read_too(client: Any) -> None:
    """Three were answered, of which one is public; one is still open."""
    tiles = client.get("/").text.partition("tiles")[2].partition("</dl>")[0]
    assert [each.partition("<")[0] for each in tiles.split("<dd>")[1:]] == ["3", "100 %", "3", "1"]


def test_before_the_first_answer_nothing_is_claimed() -> None:
    page = a_site(Portal()).test_client().get("/").text
    assert "chưa có" in page and "100 %" not in page
    assert "Chưa có phản ánh nào được trả lời công khai" in page


@pytest.mark.parametrize("query", ["q=den", "category=ha-tang", "agency=ubnd-phuong-pleiku", "area=23563", "page=1"])
def test_addresses_of_old_still_list_what_they_listed(client: Any, query: str) -> None:
    old, new = client.get(f"/?{query}"), client.get(f"/phan-anh?{query}")
    assert old.text.partition("<main")[2] == new.text.partition("<main")[2]
    assert CODE in old.text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("thang=2026-11", True),
        ("thang=2026-10", False),
        ("thang=2026-13", True),  # no month: as if nothing had been asked
        ("thang=2026-11&category=ha-tang&agency=ubnd-phuong-pleiku&area=23563&q=den", True),
        ("thang=2026-11&category=hanh-chinh", False),
    ],
)
def test_a_list_is_narrowed_by_month_field_agency_and_place_together(client: Any, query: str, found: bool) -> None:
    assert (CODE in client.get(f"/phan-anh?{query}").text) is found


def test_what_was_chosen_stays_chosen(client: Any) -> None:
    page = client.get("/phan-anh?category=ha-tang&thang=2020-02&q=%3Cb%3E").text
    assert '<option value="ha-tang" selected>' in page and '<option value="2020-02" selected>02/2020<' in page
    assert 'value="&lt;b&gt;"' in page and "<details" in page and "open>" in page


def test_where_nothing_is_found_the_reader_is_helped_on(portal: Portal, client: Any) -> None:
    portal.app.on_knowledge(everything())
    page = client.get("/phan-anh", query_string={"q": "giấy chứng sinh"}).text
    assert "/thong-tin/thu-tuc/1.000001" in page  # the knowledge base, for the same words
    assert "http://intake.test/" in page and "tel:02691022" in page


def test_pages_lead_to_each_other_and_back(portal: Portal, client: Any) -> None:
    codes = [f"261123{number:07d}" for number in range(PAGE_SIZE + 5)]
    for number, code in enumerate(codes):
        answered = a_case(code).answered(answered_at=NOON + timedelta(minutes=number))
        portal.app.on_cases([a_case(code).received(), a_case(code).routed(), answered])
    first = client.get("/phan-anh?category=ha-tang").text
    (older,) = links(first, "next")
    assert parse_qs(urlsplit(older).query)["category"] == ["ha-tang"]
    second = client.get(older).text
    shown = [[code for code in (*codes, CODE) if f"/ca/{code}" in page] for page in (first, second)]
    assert sorted(shown[0] + shown[1]) == sorted((*codes, CODE))
    (newer,) = links(second, "prev")
    assert [code for code in (*codes, CODE) if f"/ca/{code}" in client.get(newer).text] == shown[0]


def test_a_search_that_was_put_right_says_so_and_offers_what_was_typed(client: Any, portal: Portal) -> None:
    for number in range(3):
        portal.app.on_cases(a_case(f"261123444444{number}").history())
    page = client.get("/phan-anh", query_string={"q": "đèn đưòngg"}).text
    assert "Hiển thị kết quả cho" in page and CODE in page
    assert "dung=1" in page
    exactly = client.get("/phan-anh", query_string={"q": "đèn đưòngg", "dung": "1"}).text
    assert CODE not in exactly and "Hiển thị kết quả cho" not in exactly


def test_months_are_offered_from_the_latest_back() -> None:
    offered = months_offered(date(2026, 2, 1), "2019-07")
    assert offered[:3] == [("2026-02", "02/2026"), ("2026-01", "01/2026"), ("2025-12", "12/2025")]
    assert len(offered) == MONTHS_OFFERED + 1 and offered[-1] == ("2019-07", "07/2019")
    assert months_offered(date(2026, 2, 1), "2026-99") == months_offered(date(2026, 2, 1), None)


def test_the_map_shows_each_place_in_a_picture_and_in_a_table() -> None:
    placed = {**CATALOG, "areas": [{**each, **PLACED} for each in CATALOG["areas"]]}
    portal = Portal(placed)
    portal.app.on_cases(a_case().history())
    page = a_site(portal).test_client().get("/ban-do").text
    assert page.count('href="/phan-anh?area=23563"') == 2
    assert "<title>Phường Pleiku: 1 phản ánh</title>" in page and '<td class="number">1</td>' in page


def test_a_province_that_does_not_say_where_it_lies_has_the_table(client: Any) -> None:
    page = client.get("/ban-do").text
    assert "<svg class" not in page and 'href="/phan-anh?area=23563"' in page


def test_a_list_can_be_followed_by_what_it_is_narrowed_to(client: Any) -> None:
    page = client.get("/phan-anh?category=ha-tang&thang=2026-11&q=den").text
    assert '<link rel="alternate" type="application/atom+xml"' in page
    assert 'href="/feed.atom?category=ha-tang"' in page  # a month that has passed brings nothing new
    assert CODE in client.get("/feed.atom?category=ha-tang").text


def test_a_wrong_address_helps_on(client: Any) -> None:
    answer = client.get("/ca/2611239999999")
    assert answer.status_code == 404 and answer.headers["Cache-Control"] == "no-store"
    assert 'action="/phan-anh"' in answer.text and "Không có phản ánh mang mã này." in answer.text


def test_search_engines_find_the_map_of_the_site() -> None:
    portal = Portal(public_url="https://1022.example.org")
    assert "Sitemap: https://1022.example.org/sitemap.xml\n" in a_site(portal).test_client().get("/robots.txt").text
