"""Single cases out of the columns: `domain.late`, for all cases at once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np

from services.reporting.adapters.columns.encoding import OPEN
from services.reporting.adapters.columns.growing import Column
from services.reporting.adapters.columns.selecting import Selection
from services.reporting.domain.late import LateCase
from services.reporting.domain.question import Part

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def late(selection: Selection, most: int) -> list[LateCase]:
    """Return what is overdue, the longest first, equal ones by code."""
    lines = selection.to_handle()
    lines = lines[selection.of("phase", lines) == OPEN]
    lines = _longest(selection, lines[selection.is_overdue(lines)], most)
    order = np.lexsort((selection.of_case("code", lines), selection.of("moment", lines)))[:most]
    return [_case(selection, lines[place : place + 1]) for place in order.tolist()]


def _longest(selection: Selection, lines: Column, most: int) -> Column:
    """Leave out what cannot be among the first, so that few have to be sorted."""
    due = selection.of("moment", lines)
    return lines[due <= np.partition(due, most - 1)[most - 1]] if len(lines) > most > 0 else lines


def _case(selection: Selection, line: Column) -> LateCase:
    words = {
        part: selection.words(part)[int(selection.codes(part, line)[0])]
        for part in (Part.AGENCY, Part.CATEGORY, Part.AREA, Part.CHANNEL)
    }
    return LateCase(
        selection.of_case("code", line)[0].decode(),
        words[Part.AGENCY],
        words[Part.CATEGORY],
        words[Part.AREA],
        str(words[Part.CHANNEL]),
        _moment(selection.of_case("received", line)),
        _moment(selection.of("moment", line)),
        int(selection.of("level", line)[0]),
    )


def _moment(column: Column) -> datetime:
    return _EPOCH + timedelta(milliseconds=int(column[0]))
