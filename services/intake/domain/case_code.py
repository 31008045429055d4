"""The case code: thirteen digits that a person can read out over the telephone.

`261123 482917 0`: the local date of receipt (yymmdd), six random digits, one check digit by Damm's method (H. M. Damm,
"Total anti-symmetrische Quasigruppen", 2004). The check digit catches every single wrong digit and every swap of two
neighbours, the two mistakes people make; the random part keeps a code from being guessed from its neighbour's.
"""

from __future__ import annotations

import re
from datetime import date

LENGTH = 13
RANDOM_CODES_A_DAY = 1_000_000

# A totally anti-symmetric quasigroup of order 10; its zero diagonal makes "the whole code runs to 0" the check.
_TABLE = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2),
    (7, 0, 9, 2, 1, 5, 4, 8, 6, 3),
    (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6),
    (6, 1, 2, 3, 0, 4, 5, 9, 7, 8),
    (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4),
    (8, 9, 4, 5, 3, 6, 2, 0, 1, 7),
    (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)
_SPOKEN_PAUSES = re.compile(r"[\s.\-\u2013\u00a0]+")


class NotACaseCode(ValueError):  # noqa: N818 - reads as a sentence where it is raised
    """The text is not a case code: not thirteen digits, no real date, or a slip that the check digit shows."""


def make_code(day: date, number: int) -> str:
    """Return the code for a case received on local `day`; `number` is random, 0 to 999,999."""
    if not 0 <= number < RANDOM_CODES_A_DAY:
        raise ValueError("number out of range")
    body = f"{day:%y%m%d}{number:06d}"
    return body + str(_run(body))


def parse_code(spoken: str) -> str:
    """Return the thirteen digits in `spoken`, which may have spaces, dots and dashes. Raises `NotACaseCode`."""
    digits = _SPOKEN_PAUSES.sub("", spoken)
    if len(digits) != LENGTH or not (digits.isascii() and digits.isdigit()) or _run(digits) != 0:
        raise NotACaseCode
    try:
        date(2000 + int(digits[:2]), int(digits[2:4]), int(digits[4:6]))
    except ValueError:
        raise NotACaseCode from None
    return digits


def grouped(code: str) -> str:
    """Return the code as it is read out: date, six digits, check digit."""
    return f"{code[:6]} {code[6:12]} {code[12:]}"


def _run(digits: str) -> int:
    state = 0
    for digit in digits:
        state = _TABLE[state][ord(digit) - 48]
    return state
