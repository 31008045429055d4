"""Every address of lists, for everybody: allowed, refused, and never another agency's case."""

from __future__ import annotations

import re

import pytest
import requests

from tests.integration.routing.listing.newsroom import SOON, Newsroom
from tests.unit.routing.builders import code, received
from tests.waiting import eventually

pytestmark = pytest.mark.integration

READERS = {"operator", "shift_lead", "administrator", "leader", "ward", "ward_leader", "health"}
EVERYBODY = READERS | {"editor"}
#: Address, and who may; all others are refused.
READING = {
    "/desk": READERS,
    "/desk/cases": READERS,
    "/desk/search?q=den": READERS,
    "/desk/counts": READERS,
    "/desk/export.csv": READERS,
    "/desk/print": READERS,
    "/desk/workload": {"shift_lead", "administrator", "leader"},
}
WRITING = {"/desk/assign": {"shift_lead"}, "/desk/views": READERS, "/desk/views/remove": READERS}
DONE, REFUSED = (200, 303), (403,)
OTHERS, OWN = code(3), code(1)


def asked(room: Newsroom, as_whom: str | None, method: str, path: str, **form: object) -> requests.Response:
    """Ask as somebody; forms with the token that every page of forms carries."""
    with requests.Session() as session:
        if as_whom:
            session.headers["Authorization"] = f"Bearer {room.tokens[as_whom]}"
        if method == "POST":
            door = session.get(f"{room.process.url}/dang-nhap", timeout=SOON).text
            form["csrf_token"] = re.findall(r'name="csrf_token" value="([^"]+)"', door)[0]
        return session.request(
            method, f"{room.process.url}{path}", data=form or None, timeout=SOON, allow_redirects=False
        )


def test_who_may_open_which_list(room: Newsroom) -> None:
    for method, table in (("GET", READING), ("POST", WRITING)):
        for path, allowed in table.items():
            for who in EVERYBODY:
                status = asked(room, who, method, path).status_code
                assert status in (DONE if who in allowed else REFUSED), (method, path, who, status)
            stranger = asked(room, None, method, path)
            assert stranger.status_code in (302, 303, 400, 401), (method, path, stranger.status_code)
            assert OWN not in stranger.text
    with pytest.raises(AssertionError, match="403"), room.listening("editor"):
        pass


def test_no_list_shows_an_agency_anothers_case(room: Newsroom) -> None:
    room.application.route_cases([received(3, category="y-te")])
    found = ("/desk/search?q=den+duong", f"/desk/search?q={OTHERS[-5:]}", "/desk?box=all", "/desk?box=new")
    eventually(lambda: OTHERS in asked(room, "health", "GET", found[0]).text)
    for path in (*found, "/desk/export.csv?box=all", "/desk/print?box=all", "/desk?box=all&assignee=nobody"):
        for who in ("ward", "ward_leader"):
            answer = asked(room, who, "GET", path)
            assert answer.status_code == 200
            shown = answer.text.replace(" ", "")
            assert OTHERS not in shown.replace(f'value="{OTHERS[-5:]}"', ""), (path, who)
            assert "all" not in path or OWN in shown
    for path in ("/desk?agency=so-y-te", "/desk/export.csv?agency=so-y-te", "/desk/search?q=den&agency=so-y-te"):
        assert asked(room, "ward", "GET", path).status_code == 403
        assert OTHERS not in asked(room, "ward", "GET", path).text.replace(" ", "")


def test_the_shift_lead_gives_nothing_to_somebody_who_is_not_there(room: Newsroom) -> None:
    room.application.route_cases([received(4, category=None)])
    for who, given in (("desk:khong-co-ai", 0), ("truc-01", 0), ("desk:truc-01", 1), ("", 1), ("", 0)):
        form = {"code": [code(4)], "who": who, "query": "box=triage&next=//evil.example"}
        answer = asked(room, "shift_lead", "POST", "/desk/assign", **form)
        assert answer.headers["Location"] == f"/desk?box=triage&assigned={given}&refused={1 - given}"
