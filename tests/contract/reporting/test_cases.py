"""Arrivals counted in columns are those counted one by one, also where something happened with the cases."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest

from services.kit.failures import Retryable
from services.reporting.adapters.columns.census import Census
from services.reporting.adapters.forecasting.column_cases import ColumnCases
from services.reporting.adapters.forecasting.memory_cases import MemoryCases
from tests.unit.reporting.builders import a_case, local

START = local("2026-11-20 00:00")
DAYS = timedelta(days=4)
CHANNELS, CATEGORIES = ("web", "zalo", "hotline"), ("ha-tang.giao-thong", "ha-tang.dien-luc", None)


def both(seed: int) -> tuple[ColumnCases, MemoryCases]:
    """Return the same random arrivals in columns and in a list."""
    chance, census, listed = random.Random(seed), Census(), MemoryCases()
    sheets = []
    for number in range(300):
        at = START + timedelta(minutes=chance.randrange(4 * 24 * 60))
        channel, category = chance.choice(CHANNELS), chance.choice(CATEGORIES)
        wall = (at + timedelta(hours=7)).strftime("%Y-%m-%d %H:%M")
        case = a_case(f"{number:013d}").received(wall, channel, category)
        if chance.random() < 0.4:
            case.routed(1, "so-y-te", "2026-11-24 08:00", "2026-11-30 17:00", category)
        sheets.append(case.sheet)
        listed.add(at, channel, category or "", "")
    census.put(sheets)
    census.put(sheets[::3])
    return ColumnCases(census), listed


@pytest.mark.parametrize("seed", range(3))
def test_columns_count_what_a_list_counts(seed: int) -> None:
    columns, listed = both(seed)
    spans = [(START, START + DAYS), (START + timedelta(hours=30, minutes=7), START + timedelta(hours=52))]
    for since, until in spans:
        assert columns.per_quarter(since, until) == listed.per_quarter(since, until)
        assert columns.per_cell(since, until) == listed.per_cell(since, until)
    assert columns.first() == listed.first()


def test_nothing_came_to_an_empty_province() -> None:
    empty = ColumnCases(Census())
    assert empty.per_quarter(START, START + DAYS) == {} == empty.per_cell(START, START + DAYS)
    assert empty.first() is None


def test_half_the_arrivals_are_never_told() -> None:
    with pytest.raises(Retryable):
        ColumnCases(Census(), lambda: "reading facts").per_quarter(START, START + DAYS)
