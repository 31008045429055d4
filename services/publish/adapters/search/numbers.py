"""The number of a published case: the day of its answer, and its place among the answers of that day.

Higher numbers are answers of later days; within a day numbers follow the order in which cases came to the index.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

#: Bits for the place within a day: a million.
_PLACES = 20
#: Bits that one integer of a document carries; MongoDB's are signed and have 64.
WIDTH = 60
#: Bits for which integer of a day it is.
_INTEGERS = 15

Month = int  # 202610
#: Field → bits: which cases of a month.
Bits = dict[int, int]


def number_of(day: date, place: int) -> int:
    """Return the number of the `place`-th case (from 0) of a day."""
    return day.toordinal() << _PLACES | place


def day_of(number: int) -> date:
    """Return the day that a number is of."""
    return date.fromordinal(number >> _PLACES)


def month_of(day: date) -> Month:
    """Return the month that a day is in."""
    return day.year * 100 + day.month


def months_between(first: date, last: date) -> list[Month]:
    """Return the months from that of `first` to that of `last`, oldest first."""
    start, end = first.year * 12 + first.month - 1, last.year * 12 + last.month
    return [each // 12 * 100 + each % 12 + 1 for each in range(start, end)]


def bit_of(number: int) -> tuple[Month, int, int]:
    """Return the month of a number, the field of it and the bit in the field."""
    day, place = day_of(number), number & ((1 << _PLACES) - 1)
    return month_of(day), day.day << _INTEGERS | place // WIDTH, 1 << place % WIDTH


def by_day(month: Month, bits: Bits, *, newest_first: bool) -> Iterator[tuple[date, Bits]]:
    """Yield the bits of a month day by day."""
    days: dict[int, Bits] = {}
    for field, value in bits.items():
        if value:
            days.setdefault(field >> _INTEGERS, {})[field] = value
    for day in sorted(days, reverse=newest_first):
        yield date(month // 100, month % 100, day), days[day]


def count(bits: Bits) -> int:
    """Return how many cases bits name."""
    return sum(value.bit_count() for value in bits.values())


def numbers_in(day: date, bits: Mapping[int, int]) -> Iterator[int]:
    """Yield the numbers that the bits of a day name."""
    start = number_of(day, 0)
    for field, value in bits.items():
        place = (field & ((1 << _INTEGERS) - 1)) * WIDTH
        while value:
            lowest = value & -value
            yield start + place + lowest.bit_length() - 1
            value ^= lowest
