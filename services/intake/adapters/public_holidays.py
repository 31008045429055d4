"""Việt Nam's public holidays, Tết and swapped days by the `holidays` package, which computes each year from the law.

What the government announces otherwise is in the catalogue's calendar and wins over the package.
"""

from __future__ import annotations

from datetime import date

import holidays

_VIETNAM = holidays.country_holidays("VN", language="vi")


def public_holiday(day: date) -> str | None:
    """Return the Vietnamese name of the public holiday on `day`, or None."""
    name: str | None = _VIETNAM.get(day)
    return name
