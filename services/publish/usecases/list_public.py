"""Show what was answered lately."""

from __future__ import annotations

from dataclasses import dataclass

from services.publish.domain.folding import search_words
from services.publish.domain.public_case import PublicCase
from services.publish.usecases.ports import Filters, PublicCases

PAGE_SIZE = 20
#: Farther back, a narrower search finds things faster than leafing does.
LAST_PAGE = 500


@dataclass(frozen=True, slots=True)
class Page:
    """Some cases, and whether there are more."""

    cases: list[PublicCase]
    number: int
    more: bool


class ListPublic:
    """Lists published cases, all or those that a search finds."""

    def __init__(self, published: PublicCases) -> None:
        self._published = published

    def __call__(
        self,
        query: str = "",
        *,
        category: str | None = None,
        agency: str | None = None,
        area: str | None = None,
        page: int = 1,
    ) -> Page:
        """Return a page (from 1) of cases, the latest answer first, in which every word of `query` occurs.

        Diacritics and case of the query make no difference. A number beyond the last page is cut to it.
        """
        number = min(max(page, 1), LAST_PAGE)
        filters = Filters(search_words(query), category, agency, area)
        found = self._published.find(filters, (number - 1) * PAGE_SIZE, PAGE_SIZE + 1)
        return Page(found[:PAGE_SIZE], number, len(found) > PAGE_SIZE and number < LAST_PAGE)
