"""How a text is cut into the parts a network carries, and how many that are: each part is paid for."""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum

from services.notify.domain.sms.alphabet import is_gsm, septets


class Coding(IntEnum):
    """SMPP's `data_coding`: the GSM alphabet, or UCS-2."""

    GSM7 = 0
    UCS2 = 8


#: Units of one message, and of a part of several: the header that joins them takes 7 septets or 3 UCS-2 units.
LIMITS = {Coding.GSM7: (160, 153), Coding.UCS2: (70, 67)}
#: The header counts parts in one octet.
MOST_PARTS = 255


def coding_of(text: str) -> Coding:
    """Return the cheapest coding that can carry the text."""
    return Coding.GSM7 if is_gsm(text) else Coding.UCS2


def units(text: str, coding: Coding) -> int:
    """Return how many septets or UCS-2 units a text takes. Raises KeyError for what GSM-7 does not have."""
    return sum(map(_cost(coding), text))


def split(text: str, coding: Coding | None = None) -> tuple[str, ...]:
    """Return the parts, which together are the text. No character is ever cut: neither an escape nor a surrogate pair.

    Raises ValueError for more parts than can be numbered.
    """
    coding = coding_of(text) if coding is None else coding
    whole, part = LIMITS[coding]
    if units(text, coding) <= whole:
        return (text,)
    parts = tuple(_filled(text, part, _cost(coding)))
    if len(parts) > MOST_PARTS:
        raise ValueError("too long for text messages")
    return parts


def _filled(text: str, limit: int, cost: Callable[[str], int]) -> list[str]:
    parts, begin, used = [], 0, 0
    for place, letter in enumerate(text):
        if used + cost(letter) > limit:
            parts.append(text[begin:place])
            begin, used = place, 0
        used += cost(letter)
    return [*parts, text[begin:]]


def _cost(coding: Coding) -> Callable[[str], int]:
    return septets if coding is Coding.GSM7 else _pair


def _pair(letter: str) -> int:
    return 2 if letter > "\uffff" else 1
