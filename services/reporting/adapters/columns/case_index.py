"""Which number a case has, from its code: a sorted column instead of a million objects."""

from __future__ import annotations

import numpy as np

from services.reporting.adapters.columns.growing import Column

LONGEST = 16
KIND = f"S{LONGEST}"
#: So many new cases are looked up in a dictionary before they are sorted in.
MOST_FRESH = 50_000


class CaseIndex:
    """Numbers from 0, in the order the cases come."""

    def __init__(self) -> None:
        self._codes: Column = np.empty(0, KIND)
        self._numbers: Column = np.empty(0, "i4")
        self._fresh: dict[bytes, int] = {}

    def __len__(self) -> int:
        return len(self._codes) + len(self._fresh)

    def find(self, code: str) -> int | None:
        """Return the number of a case; None for one that has not come yet."""
        key = code.encode()
        number = self._fresh.get(key)
        if number is not None:
            return number
        place = int(np.searchsorted(self._codes, np.bytes_(key)))
        return int(self._numbers[place]) if place < len(self._codes) and self._codes[place] == key else None

    def add(self, code: str) -> int:
        """Return the number of a case that has just come. Raises ValueError for a code longer than codes are."""
        if len(code) > LONGEST:
            raise ValueError("not a case code")
        number = len(self)
        self._fresh[code.encode()] = number
        if len(self._fresh) > MOST_FRESH:
            self._sort_in()
        return number

    def _sort_in(self) -> None:
        codes = np.array(sorted(self._fresh), KIND)
        numbers = np.array([self._fresh[bytes(code)] for code in codes], "i4")
        places = np.searchsorted(self._codes, codes)
        self._codes, self._numbers = np.insert(self._codes, places, codes), np.insert(self._numbers, places, numbers)
        self._fresh = {}
