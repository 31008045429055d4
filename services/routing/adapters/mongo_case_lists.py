"""Lists of cases in MongoDB: every list begins at an index in the order it is shown in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from pymongo.collection import Collection
from pymongo.database import Database
from pymongo.errors import ExecutionTimeout

from services.kit.failures import Rejected
from services.routing.adapters.list_load import acts_of_people, taken_on
from services.routing.adapters.list_places import place_of, read_place
from services.routing.adapters.list_queries import ORDERS, Query, conditions, countable, create_indexes
from services.routing.adapters.list_rows import SHOWN, row
from services.routing.adapters.mongo_case_search import CaseSearch
from services.routing.usecases.listing.ports import MOST_COUNTED, MOST_PER_PAGE, Listed, Wanted

#: No list may keep the database busy for longer; see `bench/desk.py` for how long they take.
PATIENCE_MS = 5_000
#: In the order of the list by urgency.
URGENCIES = ("urgent", "normal", "complex")


class MongoCaseLists:
    """Port `CaseLists`, on collection `cases`."""

    def __init__(self, database: Database[Any]) -> None:
        self._cases: Collection[Any] = database["cases"]
        self._search = CaseSearch(database)

    def prepare(self) -> None:
        """Create the indexes. Safe to repeat."""
        create_indexes(self._cases)

    def find(self, wanted: Wanted, now: datetime) -> Listed:
        """Return a page."""
        limit = min(wanted.limit, MOST_PER_PAGE)
        query = conditions(wanted, now)
        with in_time():
            if wanted.words.strip():
                return self._search.find(wanted, query, limit)
            found = list(self._page(wanted, query, limit + 1))
            rows = [row(each, wanted.holder) for each in found[:limit]]
            if len(found) <= limit:
                return Listed(rows, self._total(wanted, query, rows), None)
            return Listed(rows, self._counted(query), str(place_of(found[limit - 1], wanted.order)))

    def count(self, wanted: Wanted, now: datetime) -> int:
        """Return how many there are, up to `MOST_COUNTED`."""
        with in_time():
            return self._counted(conditions(wanted, now))

    def has_changed_since(self, at: datetime, holder: str | None) -> bool:
        """Return whether any case was changed since."""
        query = {"changed_at": {"$gt": at}, **conditions(Wanted(holder=holder), at)}
        return self._cases.find_one(query, {"_id": 1}) is not None

    def load(self, limit: int) -> Sequence[tuple[str, int, int]]:
        """Return who has taken on how much."""
        return taken_on(self._cases, limit)

    def acts(self, midnight: datetime, since: datetime) -> Sequence[tuple[str, int, int]]:
        """Return who has done how much."""
        with in_time():
            return acts_of_people(self._cases, midnight, since, PATIENCE_MS)

    def _page(self, wanted: Wanted, query: Query, limit: int) -> Iterator[Mapping[str, Any]]:
        if wanted.order != "urgency":
            yield from self._read({**query, **_beyond(wanted)}, wanted.order, limit)
            return
        for urgency, more in _by_urgency(wanted):
            for each in self._read({**query, **more, "urgency": urgency}, wanted.order, limit):
                yield each
                limit -= 1
            if limit <= 0:
                return

    def _read(self, query: Query, order: str, limit: int) -> Iterator[Mapping[str, Any]]:
        sort = ORDERS[order]
        return iter(self._cases.find(query, SHOWN, sort=sort, limit=limit, max_time_ms=PATIENCE_MS))

    def _total(self, wanted: Wanted, query: Query, rows: Sequence[object]) -> int:
        """What fits on one page has been counted by reading it."""
        return len(rows) if wanted.after is None else self._counted(query)

    def _counted(self, query: Query) -> int:
        return self._cases.count_documents(countable(query), limit=MOST_COUNTED, maxTimeMS=PATIENCE_MS)


def _beyond(wanted: Wanted) -> Query:
    return read_place(wanted.after).beyond(wanted.order) if wanted.after else {}


def _by_urgency(wanted: Wanted) -> Iterator[tuple[str, Query]]:
    """Yield the urgencies still to be shown, the first from its place on."""
    place = read_place(wanted.after) if wanted.after else None
    wanted_ones = [wanted.urgency] if wanted.urgency else URGENCIES
    for urgency in wanted_ones:
        if place is None:
            yield urgency, {}
        elif urgency == place.urgency:
            yield urgency, place.beyond(wanted.order)
            place = None


@contextmanager
def in_time() -> Iterator[None]:
    """Refuse what takes too long, instead of letting everybody wait."""
    try:
        yield
    except ExecutionTimeout as error:
        raise Rejected(
            "list-too-wide",
            "Danh sách này quá rộng để tìm ngay; xin thêm điều kiện lọc, chẳng hạn ngày tiếp nhận.",
            "This list takes too long to find; please narrow it, for example by the day of filing.",
        ) from error
