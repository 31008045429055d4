"""Lists, counts, files, saved lists and open pages: each agency has its own."""

from __future__ import annotations

import csv
import io
import re

import pytest
import requests

from services.routing.usecases.requests import Accept, Note
from tests.integration.routing.authorisation.neighbours import (
    HEALTHS,
    NEXT_DOOR,
    NURSES,
    SHARED,
    WARD,
    WARDS,
    Neighbours,
)
from tests.unit.routing.catalogs import LOCAL

pytestmark = pytest.mark.integration


def exported(town: Neighbours, who: str, **query: str) -> set[str]:
    """Return the codes in a file of the list."""
    answer = town.call(who, "GET", "/desk/export.csv", params=query)
    answer.encoding = "utf-8-sig"
    return {line[0] for line in list(csv.reader(io.StringIO(answer.text)))[1:]}


@pytest.mark.parametrize("who", NEXT_DOOR)
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, {HEALTHS, SHARED}),
        ({"q": "cay"}, {HEALTHS, SHARED}),  # stands in all of them
        ({"q": "cay", "order": "changed"}, {HEALTHS, SHARED}),
        ({"q": "Phù Đổng"}, set()),
        ({"q": "Văn An"}, set()),
        ({"channel": "web", "urgency": "normal"}, {HEALTHS, SHARED}),
        ({"category": "ha-tang"}, {SHARED}),
        ({"area": "23575", "order": "due"}, {HEALTHS, SHARED}),
        ({"state": "merged"}, set()),
        ({"state": "triage"}, set()),
        ({"assignee": "nobody"}, {HEALTHS, SHARED}),
        ({"assignee": "desk:can-bo-phuong"}, set()),
        ({"part": "true"}, {SHARED}),
        ({"after": "n1"}, None),
    ],
)
def test_every_list_holds_an_agency_s_own_cases_and_parts_only(
    town: Neighbours, query: dict[str, str], expected: set[str] | None, who: str
) -> None:
    found = exported(town, who, box="search", **query)
    assert found == expected if expected is not None else found <= {HEALTHS, SHARED}


def test_the_list_of_the_other_agency_has_its_own(town: Neighbours) -> None:
    assert exported(town, "ward", box="search", q="cay") == {WARDS, SHARED}


@pytest.mark.parametrize("who", NEXT_DOOR)
def test_what_is_counted_is_what_is_listed(town: Neighbours, who: str) -> None:
    pages = [town.call(who, "GET", path).text for path in ("/desk?box=all", "/desk/counts?box=all")]
    counted = [sum(map(int, re.findall(r'class="count[^"]*">(\d+)<', page))) for page in pages]
    listed = sum(len(exported(town, who, box=box)) for box in re.findall(r'href="/desk\?box=(\w+)"', pages[1]))
    assert counted[0] == counted[1]
    assert counted[0] == listed > 0


@pytest.mark.parametrize("who", NEXT_DOOR)
@pytest.mark.parametrize("path", ["/desk", "/desk/export.csv", "/desk/print", "/desk/search", "/api/desk/cases"])
def test_asking_for_the_other_agency_s_cases_is_refused(town: Neighbours, path: str, who: str) -> None:
    answer = town.call(who, "GET", path, params={"agency": LOCAL, **({"q": "cay"} if path.startswith("/desk") else {})})
    assert answer.status_code == 403
    assert WARDS not in answer.text


@pytest.mark.parametrize("who", NEXT_DOOR)
def test_the_api_lists_and_counts_an_agency_s_own_cases_and_parts(town: Neighbours, who: str) -> None:
    found = town.call(who, "GET", "/api/desk/cases").json()
    assert ([each["code"] for each in found["cases"]], found["total"]) == ([SHARED, HEALTHS], 2)


def test_a_list_that_is_shared_is_shared_within_the_agency(town: Neighbours) -> None:
    """What somebody calls a list may name a citizen."""
    saved = {"name": "vu-ong-an", "query": "q=Phu+Dong", "shared": "yes"}
    assert town.send("ward_leader", "/desk/views", **saved).status_code == 303
    for who, seen in (("ward_leader", True), ("health_leader", False), ("shift_lead", False)):
        assert ("vu-ong-an" in town.call(who, "GET", "/desk?box=all").text) is seen, who


def test_an_open_page_hears_of_its_own_agency_s_cases_only(town: Neighbours) -> None:
    headers = {"Authorization": f"Bearer {town.tokens['health']}"}
    with requests.get(f"{town.url}/desk/live", headers=headers, stream=True, timeout=(10, 15)) as stream:
        lines = (line for line in stream.iter_lines(chunk_size=1, decode_unicode=True) if line.startswith("data:"))
        assert '"again"' in next(lines)
        town.application.act_on_case(WARDS, Note("Một."), WARD)
        town.application.act_on_case(WARDS, Note("Hai."), WARD)
        town.application.act_on_case(HEALTHS, Note("Ba."), NURSES)
        assert HEALTHS in next(lines)  # the first it hears of
        town.application.act_on_case(SHARED, Accept(), NURSES)
        assert SHARED in next(lines)
