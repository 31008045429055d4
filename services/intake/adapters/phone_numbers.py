"""Telephone numbers by the numbering plans in the `phonenumbers` package."""

from __future__ import annotations

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat, PhoneNumberType

HOME = "VN"
# Valid numbers that belong to companies and services: nobody can call a citizen back there.
_NOT_A_CITIZENS = frozenset(
    {PhoneNumberType.TOLL_FREE, PhoneNumberType.PREMIUM_RATE, PhoneNumberType.SHARED_COST, PhoneNumberType.UAN}
)


def normalise_phone(typed: str) -> str | None:
    """Return a number as E.164 (`+84905000012`), read as a Vietnamese one unless it says otherwise, or None."""
    try:
        number = phonenumbers.parse(typed, HOME)
    except NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number) or phonenumbers.number_type(number) in _NOT_A_CITIZENS:
        return None
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


# The first call reads the metadata of a country from disk; no citizen should wait for that.
normalise_phone("0905000012")
