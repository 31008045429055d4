"""A report: rows along one dimension, their total, and what does not add up (normally nothing)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from services.reporting.domain.cross_foot import row_faults, table_faults, trend_faults
from services.reporting.domain.indicators import Tally, added_up
from services.reporting.domain.period import Period
from services.reporting.domain.question import Key


class Dimension(StrEnum):
    """What the rows of a report are."""

    AGENCY = "agency"
    CATEGORY = "category"
    CHANNEL = "channel"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Row:
    """One line: `key` for programs (None where a case has none), `name` for people.

    `group` is the key of the group a category belongs to, None for other dimensions. `period` is there where a row has
    one of its own, as the rows of a trend do.
    """

    key: str | None
    name: str
    tally: Tally
    group: str | None = None
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """`month` names the period; nothing that happened at `seen_at` (UTC) or later is in the figures."""

    dimension: Dimension
    month: str
    period: Period
    seen_at: datetime
    rows: Sequence[Row]
    total: Tally
    faults: Sequence[str]


def fold(tallies: Mapping[Key, Tally], place: Callable[[Key], str | None]) -> dict[str | None, Tally]:
    """Return the tallies added up per what `place` picks from their key."""
    gathered: dict[str | None, list[Tally]] = {}
    for key, tally in tallies.items():
        gathered.setdefault(place(key), []).append(tally)
    return {key: added_up(found) for key, found in gathered.items()}


def most_first(rows: Iterable[Row]) -> list[Row]:
    """Return rows with most to handle first; rows without a key last; equal ones by name."""
    return sorted(rows, key=lambda row: (row.key is None, -row.tally.to_handle, row.name))


def shared_out(dimension: Dimension, month: str, period: Period, seen_at: datetime, rows: Sequence[Row]) -> Report:
    """Return the report whose rows share out the cases of one period."""
    total = added_up([row.tally for row in rows])
    return Report(dimension, month, period, seen_at, rows, total, table_faults([row.tally for row in rows], total))


def trend(month: str, period: Period, seen_at: datetime, rows: Sequence[Row], total: Tally) -> Report:
    """Return the report of consecutive months. Its total is that of the whole `period` as one, counted for itself:
    what was answered in one month and reopened in another is no sum of what the months say.
    """
    tallies = [row.tally for row in rows]
    faults = [*trend_faults(tallies), *row_faults(total)]
    return Report(Dimension.MONTH, month, period, seen_at, rows, total, faults)
