"""Sentences that build fact sheets: `a_case("1").received("2026-11-02 08:00").routed(1, "so-y-te", due="…").sheet`."""

from __future__ import annotations

from datetime import UTC, datetime

from services.reporting.domain.facts import (
    Accepted,
    Answered,
    Assignment,
    CaseFacts,
    Published,
    Received,
    Reopened,
    Returned,
    Routed,
    Stamp,
)
from services.reporting.domain.period import LOCAL


def local(text: str) -> datetime:
    """Return the UTC moment of a local wall time such as `2026-11-02 08:00`."""
    return datetime.fromisoformat(text).replace(tzinfo=LOCAL).astimezone(UTC)


class Case:
    """A fact sheet in the making."""

    def __init__(self, code: str) -> None:
        self.sheet = CaseFacts(code)
        self._told = 0

    def received(self, at: str, channel: str = "web", category: str | None = "ha-tang.giao-thong") -> Case:
        """The case was accepted on a channel."""
        fact = Received(self._stamp(at), local(at), channel, category, None, "normal", "report")
        return self._know(CaseFacts(self.sheet.code, received=fact))

    def routed(self, number: int, agency: str, at: str, due: str, category: str | None = None) -> Case:
        """An agency became responsible."""
        fact = Routed(self._stamp(at), local(at), agency, local(due), category, False)
        return self._know(CaseFacts(self.sheet.code, assignments={number: Assignment(routed=fact)}))

    def accepted(self, number: int, at: str) -> Case:
        """The agency took it in hand."""
        fact = Accepted(self._stamp(at), local(at))
        return self._know(CaseFacts(self.sheet.code, assignments={number: Assignment(accepted=fact)}))

    def returned(self, number: int, at: str) -> Case:
        """The agency gave it back."""
        fact = Returned(self._stamp(at), local(at))
        return self._know(CaseFacts(self.sheet.code, assignments={number: Assignment(returned=fact)}))

    def answered(self, agency: str, at: str, on_time: bool = True, outcome: str = "fixed") -> Case:
        """The citizen has an answer."""
        fact = Answered(self._stamp(at), local(at), agency, on_time, outcome)
        return self._know(CaseFacts(self.sheet.code, answered=fact))

    def reopened(self, at: str) -> Case:
        """The citizen is not content."""
        return self._know(CaseFacts(self.sheet.code, reopened=Reopened(self._stamp(at), local(at))))

    def published(self, at: str) -> Case:
        """The public can read it."""
        return self._know(CaseFacts(self.sheet.code, published=Published(self._stamp(at), local(at))))

    def _know(self, more: CaseFacts) -> Case:
        self.sheet = self.sheet.merge(more)
        return self

    def _stamp(self, at: str) -> Stamp:
        self._told += 1
        return Stamp(local(at), f"{self.sheet.code}-{self._told}")


def a_case(code: str = "2611021234567") -> Case:
    """Begin a case."""
    return Case(code)
