"""Show one published case."""

from __future__ import annotations

from services.publish.domain.public_case import PublicCase
from services.publish.usecases.decide_publication import unknown_case
from services.publish.usecases.ports import PublicCases


class ShowCase:
    """Shows a published case to anybody."""

    def __init__(self, published: PublicCases) -> None:
        self._published = published

    def __call__(self, code: str) -> PublicCase:
        """Return the case. Raises `Rejected("unknown-case")` also for one that exists but is not public."""
        found = self._published.show(code)
        if not found:
            raise unknown_case()
        return found
