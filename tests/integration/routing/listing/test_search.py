"""Search against reading every text: words, beginnings, phrases, codes, filters, pages, and the index behind it."""

from __future__ import annotations

from typing import Any

import pytest

from bench.desk_cases import documents
from services.kit.failures import Rejected
from services.kit.text import fold
from services.routing.adapters import mongo_case_search
from services.routing.adapters.list_queries import OPEN
from services.routing.adapters.mongo_case_lists import MongoCaseLists
from services.routing.adapters.mongo_words import MongoWords
from services.routing.usecases.listing import Wanted
from tests.integration.routing.listing.conftest import COUNT, NOW, OWNERS, Stock
from tests.servers.mongo import Mongo

pytestmark = pytest.mark.integration


def text_of(case: dict[str, Any]) -> str:
    said = case["submission"]
    words = fold(" ".join((said["title"], said["text"], said["address"])))
    return " ".join("".join(char if char.isalnum() else " " for char in words).split())


def by_hand(stock: Stock, *words: str, beginning: str = "") -> set[str]:
    found = set()
    for case in stock.documents:
        said = text_of(case).split()
        if set(words) <= set(said) and any(each.startswith(beginning) for each in said):
            found.add(case["_id"])
    return found


@pytest.mark.parametrize(
    ("typed", "words", "beginning"),
    [
        ("den duong ", ("den", "duong"), ""),
        ("ĐÈN ĐƯỜNG", ("den",), "duong"),
        ("duong", (), "duong"),
        ("karaoke", (), "karaoke"),
        ("karaoke heo ", ("karaoke", "heo"), ""),  # each is frequent, nobody wrote both
        ("duowngf ", ("duong",), ""),
        ("th", (), "th"),
        ("buc xuc lo la", ("buc", "xuc", "lo"), "la"),
        ("000017", ("000017",), ""),
        ("khongcotunay", (), "khongcotunay"),
    ],
)
def test_a_search_finds_what_reading_finds(stock: Stock, typed: str, words: tuple[str, ...], beginning: str) -> None:
    found = [row.code for row in stock.leafed(words=typed, limit=40)]
    assert len(found) == len(set(found))
    assert set(found) == by_hand(stock, *words, beginning=beginning)


def test_the_newest_come_first_and_are_counted(stock: Stock) -> None:
    listed = stock.page(words="duong ", limit=10)
    assert listed.total == len(by_hand(stock, "duong"))
    assert not listed.at_least
    numbers = {case["_id"]: case["search_no"] for case in stock.documents}
    all_found = [row.code for row in stock.leafed(words="duong ", limit=10)]
    assert all_found == sorted(all_found, key=lambda code: -numbers[code])


def test_a_phrase_is_found_word_for_word(stock: Stock) -> None:
    found = {row.code for row in stock.leafed(words='"đèn tín hiệu"', limit=40)}
    assert found == {case["_id"] for case in stock.documents if " den tin hieu " in f" {text_of(case)} "}
    assert found
    assert not list(stock.leafed(words='"hiệu tín đèn"'))


@pytest.mark.parametrize("length", [4, 5, 6, 13])
def test_a_case_is_found_by_its_code_or_its_end(stock: Stock, length: int) -> None:
    code = stock.documents[123]["_id"]
    assert code in stock.codes(words=code[-length:])


@pytest.mark.parametrize(
    "asked",
    [
        {"states": ("accepted",)},
        {"holder": "so-y-te"},
        {"agency": "so-y-te"},
        {"channel": "zalo"},
        {"categories": ("khac.tieng-on", "khac.trat-tu-do-thi")},
        {"areas": ("23575",)},
        {"level": 2, "urgency": "normal"},
    ],
    ids=str,
)
def test_a_search_within_a_list_is_what_both_have(stock: Stock, asked: dict[str, Any]) -> None:
    listed = {row.code for row in stock.leafed(**asked, limit=200)}
    found = {row.code for row in stock.leafed(words="duong ", limit=40, **asked)}
    assert found == listed & by_hand(stock, "duong")
    assert found


def test_a_search_that_looks_far_goes_on_where_it_stopped(stock: Stock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mongo_case_search, "PORTION", 20)
    monkeypatch.setattr(mongo_case_search, "MOST_EXAMINED", 40)
    first = stock.page(words="duong ", states=("held",), limit=40)
    assert first.after
    found = {row.code for row in stock.leafed(words="duong ", states=("held",), limit=40)}
    held = {case["_id"] for case in stock.documents if case["state"] == "held"}
    assert found == held & by_hand(stock, "duong")


@pytest.mark.parametrize("after", ["x", "1-2611230000001", "n", "n-5"])
def test_an_invented_place_in_a_search_is_refused(stock: Stock, after: str) -> None:
    with pytest.raises(Rejected, match="unknown-place-in-list"):
        stock.page(words="duong ", after=after)


def test_indexing_again_changes_nothing_and_new_words_are_found(stock: Stock) -> None:
    cases, code = stock.database.cases, stock.documents[7]["_id"]
    before = cases.find_one({"_id": code})
    assert before
    addition = {"number": 1, "text": "Thêm: con ngỗng chặn xe", "files": []}
    cases.update_one({"_id": code}, {"$set": {"search_due": True, "additions": [addition]}})
    one, other = MongoWords(stock.database), MongoWords(stock.database)
    assert one.index_due(10) == 1
    assert other.index_due(10) == 0
    after = cases.find_one({"_id": code})
    assert after
    assert after["search_no"] == before["search_no"]
    assert stock.codes(words="ngong chan xe ") == [code]


def test_what_changes_while_it_is_indexed_stays_due(stock: Stock, monkeypatch: pytest.MonkeyPatch) -> None:
    cases, code = stock.database.cases, stock.documents[8]["_id"]
    cases.update_one({"_id": code}, {"$set": {"search_due": True}})
    words = MongoWords(stock.database)
    write = words.write

    def meanwhile(due: Any) -> list[int]:
        cases.update_one({"_id": code}, {"$inc": {"version": 1}, "$set": {"answer": {"text": "Đã thả diều"}}})
        return write(due)

    monkeypatch.setattr(words, "write", meanwhile)
    words.index_due(10)
    assert stock.codes(words="tha dieu ") == []
    assert MongoWords(stock.database).index_due(10) == 1
    assert stock.codes(words="tha dieu ") == [code]


def test_numbers_are_given_once(stock: Stock) -> None:
    numbers = [case["search_no"] for case in stock.database.cases.find({}, {"search_no": 1})]
    assert len(set(numbers)) == COUNT


def test_what_older_versions_stored_is_listed_and_found(mongo: Mongo) -> None:
    database = mongo.database("older")
    (case,) = documents(range(1), 1, OWNERS, NOW)
    for name in ("open", "changed_at", "returns", "search_due", "holders", "told_followers"):
        case.pop(name)
    database.cases.insert_one(case)
    lists, words = MongoCaseLists(database), MongoWords(database)
    lists.prepare()
    words.prepare()
    assert not lists.find(Wanted(states=tuple(OPEN)), NOW).rows
    assert [words.bring_up_to_date(10), words.bring_up_to_date(10), words.index_due(10)] == [1, 0, 1]
    assert MongoWords(database).bring_up_to_date(10) == 0
    for wanted in (Wanted(states=tuple(OPEN)), Wanted(words="duong ")):
        assert [row.code for row in lists.find(wanted, NOW).rows] == [case["_id"]]
