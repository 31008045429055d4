"""The ledger as everybody meets it: a page in plain words, and what programs check."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from services.publish.domain.ledger.content import FIELDS, PART_FIELDS, digest_of
from tests.unit.publish.builders import CODE, Portal, a_case
from tests.unit.publish.site import a_site

KEY = "11" * 32
OTHER = "2611231111118"


@pytest.fixture
def portal() -> Portal:
    """Return a portal with a corrected and a withdrawn case, two days after."""
    portal = Portal(ledger_keys=(KEY,))
    portal.app.on_cases(a_case().history() + a_case(OTHER).history())
    portal.app.on_cases([a_case().answered(2, answer="Đã thay cả dãy đèn.")])
    portal.app.withhold_publication(OTHER, "bien-tap", "có tên người khác")
    portal.app.ledger.append()
    portal.clock.at += timedelta(days=2)
    portal.app.keep_house()
    return portal


@pytest.fixture
def client(portal: Portal) -> Any:
    return a_site(portal).test_client()


def test_programs_read_all_entries_in_order(client: Any) -> None:
    answer = client.get("/api/ledger").json
    assert [each["number"] for each in answer["entries"]] == [1, 2, 3, 4]
    assert answer["more"] is False
    assert [each["number"] for each in client.get("/api/ledger?after=3").json["entries"]] == [4]


def test_what_the_api_shows_of_a_case_is_what_was_digested(client: Any) -> None:
    """The verifier needs nothing but the public addresses."""
    entry = [each for each in client.get("/api/ledger").json["entries"] if each["code"] == CODE][-1]
    shown = client.get(f"/api/cases/{CODE}").json
    covered = {name: shown[name] for name in FIELDS}
    for name, parts in PART_FIELDS.items():
        covered[name] = [{part: each[part] for part in parts} for each in shown[name]]
    assert digest_of(covered, entry["salt"]) == entry["digest"]


def test_an_earlier_answer_is_read_with_its_entry(client: Any) -> None:
    earlier = client.get("/api/ledger/1").json
    assert earlier["content"]["answer"].startswith("Đã thay bóng đèn.")
    assert digest_of(earlier["content"], earlier["salt"]) == earlier["digest"]


@pytest.mark.parametrize("number", ["0", "5", str(2**70)])
def test_an_entry_that_is_not_there_is_not_found(client: Any, number: str) -> None:
    answer = client.get(f"/api/ledger/{number}")
    assert (answer.status_code, answer.json["slug"]) == (404, "unknown-entry")


@pytest.mark.parametrize("query", ["after=-1", "after=x", f"after={2**70}"])
def test_a_number_that_is_none_is_refused(client: Any, query: str) -> None:
    assert client.get(f"/api/ledger?{query}").status_code == 422


def test_roots_and_keys_are_public_and_the_private_key_is_not(client: Any) -> None:
    roots, keys = client.get("/api/ledger/roots").json["roots"], client.get("/api/ledger/key").json["keys"]
    assert [each["day"] for each in roots] == ["2026-11-23", "2026-11-24"]
    assert roots[0]["keys"] == keys == [roots[0]["signatures"][0]["key"]]
    assert client.get("/api/ledger/roots?after=2026-11-23").json["roots"] == roots[1:]
    pages = (client.get(path).text for path in ("/ledger", "/api/ledger", "/api/ledger/roots", "/api/ledger/key"))
    assert not any(KEY in page for page in pages)


@pytest.mark.parametrize(
    "words",
    ["Sổ công khai", "Đến nay có 4 mục", "23/11/2026", "Gỡ xuống", "Khoá công khai (Ed25519)"],
)
def test_the_page_says_what_the_ledger_is(client: Any, words: str) -> None:
    assert words in client.get("/ledger").text


def test_the_page_speaks_english_too(client: Any) -> None:
    assert "4 entries so far" in client.get("/ledger?lang=en").text


def test_the_page_tells_of_one_case(client: Any) -> None:
    page = client.get("/ledger", query_string={"code": f"{OTHER[:6]} {OTHER[6:]}"}).text
    assert "Các mục về phản ánh 261123 111111 8" in page


@pytest.mark.parametrize("code", ["2611230000000", "<script>", "1" * 80])
def test_a_code_without_entries_is_told_so(client: Any, code: str) -> None:
    answer = client.get("/ledger", query_string={"code": code})
    assert answer.status_code == 200
    assert ("Sổ không có mục nào" in answer.text) is any(char.isdigit() for char in code)


def test_a_site_without_a_key_says_that_days_are_unsigned() -> None:
    page = a_site(Portal()).test_client().get("/ledger").text
    assert "chưa được cấp khoá ký" in page
    assert "Sổ chưa có mục nào." in page
