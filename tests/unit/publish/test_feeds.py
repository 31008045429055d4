"""Feeds that every reader takes (RFC 4287), and a map of the site within its limits (sitemaps.org)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from xml.etree.ElementTree import Element, fromstring

import pytest

from services.publish.usecases.open_data import ListMonths, MapSite
from services.publish.usecases.open_data.map_site import MOST
from tests.unit.publish.builders import CODE, LIGHTS, NOON, Portal, a_case
from tests.unit.publish.memory_ledger import MemoryChain
from tests.unit.publish.site import a_site

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
OTHER = "2611231111118"


@pytest.fixture
def client() -> Any:
    portal = Portal(public_url="https://1022.example.org")
    portal.app.on_cases(a_case().history() + a_case(OTHER, title="<b>Đường & ngõ</b>\x0b ngập").history())
    portal.app.ledger.append()
    return a_site(portal).test_client()


def feed(client: Any, query: str = "") -> Element:
    answer = client.get(f"/feed.atom{query}")
    assert answer.mimetype == "application/atom+xml"
    return fromstring(answer.data)


def keeps_the_rules(element: Element) -> None:
    """What RFC 4287 demands of a feed and of an entry alike (§4.1.1, §4.1.2)."""
    for name in ("id", "title", "updated"):
        assert len(element.findall(f"{ATOM}{name}")) == 1, name
    assert element.findtext(f"{ATOM}id", "").startswith("https://")
    assert datetime.fromisoformat(element.findtext(f"{ATOM}updated", "")).tzinfo
    assert element.findall(f"{ATOM}author/{ATOM}name")
    links = [(each.get("rel"), each.get("type")) for each in element.findall(f"{ATOM}link")]
    assert len(links) == len(set(links))
    assert all(each.get("href", "").startswith("https://") for each in element.findall(f"{ATOM}link"))


@pytest.mark.parametrize("query", ["", "?agency=ubnd-phuong-pleiku", f"?category={LIGHTS}", "?area=23563", "?agency=x"])
def test_a_feed_keeps_the_rules(client: Any, query: str) -> None:
    root = feed(client, query)
    assert root.tag == f"{ATOM}feed"
    keeps_the_rules(root)
    entries = root.findall(f"{ATOM}entry")
    for entry in entries:
        keeps_the_rules(entry)
        assert entry.find(f"{ATOM}content") is not None
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == len(entries)
    assert root.find(f"{ATOM}link[@rel='self']").get("href") == root.findtext(f"{ATOM}id")  # type: ignore[union-attr]


def test_a_feed_tells_question_and_answer(client: Any) -> None:
    entry = next(each for each in feed(client).findall(f"{ATOM}entry") if CODE in each.findtext(f"{ATOM}id", ""))
    assert "tắt đã hai tuần" in entry.findtext(f"{ATOM}content", "")
    assert "Đã thay bóng đèn" in entry.findtext(f"{ATOM}content", "")
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "Ủy ban nhân dân phường Pleiku"


def test_what_citizens_write_is_words_and_nothing_else(client: Any) -> None:
    titles = [each.findtext(f"{ATOM}title") for each in feed(client).findall(f"{ATOM}entry")]
    assert "<b>Đường & ngõ</b> ngập" in titles


@pytest.mark.parametrize(
    ("query", "entries", "title"),
    [
        ("?agency=so-y-te", 0, "1022 Gia Lai: Sở Y tế tỉnh Gia Lai"),
        ("?category=ha-tang", 2, "1022 Gia Lai: Hạ tầng kỹ thuật"),
        ("?area=23563", 2, "1022 Gia Lai: Phường Pleiku"),
        ("?agency=%3Cscript%3E", 2, "1022 Gia Lai: câu trả lời mới"),  # no slug, so not asked for
    ],
)
def test_a_feed_can_be_of_an_agency_a_field_or_a_place(client: Any, query: str, entries: int, title: str) -> None:
    root = feed(client, query)
    assert len(root.findall(f"{ATOM}entry")) == entries
    assert root.findtext(f"{ATOM}title") == title


def test_a_feed_that_a_reader_has_is_not_sent_again(client: Any) -> None:
    tag = client.get("/feed.atom").headers["ETag"]
    assert client.get("/feed.atom", headers={"If-None-Match": tag}).status_code == 304


def test_the_map_leads_to_every_public_page(client: Any) -> None:
    index = fromstring(client.get("/sitemap.xml").data)
    assert index.tag == f"{MAP}sitemapindex"
    found = set()
    for part in index.iter(f"{MAP}loc"):
        answer = client.get(str(part.text).removeprefix("https://1022.example.org"))
        assert answer.status_code == 200
        found |= {str(each.text) for each in fromstring(answer.data).iter(f"{MAP}loc")}
    assert {f"https://1022.example.org/ca/{code}" for code in (CODE, OTHER)} < found
    for page in found:
        if "/ca/" not in page:
            assert client.get(page.removeprefix("https://1022.example.org")).status_code == 200, page


@pytest.mark.parametrize("part", ["2026-13", "khong-co", "2026-02-30", "9999-12-31"])
def test_a_part_that_cannot_be_is_not_found(client: Any, part: str) -> None:
    assert client.get(f"/sitemap/{part}.xml").status_code == 404


class Crowded:
    """As many answers in November 2026 as one likes, most of them on the 23rd."""

    def __init__(self, cases: int) -> None:
        self.cases = cases

    def between(self, since: datetime, until: datetime) -> Any:
        raise AssertionError("a map needs no texts")

    def codes(self, since: datetime, until: datetime, most: int) -> Any:
        return iter([])

    def count(self, since: datetime, until: datetime) -> int:
        return self.cases


@pytest.mark.parametrize(("cases", "parts"), [(0, 0), (1, 1), (MOST, 1), (MOST + 1, 30)])
def test_a_month_with_too_many_pages_for_one_part_is_divided_by_days(cases: int, parts: int) -> None:
    portal = Portal()
    portal.app.on_cases(a_case().history())
    portal.app.ledger.append()
    chain = portal.ledger.chain
    assert isinstance(chain, MemoryChain)
    stream = Crowded(cases)
    found = MapSite(stream, ListMonths(stream, chain))()
    assert len(found) == parts
    if parts == 30:
        days = [date.fromisoformat(each.name) for each in found]
        assert days == [date(2026, 11, 1) + timedelta(days=number) for number in range(30)]
    assert all(each.changed_at > NOON for each in found)
