"""Port `Counts` on columns: what `domain.counting.count` counts, for a million cases in a fraction of a second."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import reduce

import numpy as np

from services.kit.failures import Retryable
from services.reporting.adapters.columns.census import Census
from services.reporting.adapters.columns.growing import Column
from services.reporting.adapters.columns.listing import late
from services.reporting.adapters.columns.marking import durations, marked
from services.reporting.adapters.columns.selecting import Selection, handled
from services.reporting.domain.counting import Counted, Figures
from services.reporting.domain.indicators import COUNTS, FLOWS, Tally
from services.reporting.domain.late import LateCase
from services.reporting.domain.quantiles import hours_of, rank
from services.reporting.domain.question import Key, Part, Question

SHARES = (50, 90)
#: Durations are sorted together with their row; so many bits are the duration (ms, some 139 years).
BITS = 42


class ColumnCounts:
    """Counts what is in the census now. `complaint` says why that is not all yet; None once it is."""

    def __init__(self, census: Census, complaint: Callable[[], str | None] = lambda: None) -> None:
        self._census, self._complaint = census, complaint

    def count(self, question: Question, by: Sequence[Part]) -> Counted:
        """Return the figures by the parts asked for. Raises `Retryable` while the census is not complete."""
        selection = self._selection(question)
        lines, happened = selection.to_handle(), selection.happened()
        keys = _Keys(selection, by, lines, happened.state, happened.agency)
        counts: dict[str, Column] = {}
        for name, holds in marked(selection, lines):
            found = np.bincount(keys.of_lines[holds], minlength=keys.count)
            counts[name] = counts[name] + found if name in counts else found
        for number, name in enumerate(FLOWS):
            counts[name] = np.bincount(keys.of_happenings[happened.figure == number], minlength=keys.count)
        is_handled = handled(selection, lines)
        took = durations(selection, lines[is_handled])
        return _counted(keys.words(), counts, _quantiles(keys.of_lines[is_handled], took, keys.count), took)

    def late(self, question: Question, most: int) -> Sequence[LateCase]:
        """Return what is overdue, the longest first. Raises as above."""
        return late(self._selection(question), most)

    def _selection(self, question: Question) -> Selection:
        """Half the figures would pass for all of them."""
        if complaint := self._complaint():
            raise Retryable(complaint)
        return Selection(self._census, question)


class _Keys:
    """The keys that occur, numbered from 0: for each line, and for each happening."""

    def __init__(
        self, selection: Selection, by: Sequence[Part], lines: Column, happened: Column, agency: Column
    ) -> None:
        self._by, self._selection = by, selection
        self._sizes = [len(selection.words(part)) for part in by]
        own = [agency if part is Part.AGENCY else selection.codes(part, happened) for part in by]
        mixed = np.append(self._mixed([selection.codes(part, lines) for part in by], len(lines)),
                          self._mixed(own, len(happened)))  # fmt: skip
        self._occurring, numbers = _numbered(mixed, reduce(int.__mul__, self._sizes, 1))
        self.of_lines, self.of_happenings = numbers[: len(lines)], numbers[len(lines) :]
        self.count = len(self._occurring)

    def words(self) -> list[Key]:
        """Return the keys in words, by number."""
        columns, rest = [], self._occurring
        for part, size in zip(reversed(self._by), reversed(self._sizes), strict=True):
            rest, codes = np.divmod(rest, size)
            words = self._selection.words(part)
            columns.append([words[code] for code in codes])
        return list(zip(*reversed(columns), strict=True)) if columns else [()] * self.count

    def _mixed(self, codes: Sequence[Column], count: int) -> Column:
        mixed = np.zeros(count, np.int64)
        for size, column in zip(self._sizes, codes, strict=True):
            mixed = mixed * size + column
        return mixed


#: Up to so many possible keys are numbered by a table, more by sorting.
MOST_TABLED = 1 << 21


def _numbered(mixed: Column, possible: int) -> tuple[Column, Column]:
    """Return which values occur, in order, and for each value its place among them."""
    if possible > MOST_TABLED:
        occurring, numbers = np.unique(mixed, return_inverse=True)
        return occurring, numbers
    occurring = np.flatnonzero(np.bincount(mixed, minlength=possible))
    places = np.zeros(possible, np.int64)
    places[occurring] = np.arange(len(occurring))
    return occurring, places[mixed]


def _quantiles(keys: Column, took: Column, count: int) -> list[list[int | None]]:
    """Return, for each share, the duration of each key."""
    packed = np.sort((keys << BITS) | np.minimum(took, (1 << BITS) - 1))
    sizes = np.bincount(keys, minlength=count)
    firsts = np.cumsum(sizes) - sizes
    ordered = packed & ((1 << BITS) - 1)
    return [
        [int(ordered[first + rank(size, share)]) if size else None
         for first, size in zip(firsts.tolist(), sizes.tolist(), strict=True)]
        for share in SHARES
    ]  # fmt: skip


def _counted(
    keys: Sequence[Key], counts: Mapping[str, Column], took: list[list[int | None]], all_took: Column
) -> Counted:
    table = np.stack([counts[name] for name in COUNTS])
    rows = {
        key: Figures(Tally(*line), *map(hours_of, hours))
        for key, line, hours in zip(keys, table.T.tolist(), zip(*took, strict=True), strict=True)
    }
    ordered = np.sort(all_took)
    shares = [int(ordered[rank(len(ordered), share)]) if len(ordered) else None for share in SHARES]
    return Counted(rows, Figures(Tally(*table.sum(axis=1).tolist()), *map(hours_of, shares)))
