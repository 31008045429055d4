"""The standard tables: what stands in them, that they add up, and how they are asked for."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings

from services.kit.clock import FixedClock
from services.kit.events import Event
from services.kit.failures import Rejected
from services.reporting.adapters.catalog_names import CatalogNames
from services.reporting.adapters.forecasting.memory_calls import MemoryCalls
from services.reporting.adapters.memory_sheets import MemoryFactSheets
from services.reporting.domain.asking import Asked, Level, Narrowing, TableName
from services.reporting.domain.period import MonthCut
from services.reporting.domain.table import Kind, Row, Table
from services.reporting.domain.table_csv import csv_of
from services.reporting.usecases.make_table import MakeTable
from services.reporting.usecases.record_facts import RecordFacts
from tests.unit.reporting.builders import a_case, local
from tests.unit.reporting.histories import wild
from tests.unit.reporting.site import CATALOG, NOW, some_cases

KINDS = {
    Kind.COUNT: int, Kind.DAYS: int, Kind.PERCENT: Decimal, Kind.HOURS: Decimal, Kind.SECONDS: Decimal, Kind.TEXT: str,
}  # fmt: skip


def maker(sheets: MemoryFactSheets | None = None) -> MakeTable:
    """Return what makes tables of cases in memory."""
    return MakeTable(
        sheets or some_cases(), MemoryCalls(), CatalogNames(lambda: CATALOG), FixedClock(NOW), MonthCut(),
        timedelta(hours=24),
    )  # fmt: skip


def made(name: TableName, period: str = "2026-11", sheets: MemoryFactSheets | None = None, **more: object) -> Table:
    """Return a table."""
    make = maker(sheets)
    return make(Asked(table=name, span=make.span(period), **more))  # type: ignore[arg-type]


def figures(table: Table, row: Row, *keys: str) -> tuple[object, ...]:
    """Return some cells of a row."""
    return tuple(table.cell(row, key) for key in keys)


def test_the_table_by_unit_has_a_row_for_each_agency_and_one_for_who_has_none() -> None:
    table = made(TableName.UNIT)
    keys = ("carried_over", "received", "to_handle", "handled_on_time", "handled_late", "overdue", "on_time_percent")
    assert [(row.key, row.name) for row in table.rows] == [
        ("so-y-te", "Sở Y tế"), ("so-xay-dung", "=Sở Xây dựng"), (None, "Chưa phân công"),
    ]  # fmt: skip
    assert figures(table, table.rows[0], *keys) == (1, 2, 3, 1, 1, 1, Decimal("33.3"))
    assert table.total is not None
    assert figures(table, table.total, "to_handle", "handled", "open") == (5, 2, 3)
    assert table.faults == []


def test_a_count_leads_to_the_cases_at_the_desk_where_its_list_has_the_filter() -> None:
    table = made(TableName.UNIT, narrowing=Narrowing(channel="web"))
    overdue, received = (next(each for each in table.columns if each.key == key) for key in ("overdue", "received"))
    assert table.drill(table.rows[0], overdue) == {
        "box": "search", "agency": "so-y-te", "channel": "web", "overdue": "true",
    }  # fmt: skip
    assert table.drill(table.rows[0], received) is None
    nobody = next(row for row in made(TableName.UNIT).rows if row.key is None)
    assert table.drill(nobody, overdue) is None


def test_fields_are_added_up_by_group_where_that_is_asked_for() -> None:
    leaves, groups = made(TableName.FIELD), made(TableName.FIELD, level=Level.GROUP)
    assert [(row.key, row.group) for row in leaves.rows] == [("ha-tang.giao-thong", "ha-tang"), (None, None)]
    assert [(row.key, row.name) for row in groups.rows] == [("ha-tang", "Hạ tầng đô thị"), (None, "Chưa phân loại")]


def test_narrowed_to_a_channel_only_its_cases_are_counted() -> None:
    table = made(TableName.CHANNEL, narrowing=Narrowing(channel="hotline"))
    assert [(row.name, *figures(table, row, "received")) for row in table.rows] == [("Điện thoại 1022", 1)]
    assert table.filters == {"channel": "hotline"}


def test_overdue_cases_are_listed_with_their_days() -> None:
    table = made(TableName.OVERDUE)
    assert [(row.key, *figures(table, row, "agency", "days")) for row in table.rows] == [("5", "Sở Y tế", 30)]
    assert table.notes[0].vi == "Có 1 phản ánh quá hạn."


def test_publication_shares_out_what_was_answered() -> None:
    sheets = MemoryFactSheets()
    for code in ("1", "2", "3"):
        case = a_case(code).received("2026-11-02 08:00").answered("so-y-te", "2026-11-03 08:00")
        shown = {"1": case.published, "2": case.withheld}.get(code)
        sheets.merge([shown("2026-11-03 09:00").sheet if shown else case.sheet])
    table = made(TableName.PUBLICATION, sheets=sheets)
    keys = ("handled", "published", "withheld_private", "withheld_editor", "undecided", "published_percent")
    assert figures(table, table.rows[0], *keys) == (3, 1, 1, 0, 1, Decimal("33.3"))
    assert table.faults == []


def test_a_trend_goes_back_a_year_of_months_and_tells_the_change() -> None:
    table = made(TableName.TREND)
    assert [row.key for row in table.rows][::11] == ["2025-12", "2026-11"]
    assert figures(table, table.rows[-1], "received", "received_change") == (4, Decimal("300.0"))
    assert figures(table, table.rows[0], "received", "received_change") == (0, None)


@pytest.mark.parametrize(
    ("period", "count", "first"),
    [
        ("2026-Q4", 8, "2025-Q1"), ("2026-H2", 4, "2025-H1"), ("2026", 3, "2024"),
        ("2026-11-01..2026-11-07", 6, "2026-09-27..2026-10-03"),
    ],
)  # fmt: skip
def test_a_trend_compares_spans_of_the_same_kind(period: str, count: int, first: str) -> None:
    rows = made(TableName.TREND, period).rows
    assert (len(rows), rows[0].key, rows[-1].key) == (count, first, period)


def test_hot_spots_are_places_with_matters() -> None:
    sheets = MemoryFactSheets()
    sheets.merge([a_case(code).received("2026-11-02 08:00", area="23575").sheet for code in ("1", "2")])
    [row] = made(TableName.PLACE, sheets=sheets).rows
    assert (row.key, row.name) == ("23575/ha-tang.giao-thong", "23575 – Giao thông")
    assert row.drill == {"area": "23575", "category": "ha-tang.giao-thong"}


def test_calls_have_a_row_for_each_day_of_a_month_that_has_begun_and_for_each_month_of_a_year() -> None:
    assert [row.name for row in made(TableName.CALL).rows][::22] == ["01/11/2026", "23/11/2026"]
    assert [row.name for row in made(TableName.CALL, "2026").rows][::10] == ["01/2026", "11/2026"]


@settings(max_examples=30, deadline=None)  # a trend alone counts twelve times
@given(wild)
def test_whatever_happened_every_table_adds_up_and_every_cell_is_what_its_column_says(events: list[Event]) -> None:
    sheets = MemoryFactSheets()
    RecordFacts(sheets)(events)
    for name in TableName:
        table = made(name, "2026-10", sheets)
        assert table.faults == [], name
        for row in (*table.rows, *([table.total] if table.total else [])):
            assert len(row.cells) == len(table.columns)
            for column, cell in zip(table.columns, row.cells, strict=True):
                assert cell is None or column.kind is Kind.MOMENT or isinstance(cell, KINDS[column.kind])
        assert csv_of(table).count("\r\n") == 1 + len(table.rows) + (table.total is not None)


@pytest.mark.parametrize(
    ("period", "slug"),
    [
        # No such month.
        ("2026-13", "not-a-span"),
        # Turned round.
        ("2026-11-15..2026-11-01", "not-a-span"),
        # No such day.
        ("2026-11-31..2026-12-01", "not-a-span"),
        # More than ten years.
        ("2010-01-01..2026-01-01", "not-a-span"),
        # In the future.
        ("2027-Q1", "span-not-begun"),
    ],
)
def test_a_span_that_cannot_be_counted_is_refused(period: str, slug: str) -> None:
    with pytest.raises(Rejected) as refused:
        maker().span(period)
    assert refused.value.slug == slug


def test_a_quarter_ends_where_its_months_are_cut() -> None:
    make = MakeTable(some_cases(), MemoryCalls(), CatalogNames(lambda: CATALOG), FixedClock(NOW),
                     MonthCut(25, local("2026-01-01 12:00").time().replace(hour=12)), timedelta(0))  # fmt: skip
    period = make.span("2026-Q3").period
    assert (period.start, period.end) == (local("2026-06-25 12:00"), local("2026-09-25 12:00"))


def test_a_cell_that_could_run_as_a_formula_is_made_harmless_in_csv() -> None:
    assert "'=Sở Xây dựng" in csv_of(made(TableName.UNIT))
    assert "33,3" in csv_of(made(TableName.UNIT))
