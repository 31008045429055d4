"""The published cases: reads the `public` part of documents that have one, and can see nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from pymongo import ASCENDING, DESCENDING
from pymongo.database import Database

from services.kit.storage.remembered import Remembered
from services.publish.adapters.documents import Document, public_case_of
from services.publish.adapters.indexes import IS_PUBLIC
from services.publish.adapters.search.in_order import LONGEST_MS, InOrder
from services.publish.adapters.search.matching import Matching
from services.publish.adapters.search.numbers import Month, months_between
from services.publish.adapters.search.vocabulary import MongoVocabulary
from services.publish.adapters.search.word_bits import WordBits
from services.publish.domain.days import begins, local_day, next_month
from services.publish.domain.position import Position
from services.publish.domain.public_case import PublicCase
from services.publish.domain.words import Group, asked
from services.publish.usecases.ports import Filters, Stretch

_PUBLIC_ONLY = {"_id": 0, "public": 1}
REMEMBERED_SECONDS = 60.0
_TIME = "public.answered_at"
#: Says the same as `IS_PUBLIC`, but in a way that the index alone can answer.
_ANY_TIME = {"$gt": datetime(1970, 1, 1, tzinfo=UTC)}


class MongoPublicCases:
    """Published cases in collection `cases`, and the words they are found by."""

    def __init__(self, database: Database[Document]) -> None:
        self._cases = database["cases"]
        self._vocabulary = MongoVocabulary(database)
        self._matching = Matching(WordBits(database), self._vocabulary)
        self._in_order = InOrder(self._cases)
        self._agencies = Remembered(self._vocabulary.agencies, REMEMBERED_SECONDS)
        self._areas = Remembered(self._vocabulary.areas, REMEMBERED_SECONDS)

    def find(self, filters: Filters, stretch: Stretch) -> list[PublicCase]:
        """Return published cases, the latest answer first."""
        groups = asked(filters.words, filters.category, filters.agency, filters.areas)
        found = self._matched(groups, filters, stretch) if groups else self._all(filters, stretch)
        return found[::-1] if stretch.before else found

    def show(self, code: str) -> PublicCase | None:
        """Return one published case."""
        found = self._cases.find_one({"_id": code, **IS_PUBLIC}, _PUBLIC_ONLY)
        return public_case_of(found["public"]) if found else None

    def agencies(self) -> Sequence[str]:
        """Return the slugs of the agencies that have published answers, at most a minute old."""
        return self._agencies.get()

    def areas(self) -> Sequence[str]:
        """Return the codes of the areas that published cases are about, at most a minute old."""
        return self._areas.get()

    def _all(self, filters: Filters, stretch: Stretch) -> list[PublicCase]:
        """Return a stretch of all cases, along the index that has them in order."""
        if stretch.skip:
            last = self._skipped(filters, stretch.skip)
            return self._all(filters, Stretch(stretch.most, after=last)) if last else []
        query, order = _stretch_of(filters, stretch)
        found = self._cases.find(query, _PUBLIC_ONLY, sort=order, limit=stretch.most, max_time_ms=LONGEST_MS)
        return [public_case_of(each["public"]) for each in found]

    def _skipped(self, filters: Filters, many: int) -> Position | None:
        """Return where the last of so many cases is. Reads from the index alone."""
        query, order = _stretch_of(filters, Stretch(1))
        found = self._cases.find(query, {"_id": 1, _TIME: 1}, sort=order, skip=many - 1, limit=1)
        return next((Position(each["public"]["answered_at"], each["_id"]) for each in found), None)

    def _matched(self, groups: Sequence[Group], filters: Filters, stretch: Stretch) -> list[PublicCase]:
        months = self._months(filters, stretch)
        days = self._matching.days(groups, months, newest_first=stretch.before is None)
        codes = self._in_order.codes(days, stretch)
        found = self._cases.find({"_id": {"$in": codes}, **IS_PUBLIC}, _PUBLIC_ONLY, max_time_ms=LONGEST_MS)
        by_code = {each["public"]["code"]: public_case_of(each["public"]) for each in found}
        return [by_code[code] for code in codes if code in by_code]

    def _months(self, filters: Filters, stretch: Stretch) -> list[Month]:
        """Return the months in which the stretch can be, oldest first."""
        if filters.month:
            return months_between(filters.month, filters.month)
        first = stretch.before.answered_at if stretch.before else self._answered_at(ASCENDING)
        last = stretch.after.answered_at if stretch.after else self._answered_at(DESCENDING)
        return months_between(local_day(first), local_day(last)) if first and last else []

    def _answered_at(self, way: int) -> Any:
        """Return the time of the first answer or of the last, or None."""
        found = self._cases.find_one(IS_PUBLIC, {"_id": 0, _TIME: 1}, sort=[(_TIME, way)])
        return found["public"]["answered_at"] if found else None


def _stretch_of(filters: Filters, stretch: Stretch) -> tuple[Mapping[str, Any], list[tuple[str, int]]]:
    """Return the query and the order of a stretch of all cases, or of those of a month."""
    way, beyond = (ASCENDING, "$gt") if stretch.before else (DESCENDING, "$lt")
    within: dict[str, Any] = _within(filters.month) if filters.month else _ANY_TIME
    query: list[Mapping[str, Any]] = [{_TIME: within}]
    if start := stretch.before or stretch.after:
        same = {_TIME: start.answered_at, "_id": {beyond: start.code}}
        query.append({"$or": [{_TIME: {beyond: start.answered_at}}, same]})
    return {"$and": query}, [(_TIME, way), ("_id", way)]


def _within(month: date) -> dict[str, Any]:
    return {"$gte": begins(month), "$lt": begins(next_month(month))}
