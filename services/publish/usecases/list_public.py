"""Show what was answered lately, or what a search finds."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from services.publish.domain.position import Position
from services.publish.domain.public_case import PublicCase
from services.publish.domain.territory import ground_of
from services.publish.domain.words import query_words
from services.publish.usecases.ports import Filters, PublicCases, Stretch
from services.publish.usecases.read_query import Reading, ReadQuery
from services.publish.usecases.read_reference import ReadReference

PAGE_SIZE = 20
#: Farther back, a narrower search finds things faster than leafing does; `older` goes on without end.
LAST_PAGE = 500
CODE = r"[0-9]{13}"


@dataclass(frozen=True, slots=True)
class Page:
    """Some cases, the latest answer first, and how to go on.

    `older` and `newer` are what `?sau=` and `?truoc=` take, None where there is nothing in that direction. `number` is
    that of the page where it is known: pages reached by a place have none. `more` tells of older cases.
    `searched_for` is what was looked for where that is not what was typed; `exact=True` looks for just that.
    """

    cases: list[PublicCase]
    number: int | None = 1
    more: bool = False
    older: str | None = None
    newer: str | None = None
    searched_for: str | None = None


@dataclass(frozen=True, slots=True)
class _Part:
    """Which page is wanted: by its number, or by a place behind or before it."""

    number: int
    after: Position | None
    before: Position | None

    @property
    def is_first(self) -> bool:
        return self.number == 1 and not self.after and not self.before


class ListPublic:
    """Lists published cases, all or those that a search finds."""

    def __init__(self, published: PublicCases, read: ReadQuery, reference: ReadReference) -> None:
        self._published = published
        self._read = read
        self._reference = reference

    def __call__(
        self,
        query: str = "",
        *,
        category: str | None = None,
        agency: str | None = None,
        area: str | None = None,
        month: date | None = None,
        page: int = 1,
        after: str | None = None,
        before: str | None = None,
        exact: bool = False,
    ) -> Page:
        """Return a page of cases in which every word of `query` occurs, or, where there is none, what it may mean.

        A case code finds its case. `area` is a code or a name of the map in force or of the one before.
        A word typed with diacritics is found as it is spelled, and one without in any spelling. `month` is the first
        day of one. `after` and `before` are places that an earlier page named; any other text counts as none. A `page`
        beyond the last is cut to it.
        """
        filters = Filters((), category, agency, self._ground(area), month)
        part = _Part(min(max(page, 1), LAST_PAGE), Position.read(after or ""), Position.read(before or ""))
        words = query_words(query)
        if len(words) == 1 and re.fullmatch(CODE, words[0]):
            return self._with_code(words[0])
        return self._read_as_meant(self._read(words, exact=exact), filters, part)

    def _ground(self, area: str | None) -> frozenset[str]:
        return ground_of(self._reference().areas, area) if area else frozenset()

    def _read_as_meant(self, readings: Iterable[Reading], filters: Filters, part: _Part) -> Page:
        """Return the page of the first reading that finds anything at all."""
        empty = Page([])
        for reading in readings:
            asked = replace(filters, words=reading.words)
            page = self._page(asked, part)
            if page.cases or (not part.is_first and self._published.find(asked, Stretch(1))):
                return replace(page, searched_for=reading.shown)
        return empty

    def _with_code(self, code: str) -> Page:
        found = self._published.show(code)
        return Page([found] if found else [])

    def _page(self, filters: Filters, part: _Part) -> Page:
        if part.after:
            return self._older(filters, Stretch(PAGE_SIZE + 1, after=part.after))
        if part.before:
            return self._newer(filters, part.before)
        return self._older(filters, Stretch(PAGE_SIZE + 1, skip=(part.number - 1) * PAGE_SIZE), part.number)

    def _older(self, filters: Filters, stretch: Stretch, number: int | None = None) -> Page:
        found = self._published.find(filters, stretch)
        shown, more = found[:PAGE_SIZE], len(found) > PAGE_SIZE
        newer = _place(shown[0]) if shown and number != 1 else None
        return Page(shown, number, more, _place(shown[-1]) if more else None, newer)

    def _newer(self, filters: Filters, place: Position) -> Page:
        found = self._published.find(filters, Stretch(PAGE_SIZE + 1, before=place))
        shown = found[-PAGE_SIZE:]
        first = len(found) <= PAGE_SIZE
        if first and len(shown) < PAGE_SIZE:
            return self._older(filters, Stretch(PAGE_SIZE + 1), 1)
        return Page(shown, 1 if first else None, True, _place(shown[-1]), None if first else _place(shown[0]))


def _place(case: PublicCase) -> str:
    return str(Position(case.answered_at, case.code))
