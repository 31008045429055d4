"""Vietnamese telephone numbers in the forms that providers want."""

from __future__ import annotations

import re

_COUNTRY = "84"
#: A mobile number after the country code; fixed lines take no text messages.
_MOBILE = re.compile(r"84[35789]\d{8}")


def international(number: str) -> str | None:
    """Return `84…` for a mobile number in any usual spelling, None for anything else."""
    digits = re.sub(r"[\s.()-]", "", number).removeprefix("+").removeprefix("00")
    if digits.startswith("0"):
        digits = _COUNTRY + digits[1:]
    return digits if _MOBILE.fullmatch(digits) else None


def national(number: str) -> str | None:
    """Return `0…` for a mobile number in any usual spelling, None for anything else."""
    found = international(number)
    return f"0{found.removeprefix(_COUNTRY)}" if found else None
