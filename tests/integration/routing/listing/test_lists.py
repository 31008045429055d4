"""Lists against counting by hand: every filter, every order, page by page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from services.kit.failures import Rejected
from services.routing.adapters.list_queries import OPEN
from services.routing.usecases.listing import Wanted
from tests.integration.routing.listing.conftest import NOW, Stock

pytestmark = pytest.mark.integration
ALL = tuple(OPEN)
WEEK = timedelta(days=7)
TWO = ("khac.tieng-on", "kinh-te-xa-hoi.y-te")

Check = Callable[[dict[str, Any]], bool]
FILTERS: list[tuple[dict[str, Any], Check]] = [
    ({}, lambda case: True),
    ({"states": ("triage",)}, lambda case: case["state"] == "triage"),
    ({"states": ("routed", "accepted")}, lambda case: case["state"] in ("routed", "accepted")),
    ({"agency": "so-y-te"}, lambda case: case["agency"] == "so-y-te"),
    ({"categories": ("khac.tieng-on",)}, lambda case: case["category"] == "khac.tieng-on"),
    ({"categories": ("khac.tieng-on", "kinh-te-xa-hoi.y-te")}, lambda case: case["category"] in TWO),
    ({"areas": ("23575",)}, lambda case: case["area"] == "23575"),
    ({"areas": ("23575", "52")}, lambda case: True),
    ({"channel": "zalo"}, lambda case: case["submission"]["channel"] == "zalo"),
    ({"urgency": "urgent"}, lambda case: case["urgency"] == "urgent"),
    ({"kind": "question"}, lambda case: False),
    ({"level": 2}, lambda case: case["level"] >= 2),
    ({"level": 4}, lambda case: case["level"] >= 4),
    ({"overdue": True}, lambda case: case["due_at"] < NOW),
    ({"returned": True}, lambda case: case["returns"] > 0),
    ({"reopened": True}, lambda case: case["reopened"] > 0),
    ({"wants_time": True}, lambda case: case["wants_time"]),
    ({"assignee": "desk:nguoi-07"}, lambda case: case["assignee"] == "desk:nguoi-07"),
    ({"assignee": "nobody"}, lambda case: case["assignee"] is None),
    ({"phone": "+84905000000"}, lambda case: case["submission"]["contact"]["phone"] == "+84905000000"),
    ({"received_from": NOW - WEEK}, lambda case: case["submission"]["received_at"] >= NOW - WEEK),
    ({"received_to": NOW - WEEK}, lambda case: case["submission"]["received_at"] < NOW - WEEK),
    ({"due_from": NOW, "due_to": NOW + WEEK}, lambda case: NOW <= case["due_at"] < NOW + WEEK),
    ({"overdue": True, "due_to": NOW - WEEK}, lambda case: case["due_at"] < NOW - WEEK),
    ({"overdue": True, "urgency": "complex"}, lambda case: case["due_at"] < NOW and case["urgency"] == "complex"),
    ({"holder": "so-y-te"}, lambda case: "so-y-te" in case["holders"] and case["forward_at"] is None),
    (
        {"holder": "so-y-te", "part": True},
        lambda case: any(each["role"] == "coordinating" for each in case["assignments"]) and case["forward_at"] is None,
    ),
]
URGENCY = {"urgent": 0, "normal": 1, "complex": 2}
ORDERS: dict[str, Callable[[dict[str, Any]], Any]] = {
    "due": lambda case: (case["due_at"], case["_id"]),
    "urgency": lambda case: (URGENCY[case["urgency"]], case["due_at"], case["_id"]),
    "received": lambda case: (case["submission"]["received_at"], case["_id"]),
    "newest": lambda case: (case["submission"]["received_at"], case["_id"]),
    "changed": lambda case: (case["changed_at"], case["_id"]),
}
BACKWARDS = ("newest", "changed")


@pytest.mark.parametrize(("asked", "check"), FILTERS, ids=[str(asked) for asked, _ in FILTERS])
def test_a_filter_finds_what_counting_by_hand_finds(stock: Stock, asked: dict[str, Any], check: Check) -> None:
    by_hand = sorted((case for case in stock.documents if check(case)), key=ORDERS["due"])
    listed = stock.page(**{"states": ALL, **asked}, limit=200)
    assert [row.code for row in listed.rows] == [case["_id"] for case in by_hand[:200]]
    assert listed.total == len(by_hand)
    assert (listed.after is None) == (len(by_hand) <= 200)


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("asked", [{}, {"channel": "hotline"}, {"holder": "so-y-te"}, {"urgency": "normal"}], ids=str)
def test_leafing_meets_every_case_once_in_order(stock: Stock, order: str, asked: dict[str, Any]) -> None:
    everything = stock.page(states=ALL, limit=200, **asked).total
    rows = [row.code for row in stock.leafed(states=ALL, order=order, limit=17, **asked)]
    assert len(rows) == len(set(rows)) == everything
    known = {case["_id"]: case for case in stock.documents}
    assert rows == sorted(rows, key=lambda code: ORDERS[order](known[code]), reverse=order in BACKWARDS)


def test_what_was_answered_is_in_no_list_of_open_cases(stock: Stock) -> None:
    assert stock.page(states=("answered",)).total == 0
    assert stock.lists.count(Wanted(states=ALL), NOW) == len(stock.documents)


@pytest.mark.parametrize(
    "after", ["", "x", "1-2", "99999999999999999-2611230000001", "n17", "due.5", "1-261123000000x"]
)
def test_an_invented_place_is_refused(stock: Stock, after: str) -> None:
    if not after:
        assert stock.page(states=ALL, after=after).rows
        return
    with pytest.raises(Rejected, match="unknown-place-in-list"):
        stock.page(states=ALL, after=after)


def test_who_has_taken_how_much(stock: Stock) -> None:
    load = {who: (open_, late) for who, open_, late in stock.lists.load(100)}
    by_hand: dict[str, list[int]] = {}
    for case in stock.documents:
        if case["assignee"]:
            numbers = by_hand.setdefault(case["assignee"], [0, 0])
            numbers[0] += 1
            numbers[1] += case["level"] >= 2
    assert load == {who: (open_, late) for who, (open_, late) in by_hand.items()}


def test_who_did_how_much_today_and_this_week(stock: Stock) -> None:
    midnight, since = NOW - timedelta(hours=9), NOW - WEEK
    code = stock.documents[5]["_id"]
    acts = [("desk:an", NOW), ("desk:an", NOW - WEEK / 2), ("desk:binh", NOW - 2 * WEEK), ("rule", NOW)]
    history = [{"act": f"{by}/{at}", "by": by, "at": at, "did": "noted", "assignment": 1} for by, at in acts]
    stock.database.cases.update_one({"_id": code}, {"$set": {"history": history, "changed_at": NOW}})
    assert stock.lists.acts(midnight, since) == [("desk:an", 1, 2)]


@pytest.mark.parametrize(("holder", "changed"), [(None, True), ("so-y-te", False), ("ubnd-phuong-pleiku", True)])
def test_whether_anything_changed_is_asked_for_each_reader(stock: Stock, holder: str | None, changed: bool) -> None:
    later = NOW + timedelta(days=400)
    case = next(
        each for each in stock.documents if each["holders"] == ["ubnd-phuong-pleiku"] and not each["forward_at"]
    )
    stock.database.cases.update_one({"_id": case["_id"]}, {"$set": {"changed_at": later}})
    assert stock.lists.has_changed_since(later - timedelta(seconds=1), holder) is changed
    assert not stock.lists.has_changed_since(later, holder)
