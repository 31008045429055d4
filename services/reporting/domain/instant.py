"""The instant of `as_of`: what had been recorded before it is known, what was recorded later is not."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta

from services.reporting.domain.period import FIRST_YEAR, LAST_YEAR, LOCAL

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class NotAnInstant(ValueError):  # noqa: N818 - reads as a sentence where it is raised
    """The text is neither a day nor a time as `2026-06-30` and `2026-06-30T17:00` are."""


def read_instant(text: str) -> datetime:
    """Return the instant (UTC) that a text names: a day is known with everything that it brought, to its end.

    A time is local where it names no offset. Raises `NotAnInstant`, also for years outside 2000–2199.
    """
    try:
        if _DAY.fullmatch(text):
            found = datetime.combine(date.fromisoformat(text) + timedelta(days=1), time(0), LOCAL)
        else:
            found = _local(datetime.fromisoformat(text))
        inside = FIRST_YEAR <= found.year <= LAST_YEAR
    except (ValueError, OverflowError) as error:
        raise NotAnInstant(text) from error
    if not inside:
        raise NotAnInstant(text)
    return found.astimezone(UTC)


def _local(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=LOCAL)
