"""Cases by a telephone number: who may, and what is written down."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import pytest

from services.kit.clock import FixedClock
from services.kit.failures import Rejected
from services.routing.domain.looking import Look
from services.routing.domain.policies import Actor
from services.routing.usecases.listing import Listed, Row, Wanted
from services.routing.usecases.listing.find_by_phone import FindByPhone, phone_in
from services.routing.usecases.listing.workload import ShowWorkload, Workload
from tests.unit.routing.builders import NOON, OPERATOR, SHIFT_LEAD, code, officer
from tests.unit.routing.catalogs import snapshot
from tests.unit.routing.fakes import MemoryCatalogs


def row(number: int) -> Row:
    nothing: dict[str, Any] = dict.fromkeys(("category", "area", "waiting_until", "forward_at", "assignee", "incident"))
    numbers = dict.fromkeys(("level", "returns", "reopened", "followers"), 0)
    words = dict.fromkeys(("title", "state", "agency", "agency_name", "channel", "urgency"), "x")
    flags = dict.fromkeys(("wants_time", "submitted"), False)
    return Row(code=code(number), received_at=NOON, due_at=NOON, **nothing, **numbers, **words, **flags)


class TwoCases:
    """Lists that know two cases, and remember what was asked."""

    def __init__(self) -> None:
        self.asked: list[Wanted] = []

    def find(self, wanted: Wanted, now: datetime) -> Listed:
        self.asked.append(wanted)
        return Listed([row(1), row(2)], 2, None)

    def load(self, limit: int) -> Sequence[tuple[str, int, int]]:
        return [("desk:an", 3, 1), ("desk:binh", 5, 0)]

    def acts(self, midnight: datetime, since: datetime) -> Sequence[tuple[str, int, int]]:
        self.midnight = midnight
        return [("desk:an", 2, 9), ("desk:chi", 1, 1)]


class LookLog:
    """Looks in memory."""

    def __init__(self) -> None:
        self.all: list[Look] = []

    def add(self, look: Look) -> None:
        self.all.append(look)


def finding() -> tuple[FindByPhone, TwoCases, LookLog]:
    lists, looks = TwoCases(), LookLog()
    return FindByPhone(lists, looks, FixedClock(NOON)), lists, looks  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("typed", "phone"),
    [
        ("0905 000 012", "+84905000012"),
        ("0905.000.012", "+84905000012"),
        ("+84 905 000 012", "+84905000012"),
        ("84905000012", "+84905000012"),
        ("(0269) 3821 022", "+842693821022"),  # a landline
        ("905000012", None),  # without 0 it could be the end of a code
        ("2611230000017", None),
        ("0905 000 012 đèn", None),
        ("", None),
    ],
)
def test_a_number_is_known_as_people_write_it(typed: str, phone: str | None) -> None:
    assert phone_in(typed) == phone


@pytest.mark.parametrize("actor", [OPERATOR, SHIFT_LEAD])
def test_every_case_found_is_a_look(actor: Actor) -> None:
    find, lists, looks = finding()
    assert len(find("+84905000012", Wanted(words="0905000012"), actor).rows) == 2
    assert (lists.asked[0].phone, lists.asked[0].words) == ("+84905000012", "")
    assert [(each.account, each.code) for each in looks.all] == [
        (actor.name.removeprefix("desk:"), code(1)),
        (actor.name.removeprefix("desk:"), code(2)),
    ]


@pytest.mark.parametrize("actor", [officer(), Actor("desk:x", role="leader"), Actor("desk:y", role="administrator")])
def test_nobody_else_searches_by_number(actor: Actor) -> None:
    find, lists, looks = finding()
    with pytest.raises(Rejected, match="forbidden"):
        find("+84905000012", Wanted(), actor)
    assert lists.asked == looks.all == []


def test_the_workload_joins_what_is_taken_and_what_was_done_since_midnight_of_the_province() -> None:
    lists = TwoCases()
    show = ShowWorkload(lists, MemoryCatalogs(snapshot()), FixedClock(NOON))  # type: ignore[arg-type]
    assert show() == [
        Workload("desk:binh", 5, 0),
        Workload("desk:an", 3, 1, 2, 9),
        Workload("desk:chi", today=1, week=1),
    ]
    assert lists.midnight == NOON.replace(day=22, hour=17)
