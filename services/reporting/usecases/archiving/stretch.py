"""Stretches of the archive, for several readers at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Stretch:
    """The subjects from `first` up to, not including, `after`; None where there is no border."""

    first: str | None = None
    after: str | None = None

    def __contains__(self, subject: str) -> bool:
        return (self.first is None or subject >= self.first) and (self.after is None or subject < self.after)


EVERYTHING = Stretch()


def stretches_of(subjects: Iterable[str], count: int) -> list[Stretch]:
    """Return at most `count` stretches that together hold everything, cut so that each has as many of `subjects`."""
    known = sorted(set(subjects))
    size = max(1, -(-len(known) // count))
    borders = [None, *known[size::size], None]
    return [Stretch(first, after) for first, after in pairwise(borders)]
