"""Tables over HTTP: the API, and the pages."""

from __future__ import annotations

import pytest

from services.reporting.web.table_api import CLOSED, OPEN
from tests.unit.reporting.site import site

CLIENT = site().test_client()


@pytest.mark.parametrize("name", OPEN)
def test_every_open_table_is_there_as_json_as_csv_and_as_a_page(name: str) -> None:
    table = CLIENT.get(f"/api/tables/{name}?period=2026-11").json
    assert table is not None
    assert (table["name"], table["period"], table["faults"]) == (name, "2026-11", [])
    assert all(len(row["cells"]) == len(table["columns"]) for row in table["rows"])
    csv = CLIENT.get(f"/api/tables/{name}.csv?period=2026-11")
    assert csv.headers["Content-Disposition"] == f"attachment; filename=1022-{name}-2026-11.csv"
    page = CLIENT.get(f"/bang/{name}?period=2026-11")
    assert page.status_code == 200
    assert "Cách tính" in page.text


@pytest.mark.parametrize("name", sorted(CLOSED))
def test_tables_of_single_cases_and_people_are_not_for_everybody(name: str) -> None:
    assert CLIENT.get(f"/api/tables/{name}").status_code == 404
    assert CLIENT.get(f"/bang/{name}").status_code == 404


def test_any_days_may_be_asked_for() -> None:
    table = CLIENT.get("/api/tables/unit?from=2026-11-02&to=2026-11-19").json
    assert table is not None
    assert (table["period"], table["total"]["cells"][1]) == ("2026-11-02..2026-11-19", 2)


def test_days_go_before_a_period_in_any_order_and_one_alone_is_that_day() -> None:
    turned = CLIENT.get("/api/tables/unit?from=2026-11-19&to=2026-11-02&period=2026").json
    alone = CLIENT.get("/api/tables/unit?to=2026-11-02").json
    assert turned is not None
    assert alone is not None
    assert (turned["period"], alone["period"]) == ("2026-11-02..2026-11-19", "2026-11-02..2026-11-02")


@pytest.mark.parametrize(
    ("query", "status"),
    [
        # No day.
        ("from=2026-11-31", 422),
        # No period.
        ("period=2026-13", 422),
        # More than ten years.
        ("from=2010-01-01&to=2026-01-01", 404),
        # No slug.
        ("agency=Sở Y tế", 422),
        # The future.
        ("period=2027-11", 404),
    ],
)
def test_what_cannot_be_asked_is_refused_by_the_api(query: str, status: int) -> None:
    answer = CLIENT.get(f"/api/tables/unit?{query}")
    assert answer.status_code == status
    assert answer.content_type == "application/problem+json"


def test_a_page_leaves_out_what_it_cannot_read_and_says_so() -> None:
    page = CLIENT.get("/bang/unit?period=2026-11&agency=S%E1%BB%9F&channel=web")
    assert page.status_code == 200
    assert "đã bỏ qua: agency" in page.text
    assert "Chỉ tính: web" in page.text


def test_a_page_can_be_read_in_english() -> None:
    assert "Definitions" in CLIENT.get("/bang/field?period=2026-11&lang=en&level=group").text
