"""Where a text has the telephone number its author gave as contact, however the digits are grouped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

_DIGIT = re.compile(r"\d")
_BETWEEN = re.compile(r"[\s.\-–—·()/\u200b-\u200d\ufeff]{0,3}")
_BRACKETED = re.compile(r"\(\+?\d{1,5}\)")
_TRUNKS = ("0084", "840", "84", "0")
_VIETNAM = "+84"
#: Fixed lines: an area code of three digits (two in Hà Nội and TP. Hồ Chí Minh), often left out among neighbours.
_AREA_DIGITS = 3
_SHORTEST = 7


class OwnNumber:
    """A telephone number (E.164), ready to be looked for."""

    def __init__(self, phone: str) -> None:
        national = phone.removeprefix(_VIETNAM).lstrip("+")
        local = national[_AREA_DIGITS:] if phone.startswith("+842") else ""
        self._forms = tuple(form for form in (national, local) if len(form) >= _SHORTEST)

    def find(self, folded: str) -> Iterator[tuple[int, int]]:
        """Yield (start, end) of every place in `folded` (see `folding.view`) that has the number, prefix included."""
        places = [match.start() for match in _DIGIT.finditer(folded)]
        digits = "".join(folded[place] for place in places)
        for form in self._forms:
            at = digits.find(form)
            while at >= 0:
                end = at + len(form)
                if _together(folded, places[at:end]) and not _runs_on(places, end):
                    first = _with_trunk(folded, digits, places, at)
                    if first is not None:
                        yield _opening(folded, places[first]), places[end - 1] + 1
                at = digits.find(form, at + 1)


def _together(folded: str, places: Sequence[int]) -> bool:
    """Return whether nothing but the usual separators lies between the digits."""
    return all(right - left == 1 or _BETWEEN.fullmatch(folded, left + 1, right) for left, right in pairwise(places))


def _runs_on(places: Sequence[int], end: int) -> bool:
    """Return whether another digit follows at once: then this is part of a longer number, such as a case code."""
    return end < len(places) and places[end] == places[end - 1] + 1


def _with_trunk(folded: str, digits: str, places: Sequence[int], at: int) -> int | None:
    """Return the index of the first digit with 0, 84 or 0084 before the number; None when it starts inside another."""
    for trunk in _TRUNKS:
        first = at - len(trunk)
        if first >= 0 and digits.startswith(trunk, first) and _together(folded, places[first : at + 1]):
            if first == 0 or places[first - 1] != places[first] - 1:
                return first
    return at if at == 0 or places[at - 1] != places[at] - 1 else None


def _opening(folded: str, start: int) -> int:
    """Return `start` moved left over "+", and over "(" where it closes after the prefix: (0905), (+84)."""
    if folded[start - 1 : start] == "+":
        start -= 1
    return start - 1 if _BRACKETED.match(folded, max(0, start - 1)) else start
