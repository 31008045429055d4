"""Tables as files over HTTP, on facts in memory."""

from __future__ import annotations

import io

import openpyxl  # type: ignore[import-untyped]
import pytest
from flask.testing import FlaskClient

from tests.pdf_text import opened
from tests.unit.reporting.site import site


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    """Somebody who downloads."""
    return site().test_client()


def test_a_table_is_a_workbook_that_opens_with_the_province_above_it(client: FlaskClient) -> None:
    answer = client.get("/api/tables/unit.xlsx?period=2026-11")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.data)).worksheets[0]
    assert answer.headers["Content-Disposition"] == "attachment; filename=1022-unit-2026-11.xlsx"
    assert sheet["A1"].value == "ỦY BAN NHÂN DÂN TỈNH GIA LAI"
    names = {sheet.cell(row, 1).value for row in range(1, sheet.max_row + 1)}
    assert {"Sở Y tế", "=Sở Xây dựng"} <= names


def test_a_table_is_a_paper_with_the_same_figures(client: FlaskClient) -> None:
    answer = client.get("/api/tables/unit.pdf?period=2026-11&lang=vi")
    assert answer.mimetype == "application/pdf"
    words = opened(answer.data).words()
    assert "Sở Y tế" in words
    assert "THỦ TRƯỞNG ĐƠN VỊ" in words


@pytest.mark.parametrize("name", ["field", "channel", "area", "refusal", "shared", "publication", "trend"])
def test_every_open_table_can_be_exported(client: FlaskClient, name: str) -> None:
    answer = client.get(f"/api/tables/{name}.xlsx?period=2026-11")
    assert answer.status_code == 200
    assert openpyxl.load_workbook(io.BytesIO(answer.data)).worksheets[0].max_row > 9


@pytest.mark.parametrize(
    ("address", "status"),
    [
        # Of single people and single cases there are no files for everybody.
        ("person.xlsx", 404),
        ("overdue.pdf", 404),
        ("unit.xlsx?period=2027-01", 404),
        ("unit.xlsx?period=x", 422),
        ("unit.pdf?as_of=2026-11-23", 404),
    ],
)
def test_what_cannot_be_exported_is_refused(client: FlaskClient, address: str, status: int) -> None:
    answer = client.get(f"/api/tables/{address}")
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
