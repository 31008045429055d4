"""Show editors what waits for them, what is public, and what one of them withheld; never the original words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from services.publish.domain.case import Case
from services.publish.domain.policy import PUBLISHED
from services.publish.domain.position import Position
from services.publish.usecases.editing.ports import Asked, EditorsQueue
from services.publish.usecases.ports import Cases, Filters, PublicCases, Stretch

PAGE_SIZE = 50
#: What is more is said to be more: nobody needs the exact number, and counting it takes its time.
MOST_COUNTED = 1000


@dataclass(frozen=True, slots=True)
class Queue:
    """A page of the editors' desk. `after` is the place from which to go on, None at the end."""

    cases: Sequence[Case]
    counts: Mapping[str, int]
    after: Position | None = None


class ListPublications:
    """The editors' desk."""

    def __init__(self, queue: EditorsQueue, cases: Cases, published: PublicCases) -> None:
        self._queue = queue
        self._cases = cases
        self._published = published

    def __call__(self, asked: Asked) -> Queue:
        """Return a page: what waits or was withheld the longest answered first, what is public the latest first."""
        found = self._public(asked) if asked.state == PUBLISHED else self._queue.find(asked, PAGE_SIZE + 1)
        shown = found[:PAGE_SIZE]
        more = len(found) > PAGE_SIZE
        return Queue(shown, self._queue.counts(asked, MOST_COUNTED), _place(shown[-1]) if more else None)

    def _public(self, asked: Asked) -> Sequence[Case]:
        """Return published cases by the public's own list, which knows how to narrow a million of them."""
        filters = Filters(category=asked.category, agency=asked.agency)
        codes = [each.code for each in self._published.find(filters, Stretch(PAGE_SIZE + 1, after=asked.after))]
        stored = self._cases.load(codes)
        return [stored[code].case for code in codes if code in stored]


def _place(case: Case) -> Position | None:
    return Position(case.answer.answered_at, case.code) if case.answer else None
