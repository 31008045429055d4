"""Columns of equal length that grow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Column = NDArray[Any]

#: How much larger the room becomes when it is full: memory stays within it, copying is rare.
GROWTH = 1.25
SMALLEST = 1024


class Growing:
    """Named columns with room to grow. What `column` returns is good until the next `extend`."""

    def __init__(self, kinds: Mapping[str, str]) -> None:
        self._kinds = dict(kinds)
        self._room = {name: np.empty(0, kind) for name, kind in kinds.items()}
        self.size = 0

    def column(self, name: str) -> Column:
        """Return the filled part of a column, to read and to write."""
        return self._room[name][: self.size]

    def extend(self, lines: Sequence[tuple[Any, ...]]) -> None:
        """Add lines, their values in the order of the columns. Raises ValueError for more or fewer values."""
        if not lines:
            return
        first, last = self.size, self.size + len(lines)
        self._make_room(last)
        for name, values in zip(self._kinds, zip(*lines, strict=True), strict=True):
            self._room[name][first:last] = values
        self.size = last

    def keep(self, lines: Column) -> None:
        """Keep only these lines, in this order."""
        self._room = {name: self.column(name)[lines] for name in self._kinds}
        self.size = len(lines)

    def bytes(self) -> int:
        """Return how much memory the columns take."""
        return sum(column.nbytes for column in self._room.values())

    def _make_room(self, size: int) -> None:
        room = len(next(iter(self._room.values())))
        if size <= room:
            return
        larger = max(size, SMALLEST, int(room * GROWTH))
        for name, kind in self._kinds.items():
            grown = np.empty(larger, kind)
            grown[: self.size] = self._room[name][: self.size]
            self._room[name] = grown
