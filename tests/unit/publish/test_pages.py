"""What citizens see."""

from __future__ import annotations

from typing import Any

import pytest

from services.publish.web.marked import excerpt, marked
from tests.unit.publish.site import CODE, OPEN, PRIVATE, WAITING, a_portal, a_site

LARGEST_PAGE_BYTES = 100_000


@pytest.fixture
def client() -> Any:
    return a_site().test_client()


@pytest.mark.parametrize("path", ["/", "/?q=đèn đường", f"/ca/{CODE}", "/tra-cuu", "/gioi-thieu", "/?lang=en"])
def test_pages_are_small_and_whole(client: Any, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert len(answer.data) < LARGEST_PAGE_BYTES
    assert "<h1>" in answer.text


@pytest.mark.parametrize("path", ["/", f"/ca/{CODE}", "/gioi-thieu"])
def test_public_pages_are_not_sent_twice(client: Any, path: str) -> None:
    first = client.get(path)
    assert "public" in first.headers["Cache-Control"]
    assert client.get(path, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304


@pytest.mark.parametrize("query", ["den duong", "ĐÈN ĐƯỜNG", "đèn", "pleiku"])
def test_search_finds_with_and_without_diacritics(client: Any, query: str) -> None:
    page = client.get("/", query_string={"q": query}).text
    assert CODE in page
    assert WAITING not in page


@pytest.mark.parametrize("args", ["page=0", "page=x", "page=999999999999", "category=../x", "area=a%00b", "agency=%00"])
def test_nonsense_in_the_address_is_ignored(client: Any, args: str) -> None:
    assert client.get(f"/?{args}").status_code == 200


@pytest.mark.parametrize("code", [PRIVATE, WAITING, OPEN, "0000000000000", "x"])
def test_what_is_not_public_has_no_page(client: Any, code: str) -> None:
    assert client.get(f"/ca/{code}").status_code == 404


def test_a_case_page_tells_question_steps_and_answer(client: Any) -> None:
    page = client.get(f"/ca/{CODE}").text
    for words in ("Đèn đường trước cổng trường", "Đã thay bóng đèn", "Chuyển đến Ủy ban nhân dân phường Pleiku"):
        assert words in page
    assert "0905" not in page and "anh An" not in page


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (CODE, "Đã trả lời và công khai"),
        (PRIVATE, "Đã trả lời, không công khai"),
        (OPEN, "Đã chuyển cơ quan xử lý"),
    ],
)
def test_who_has_the_digits_sees_how_far_the_case_is(client: Any, code: str, words: str) -> None:
    answer = client.post(
        "/tra-cuu", data={"code": f"{code[:6]} {code[6:12]}-{code[12:]}", "pin": "0001"}, follow_redirects=True
    )
    assert words in answer.text
    assert "hạn: hai ngày làm việc" in answer.text
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_answer_to_a_private_case_is_shown_to_its_owner(client: Any) -> None:
    assert (
        "Đã thay bóng đèn" in client.post("/tra-cuu", data={"code": PRIVATE, "pin": "0001"}, follow_redirects=True).text
    )


@pytest.mark.parametrize(
    ("data", "status"),
    [
        ({"code": CODE, "pin": "9999"}, 403),
        ({"code": "1111111111111", "pin": "0001"}, 403),
        ({"code": "12", "pin": "0001"}, 422),
        ({"code": CODE, "pin": "1"}, 422),
        ({}, 422),
    ],
)
def test_a_wrong_try_gets_the_form_again_with_the_reason(client: Any, data: dict[str, str], status: int) -> None:
    answer = client.post("/tra-cuu", data=data)
    assert answer.status_code == status
    assert 'role="alert"' in answer.text
    assert "9999" not in answer.text


def test_the_fifth_wrong_try_locks_the_case_for_a_while() -> None:
    portal = a_portal()
    client = a_site(portal).test_client()
    for _ in range(5):
        client.post("/tra-cuu", data={"code": CODE, "pin": "9999"})
    locked = client.post("/tra-cuu", data={"code": CODE, "pin": "0001"})
    assert locked.status_code == 429
    assert "15 phút" in locked.text


def test_forms_are_guarded_and_send_the_digits_in_their_body() -> None:
    app = a_site()
    app.config["WTF_CSRF_ENABLED"] = True
    client = app.test_client()
    assert client.post("/tra-cuu", data={"code": CODE, "pin": "0001"}).status_code == 400
    page = client.get("/tra-cuu", query_string={"code": CODE, "pin": "0001"}).text
    assert 'value="0001"' not in page and 'method="post"' in page


def test_robots_may_read_answers() -> None:
    assert "Disallow: /tra-cuu" in a_site().test_client().get("/robots.txt").text


@pytest.mark.parametrize(
    ("text", "beginning"),
    [
        ("Đèn hỏng", "Đèn hỏng"),
        ("Đèn đường hỏng", "Đèn đường…"),
        ("Tôi là [tên đã ẩn] ở Pleiku", "Tôi là…"),  # never half a mark
        ("Đènđườnghỏngđãlâu", "Đènđườnghỏng…"),
    ],
)
def test_an_excerpt_ends_between_words(text: str, beginning: str) -> None:
    assert excerpt(text, 12) == beginning


def test_what_citizens_write_is_never_markup() -> None:
    assert marked("<b>[tên đã ẩn]</b>") == '&lt;b&gt;<span class="hidden-data">[tên đã ẩn]</span>&lt;/b&gt;'
