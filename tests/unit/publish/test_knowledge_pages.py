"""Procedures and information as citizens see them."""

from __future__ import annotations

from typing import Any

import pytest

from services.publish.wiring import Application
from tests.unit.publish.knowledge_events import HOURS, changed, everything
from tests.unit.publish.site import a_portal, a_site

PAGES = ("/thong-tin", "/thong-tin/thu-tuc", "/thong-tin/su-kien", "/thong-tin/thu-tuc/1.000001", "/thong-tin?q=khai")


@pytest.fixture
def portal() -> Application:
    found = a_portal()
    found.app.on_knowledge(everything())
    return found


@pytest.fixture
def client(portal: Any) -> Any:
    return a_site(portal).test_client()


@pytest.mark.parametrize("path", PAGES)
def test_pages_are_whole_and_not_sent_twice(client: Any, path: str) -> None:
    first = client.get(path)
    assert first.status_code == 200 and "<h1>" in first.text
    assert client.get(path, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    sign = "&" if "?" in path else "?"
    assert '<html lang="en"' in client.get(f"{path}{sign}lang=en").text


def test_a_procedure_tells_papers_ways_time_and_fee(client: Any) -> None:
    page = client.get("/thong-tin/thu-tuc/1.000001").text
    for words in ("Giấy chứng sinh", "do cơ sở y tế cấp", "1 ngày làm việc", "Miễn lệ phí", "Cấp xã", "Hộ tịch"):
        assert words in page
    assert 'href="https://dichvucong.example.org" rel="noopener noreferrer"' in page
    assert "Ủy ban nhân dân phường Pleiku" in page  # by the catalogue, where no other name is given
    assert "01/07/2025" in page


def test_a_search_goes_across_all_kinds_and_says_what_it_found(client: Any) -> None:
    page = client.get("/thong-tin", query_string={"q": "giờ làm việc"}).text
    assert "/thong-tin/hoi-dap/gio-lam-viec" in page and "1 kết quả" in page
    assert "gần nhất" in client.get("/thong-tin", query_string={"q": "khai sinh cho con trai"}).text
    assert "Không tìm thấy" in client.get("/thong-tin", query_string={"q": "tàu vũ trụ"}).text


def test_events_to_come_stand_in_the_order_of_their_days(client: Any) -> None:
    page = client.get("/thong-tin/su-kien").text
    assert page.index("Chợ phiên") < page.index("Ngày hội cồng chiêng")
    assert "Hội đã qua" not in page
    assert "Sự kiện này đã qua" in client.get("/thong-tin/su-kien/hoi-cu").text


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/thong-tin/hoi-dap/1.000001", 301),  # its own address is another
        ("/thong-tin/khac", 404),
        ("/thong-tin/hoi-dap/gio-cu", 404),  # expired
        ("/thong-tin/hoi-dap/khong-co", 404),
        ("/thong-tin/khac/khong-co", 404),
    ],
)
def test_addresses_lead_where_they_should(client: Any, path: str, status: int) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    if status == 301:
        assert answer.headers["Location"].endswith("/thong-tin/thu-tuc/1.000001")


@pytest.mark.parametrize("args", ["page=0", "page=999999999", "page=x", "level=%00", "field='\"><b>", "q=" + "a" * 999])
def test_nonsense_in_the_address_is_ignored(client: Any, args: str) -> None:
    answer = client.get(f"/thong-tin/thu-tuc?{args}")
    assert answer.status_code == 200 and "<b>" not in answer.text


def test_what_is_withdrawn_is_gone_from_every_page(portal: Any, client: Any) -> None:
    portal.app.on_knowledge([changed("gio-lam-viec", "faq", {}, minutes=5, live=False)])
    portal.app.on_knowledge([changed("gio-lam-viec", "faq", HOURS, minutes=4)])  # late news of how it was
    assert client.get("/thong-tin/hoi-dap/gio-lam-viec").status_code == 404
    assert client.get("/api/knowledge/gio-lam-viec").status_code == 404
    assert client.get("/api/knowledge", query_string={"kind": "faq"}).json["entries"] == []


def test_programs_read_the_same(client: Any) -> None:
    (found,) = client.get("/api/knowledge", query_string={"q": "khai sinh"}).json["entries"]
    assert found["path"] == "/thong-tin/thu-tuc/1.000001" and found["content"]["days"] == 1
    assert client.get("/api/knowledge/1.000001").json == found
    assert client.get("/api/knowledge", query_string={"kind": "x"}).status_code == 422


def test_english_readers_get_english_where_there_is_some(client: Any) -> None:
    assert "Monday to Friday" in client.get("/thong-tin/hoi-dap/gio-lam-viec?lang=en").text
    assert "Vietnamese only" in client.get("/thong-tin/su-kien/cong-chieng?lang=en").text


def test_who_searches_the_answers_is_led_on_with_the_same_words(client: Any) -> None:
    page = client.get("/", query_string={"q": "khai sinh & con"}).text
    assert '<a href="/thong-tin?q=khai%20sinh%20%26%20con">' in page


def test_the_menu_leads_there(client: Any) -> None:
    assert '<a href="/thong-tin" aria-current="page">' in client.get("/thong-tin/thu-tuc").text
    assert '<a href="/thong-tin">' in client.get("/").text
