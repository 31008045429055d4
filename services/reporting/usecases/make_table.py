"""Make one of the standard tables of a span of time."""

from __future__ import annotations

from typing import Protocol

from services.reporting.domain.asking import Asked
from services.reporting.domain.span import Span
from services.reporting.domain.table import Table


class MakesTables(Protocol):
    """What whoever shows, prints or mails tables needs."""

    def span(self, text: str | None) -> Span:
        """Return the span that `text` names (see `domain.span.read_span`), the running month for None.

        Raises `Rejected`: `not-a-span`, or `span-not-begun` for one in the future.
        """

    def __call__(self, asked: Asked) -> Table:
        """Return the table. Raises `Retryable` while the facts are still being loaded."""
