"""Show editors what waits for them, the citizen's own words beside what the public would read."""

from __future__ import annotations

from services.publish.domain.case import Case
from services.publish.usecases.ports import Cases

PAGE_SIZE = 50


class ListPublications:
    """The editors' desk."""

    def __init__(self, cases: Cases) -> None:
        self._cases = cases

    def __call__(self, state: str, page: int = 1) -> list[Case]:
        """Return a page (from 1) of the answered cases in `state`, the longest waiting first."""
        return self._cases.waiting(state, max(page, 1), PAGE_SIZE)
