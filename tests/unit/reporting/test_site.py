"""The page and the API, on facts in memory."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from services.reporting.adapters.memory_sheets import MemoryFactSheets
from tests.unit.reporting.site import site


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    """A browser without scripts."""
    return site().test_client()


def figures(client: FlaskClient, url: str) -> dict[Any, dict[str, Any]]:
    """Return the figures of a report by name of row."""
    found = client.get(url).json
    assert found is not None
    assert found["faults"] == []
    return {row["name"]: row["figures"] for row in found["rows"]} | {"total": found["total"]}


def test_a_report_by_agency_has_names_figures_and_a_total_that_adds_up(client: FlaskClient) -> None:
    rows = figures(client, "/api/reports/agency?month=2026-11")
    assert rows["Sở Y tế"]["to_handle"] == 3
    assert rows["Sở Y tế"]["handled_late"] == rows["Sở Y tế"]["overdue"] == 1
    assert rows["Sở Y tế"]["late_percent"] == 66.7
    assert rows["Chưa phân công"]["not_accepted"] == 1
    assert (rows["total"]["received"], rows["total"]["carried_over"], rows["total"]["open"]) == (4, 1, 3)


def test_categories_can_be_read_one_by_one_or_per_group_and_in_english(client: FlaskClient) -> None:
    assert figures(client, "/api/reports/category?lang=en").keys() == {"Roads", "Not classified yet", "total"}
    groups = figures(client, "/api/reports/category?lang=en&level=group")
    assert groups.keys() == {"Infrastructure", "Not classified yet", "total"}


def test_the_trend_carries_what_a_month_leaves_open_into_the_next(client: FlaskClient) -> None:
    rows = figures(client, "/api/reports/month?month=2026-11")
    assert (rows["10/2026"]["open"], rows["11/2026"]["carried_over"]) == (1, 1)
    assert (rows["total"]["received"], len(rows)) == (5, 13)


def test_a_closed_month_is_reported_as_it_ended(client: FlaskClient) -> None:
    found = client.get("/api/reports/channel?month=2026-10").json
    assert found is not None
    assert found["seen_at"] == found["end"]


@pytest.mark.parametrize(
    ("url", "status", "slug"),
    [
        # A month that has not begun has no report.
        ("/api/reports/agency?month=2026-12", 404, "month-not-begun"),
        # There is no thirteenth month.
        ("/api/reports/agency?month=2026-13", 422, "invalid"),
        # Nor a language we do not speak.
        ("/api/reports/agency?lang=fr", 422, "invalid"),
        # Nor a report by weather.
        ("/api/reports/weather", 404, "not-found"),
    ],
)
def test_what_cannot_be_reported_is_refused_with_a_reason(
    client: FlaskClient, url: str, status: int, slug: str
) -> None:
    answer = client.get(url)
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    assert answer.json is not None
    assert answer.json["slug"] == slug


def test_csv_is_a_download_that_cannot_run_anything(client: FlaskClient) -> None:
    answer = client.get("/api/reports/agency.csv?month=2026-11")
    assert answer.content_type == "text/csv; charset=utf-8"
    assert "attachment; filename=1022-agency-2026-11.csv" in answer.headers["Content-Disposition"]
    assert answer.data.startswith(b"\xef\xbb\xbf")
    assert "'=Sở Xây dựng" in answer.text


def test_the_page_shows_every_table_its_downloads_and_the_formulas(client: FlaskClient) -> None:
    page = client.get("/?month=2026-11").text
    for words in ("Sở Y tế", "Theo lĩnh vực", "Giao thông", "Zalo", "11/2026", "766/QĐ-TTg", "01/11/2026", "66,7"):
        assert words in page
    assert page.count("<table") == page.count(".csv?month=2026-11") == 5


def test_the_page_speaks_english_on_request(client: FlaskClient) -> None:
    page = client.get("/?lang=en").text
    assert '<html lang="en">' in page
    assert "Carried over" in page
    assert "Tồn kỳ trước" not in page


def test_the_page_works_before_anything_has_happened() -> None:
    page = site(MemoryFactSheets()).test_client().get("/").text
    assert "Không có phản ánh nào cần xử lý trong kỳ này." in page
    assert "None" not in page


@pytest.mark.parametrize(("month", "status"), [("abc", 422), ("2027-01", 404), ("", 200), ("2001-01", 200)])
def test_the_page_answers_any_month_somebody_may_type(client: FlaskClient, month: str, status: int) -> None:
    answer = client.get("/", query_string={"month": month})
    assert (answer.status_code, answer.mimetype) == (status, "text/html")


def test_charts_need_no_style_that_the_security_policy_forbids(client: FlaskClient) -> None:
    page = client.get("/").text
    assert not re.search(r"\sstyle=|<style|<script", page)
