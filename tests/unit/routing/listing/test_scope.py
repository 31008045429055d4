"""What an account may ask of lists, and who hears which news."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from services.kit.clock import FixedClock
from services.kit.failures import Rejected
from services.routing.domain.policies import Actor
from services.routing.domain.roles import ADMINISTRATOR, AGENCY_LEADER, EDITOR, LEADER, OFFICER, OPERATOR, SHIFT_LEAD
from services.routing.usecases.listing import ListCases, Listed, Wanted, inboxes_of
from services.routing.usecases.listing.list_cases import scoped
from services.routing.usecases.listing.news import GONE, MOST_LISTENERS, MOST_OF_ONE, Listener, NewsRoom, Stir
from tests.unit.routing.builders import NOON
from tests.unit.routing.catalogs import HEALTH, LOCAL, snapshot
from tests.unit.routing.fakes import MemoryCatalogs


def person(role: str, agency: str | None = None, name: str = "desk:an") -> Actor:
    return Actor(name, agency, role)


@pytest.mark.parametrize("role", [OPERATOR, SHIFT_LEAD, ADMINISTRATOR, LEADER])
def test_the_centre_asks_for_whatever_it_wants(role: str) -> None:
    assert scoped(Wanted(agency=HEALTH), person(role)) == Wanted(agency=HEALTH)


@pytest.mark.parametrize("role", [OFFICER, AGENCY_LEADER])
@pytest.mark.parametrize("asked", [None, LOCAL])
def test_an_agency_gets_its_own_whatever_it_asks(role: str, asked: str | None) -> None:
    wanted = scoped(Wanted(agency=asked, words="đèn"), person(role, LOCAL))
    assert (wanted.holder, wanted.agency, wanted.words) == (LOCAL, None, "đèn")


@pytest.mark.parametrize(
    "actor",
    [
        person(OFFICER, LOCAL),  # another agency's
        person(AGENCY_LEADER, LOCAL),
        person(OFFICER, None),  # of no agency at all
        person(EDITOR),
        person("stranger"),
    ],
)
def test_nobody_else_gets_another_agencys_cases(actor: Actor) -> None:
    with pytest.raises(Rejected, match="forbidden"):
        scoped(Wanted(agency=HEALTH), actor)


def test_mine_is_whoever_asks() -> None:
    assert scoped(Wanted(assignee="me"), person(OPERATOR)).assignee == "desk:an"
    assert scoped(Wanted(assignee="me"), person(OFFICER, LOCAL)).assignee == "desk:an"


@pytest.mark.parametrize("role", [OPERATOR, SHIFT_LEAD, OFFICER, AGENCY_LEADER, ADMINISTRATOR, LEADER])
def test_every_role_has_inboxes_of_different_names(role: str) -> None:
    slugs = [each.slug for each in inboxes_of(person(role, LOCAL))]
    assert slugs
    assert len(set(slugs)) == len(slugs)


STIR = Stir("2611230000001", "accepted", holders=(LOCAL,), parted=(HEALTH,))


@pytest.mark.parametrize(
    ("actor", "state"),
    [
        (person(OPERATOR), "accepted"),
        (person(LEADER), "accepted"),
        (person(OFFICER, LOCAL), "accepted"),
        (person(OFFICER, HEALTH), GONE),  # it was theirs until now; what became of it is not their business
        (person(OFFICER, "so-cong-thuong"), None),
        (person(OFFICER, None), None),
        (person(EDITOR), None),
    ],
)
def test_who_hears_of_a_change(actor: Actor, state: str | None) -> None:
    listener = Listener(actor)
    listener.hear(STIR)
    assert [each.state for each in listener.wait(0)] == ([state] if state else [])


def test_open_pages_are_bounded_for_each_and_for_all() -> None:
    room = NewsRoom()
    mine = [room.enter(person(OPERATOR)) for _ in range(MOST_OF_ONE + 1)]
    assert [each is not None for each in mine] == [True] * MOST_OF_ONE + [False]
    rest = [room.enter(person(OPERATOR, name=f"desk:nguoi-{number}")) for number in range(MOST_LISTENERS)]
    assert sum(each is not None for each in [*mine, *rest]) == MOST_LISTENERS
    room.leave(mine[0])  # type: ignore[arg-type]
    assert room.enter(person(OPERATOR, name="desk:moi")) is not None


def test_a_closed_room_wakes_everybody_and_lets_nobody_in() -> None:
    room = NewsRoom()
    listener = room.enter(person(OPERATOR))
    assert listener
    room.close()
    assert listener.bell.is_set()
    assert room.closed
    assert room.enter(person(OPERATOR)) is None


def test_a_page_that_does_not_read_is_not_remembered_for_ever() -> None:
    listener = Listener(person(OPERATOR))
    for _ in range(1_000):
        listener.hear(STIR)
    assert len(listener.wait(0)) == 100


class Asked:
    """Lists that remember the question."""

    def __init__(self) -> None:
        self.wanted: Wanted | None = None

    def find(self, wanted: Wanted, _: datetime) -> Listed:
        self.wanted = wanted
        return Listed((), 0, None)


@pytest.mark.parametrize(
    ("asked", "categories", "areas"),
    [
        ({"categories": ("ha-tang",)}, {"ha-tang", "ha-tang.chieu-sang", "ha-tang.cay-xanh"}, set()),
        ({"categories": ("ha-tang.cay-xanh",)}, {"ha-tang.cay-xanh"}, set()),
        ({"categories": ("ha",)}, {"ha"}, set()),  # no such branch, and no beginning of one
        # A ward, and the ward and the town that it took over; the province, and all that is below.
        ({"areas": ("23575",)}, set(), {"23575", "2021-622", "2021-23575"}),
        ({"areas": ("52",)}, set(), {"52", "23575", "99999", "2021-622", "2021-23575"}),
        ({"areas": ("99999",)}, set(), {"99999"}),
    ],
)
def test_a_branch_is_asked_for_with_all_below_it(asked: dict[str, Any], categories: set[str], areas: set[str]) -> None:
    lists = Asked()
    listing = ListCases(lists, MemoryCatalogs(snapshot()), FixedClock(NOON))  # type: ignore[arg-type]
    listing.page(Wanted(**asked), person(OPERATOR))
    assert lists.wanted
    assert (set(lists.wanted.categories), set(lists.wanted.areas)) == (categories, areas)
