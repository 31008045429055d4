"""/desk/agencies: who is away stands on top, in words, and an agency sees itself only."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from services.routing.domain.gateway.presence import Presence
from tests.unit.routing.builders import NOON
from tests.unit.routing.case_site import CaseSite
from tests.unit.routing.catalogs import FARMING, HEALTH, LOCAL


def presence(agency: str, **changes: object) -> Presence:
    facts: dict[str, object] = {
        "agency": agency,
        "delivery": "pull",
        "waiting": 0,
        "parked": 0,
        "consumers": 0,
        "progress": "",
        "idle_since": None,
        "last_seen_at": NOON,
        "online": True,
        "changed_at": NOON,
        "observed_at": NOON,
        **changes,
    }
    return Presence(**facts)  # type: ignore[arg-type]


@pytest.fixture
def desk() -> CaseSite:
    desk = CaseSite()
    since = NOON - timedelta(minutes=125)
    for each in (
        presence(HEALTH),
        presence(LOCAL, online=False, waiting=3, idle_since=since),
        presence(FARMING, online=False, waiting=9, idle_since=since, escalated_at=NOON),
    ):
        desk.gateway_store.presences.save(None, each, ())
    return desk


def rows(page: str) -> list[str]:
    return re.findall(r'<th scope="row">([^<]+)</th>', page)


@pytest.mark.parametrize("who", ["operator", "shift_lead", "administrator"])
def test_the_centre_sees_all_the_worst_first(desk, who):
    page = desk.page(who, "GET", "/desk/agencies")
    assert page.status_code == 200
    assert rows(page.text) == ["Sở Nông nghiệp và Môi trường", "UBND phường Pleiku", "Sở Y tế"]
    assert "Vắng mặt lâu, cần gọi" in page.text
    assert "Vắng mặt: 2" in page.text
    assert "2:05" in page.text


def test_only_those_in_trouble_are_shown_when_asked(desk):
    page = desk.page("shift_lead", "GET", "/desk/agencies?troubled=1")
    assert rows(page.text) == ["Sở Nông nghiệp và Môi trường", "UBND phường Pleiku"]


@pytest.mark.parametrize(
    ("who", "seen"), [("ward", "UBND phường Pleiku"), ("ward_leader", "UBND phường Pleiku"), ("health", "Sở Y tế")]
)
def test_an_agency_sees_itself_only(desk, who, seen):
    page = desk.page(who, "GET", "/desk/agencies")
    assert rows(page.text) == [seen]


def test_others_do_not_get_in(desk):
    assert desk.page("leader", "GET", "/desk/agencies").status_code == 403
    assert desk.page(None, "GET", "/desk/agencies").status_code in {302, 303, 401}


def test_it_speaks_english_too(desk):
    assert "Away for long" in desk.page("operator", "GET", "/desk/agencies?lang=en").text
