"""Public holidays of Việt Nam by the `holidays` package. The province's own catalogue has the last word."""

from __future__ import annotations

from datetime import date
from functools import cache

import holidays

#: From before the first case to well after the last rule anybody will write today. Tết of years that are not announced
#: yet follows from the lunar calendar; the announcement goes into the catalogue.
YEARS = range(2020, 2041)


@cache
def vietnam_holidays() -> tuple[dict[date, str], dict[date, str]]:
    """Return days off and swapped working days (Saturdays worked for a bridge day), each with its name."""
    known = holidays.country_holidays("VN", years=YEARS, language="vi")
    swapped = {day: "Ngày làm bù" for day in known.weekend_workdays if day.year in YEARS}
    return dict(known), swapped
