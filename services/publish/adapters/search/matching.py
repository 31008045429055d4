"""Which published cases have a word of every group: bits of months, the rarest group first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from services.publish.adapters.search.numbers import Bits, Month, by_day
from services.publish.adapters.search.vocabulary import MongoVocabulary
from services.publish.adapters.search.word_bits import WordBits
from services.publish.domain.words import Group

#: Rarer words are looked up in all months at once.
RARE = 5_000
#: How much farther back each further reading looks.
FARTHER = 4


class Matching:
    """Finds cases by their words."""

    def __init__(self, bits: WordBits, vocabulary: MongoVocabulary) -> None:
        self._bits = bits
        self._vocabulary = vocabulary

    def days(
        self, groups: Sequence[Group], months: Sequence[Month], *, newest_first: bool
    ) -> Iterator[tuple[date, Bits]]:
        """Yield the days, in order, that have cases with a word of every group, and which cases. `months` ascend."""
        known = self._vocabulary.frequencies(frozenset().union(*groups))
        frequency = {group: sum(known.get(word, 0) for word in group) for group in groups}
        rarest_first = sorted(groups, key=lambda group: frequency[group])
        if not frequency[rarest_first[0]]:
            return
        ordered = list(reversed(months)) if newest_first else list(months)
        size = len(ordered) if frequency[rarest_first[0]] < RARE else 1
        while ordered:
            portion, ordered = ordered[:size], ordered[size:]
            met = self._met(rarest_first, portion)
            for month in portion:
                yield from by_day(month, met.get(month, {}), newest_first=newest_first)
            size *= FARTHER

    def _met(self, groups: Sequence[Group], months: Sequence[Month]) -> dict[Month, Bits]:
        """Return the bits of cases that all groups name."""
        met = self._bits.read(groups[0], months)
        for group in groups[1:]:
            if not met:
                return {}
            others = self._bits.read(group, list(met))
            met = {month: both for month, bits in met.items() if (both := _both(bits, others.get(month, {})))}
        return met


def _both(some: Bits, others: Bits) -> Bits:
    if len(others) < len(some):
        some, others = others, some
    return {field: both for field, value in some.items() if (both := value & others.get(field, 0))}
