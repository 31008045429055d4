"""From days and bits to places in the list: the cases of a day in the order of their answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from pymongo import ASCENDING, DESCENDING
from pymongo.collection import Collection

from services.publish.adapters.search.numbers import Bits, count, numbers_in
from services.publish.domain.days import begins
from services.publish.domain.position import Position
from services.publish.usecases.ports import Stretch

#: A day with more cases than that is gone through in its order, instead of all of its cases being put in order.
MANY = 3_000
_PLACE = {"_id": 1, "public.answered_at": 1, "search_no": 1}
#: A search that takes longer is given up: nobody waits, and one reader must not stop the others.
LONGEST_MS = 5_000


class InOrder:
    """Puts what was matched in the order of the list. Reads from indexes only."""

    def __init__(self, cases: Collection[Any]) -> None:
        self._cases = cases

    def codes(self, days: Iterable[tuple[date, Bits]], stretch: Stretch) -> list[str]:
        """Return the codes of a stretch of the list, in the order in which it is gone through."""
        found: list[str] = []
        for place in self._skipped(days, stretch):
            if not _is_beyond(place, stretch):
                found.append(place.code)
            if len(found) == stretch.most:
                break
        return found

    def _skipped(self, days: Iterable[tuple[date, Bits]], stretch: Stretch) -> Iterator[Position]:
        """Yield places behind those to be skipped. Whole days are skipped by their bits, without being read."""
        newest_first, skip = stretch.before is None, stretch.skip
        wanted = stretch.most + skip
        portion: dict[date, Bits] = {}
        gathered = 0
        for day, bits in days:
            many = count(bits)
            if not portion and skip >= many:
                skip -= many
                continue
            portion[day] = bits
            gathered += many
            if gathered >= wanted:
                yield from _without(skip, self._places(portion, newest_first))
                portion, gathered, skip = {}, 0, 0
        yield from _without(skip, self._places(portion, newest_first))

    def _places(self, portion: Mapping[date, Bits], newest_first: bool) -> Iterator[Position]:
        few = [day for day, bits in portion.items() if count(bits) <= MANY]
        if len(few) == len(portion):
            numbers = [number for day, bits in portion.items() for number in numbers_in(day, bits)]
            yield from sorted(self._of(numbers), reverse=newest_first)
            return
        for day, bits in portion.items():
            yield from self._through(day, frozenset(numbers_in(day, bits)), newest_first)

    def _of(self, numbers: list[int]) -> Iterator[Position]:
        asked = {"search_no": {"$in": numbers}}
        found = self._cases.find(asked, _PLACE, max_time_ms=LONGEST_MS) if numbers else ()
        return (_position(each) for each in found if "answered_at" in each.get("public", ()))

    def _through(self, day: date, numbers: frozenset[int], newest_first: bool) -> Iterator[Position]:
        of_day = {"public.answered_at": {"$gte": begins(day), "$lt": begins(day + timedelta(days=1))}}
        way = DESCENDING if newest_first else ASCENDING
        order = [("public.answered_at", way), ("_id", way)]
        found = self._cases.find(of_day, _PLACE, sort=order, max_time_ms=LONGEST_MS)
        return (_position(each) for each in found if each.get("search_no") in numbers)


def _position(document: Mapping[str, Any]) -> Position:
    return Position(document["public"]["answered_at"], document["_id"])


def _is_beyond(place: Position, stretch: Stretch) -> bool:
    """Return whether a place is on the wrong side of where the stretch begins."""
    if stretch.before:
        return place <= stretch.before
    return stretch.after is not None and place >= stretch.after


def _without(skip: int, places: Iterator[Position]) -> Iterator[Position]:
    for _ in range(skip):
        next(places, None)
    return places
