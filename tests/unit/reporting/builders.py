"""Sentences that build fact sheets: `a_case("1").received("2026-11-02 08:00").routed(1, "so-y-te", due="…").sheet`."""

from __future__ import annotations

from datetime import UTC, datetime

from services.reporting.domain.facts import (
    Accepted,
    Answered,
    DueMoved,
    Fact,
    Paused,
    Rated,
    Received,
    Reopened,
    Returned,
    Routed,
    Shown,
    Stamp,
    Withdrawn,
)
from services.reporting.domain.period import LOCAL
from services.reporting.domain.sheet import CaseFacts, Slot, slot_of


def local(text: str) -> datetime:
    """Return the UTC moment of a local wall time such as `2026-11-02 08:00`."""
    return datetime.fromisoformat(text).replace(tzinfo=LOCAL).astimezone(UTC)


class Case:
    """A fact sheet in the making."""

    def __init__(self, code: str) -> None:
        self.sheet = CaseFacts(code)
        self._told = 0
        self._round = 0

    def received(
        self, at: str, channel: str = "web", category: str | None = "ha-tang.giao-thong", area: str | None = None
    ) -> Case:
        """The case was accepted on a channel."""
        fact = Received(self._stamp(at), local(at), channel, category, area, "normal", "report")
        return self._know(("received",), fact)

    def routed(self, number: int, agency: str, at: str, due: str, category: str | None = None) -> Case:
        """An agency became responsible."""
        fact = Routed(self._stamp(at), local(at), agency, local(due), category, False)
        return self._know(("assignments", number, "routed"), fact)

    def part(self, number: int, agency: str, at: str, due: str) -> Case:
        """An agency was asked for its part."""
        fact = Routed(self._stamp(at), local(at), agency, local(due), None, False, lead=False)
        return self._know(("assignments", number, "part"), fact)

    def accepted(self, number: int, at: str) -> Case:
        """The agency took it in hand."""
        return self._know(("assignments", number, "accepted"), Accepted(self._stamp(at), local(at)))

    def returned(self, number: int, at: str, agency: str | None = None) -> Case:
        """The agency gave it back."""
        return self._know(("assignments", number, "returned"), Returned(self._stamp(at), local(at), agency))

    def extended(self, number: int, agency: str, at: str, due: str) -> Case:
        """The agency got more time."""
        fact = DueMoved(self._stamp(at), local(at), agency, local(due), True)
        return self._know(("assignments", number, "extended", slot_of(local(at))), fact)

    def paused(self, number: int, agency: str, at: str) -> Case:
        """The citizen was asked for more."""
        fact = Paused(self._stamp(at), local(at), agency)
        return self._know(("assignments", number, "paused", slot_of(local(at))), fact)

    def resumed(self, number: int, agency: str, at: str, due: str) -> Case:
        """The clock runs again."""
        fact = DueMoved(self._stamp(at), local(at), agency, local(due), False)
        return self._know(("assignments", number, "resumed", slot_of(local(at))), fact)

    def answered(
        self, agency: str, at: str, on_time: bool = True, outcome: str = "fixed", by: str | None = None
    ) -> Case:
        """The citizen has an answer."""
        fact = Answered(self._stamp(at), local(at), agency, on_time, outcome, by=by)
        return self._know(("answered", self._round), fact)

    def rated(self, answered: str, at: str, rating: str = "satisfied", not_fixed: bool = False) -> Case:
        """The citizen said how content they are with the answer of a moment."""
        fact = Rated(self._stamp(at), local(at), rating, not_fixed, local(answered))
        return self._know(("rated", slot_of(local(at))), fact)

    def reopened(self, at: str) -> Case:
        """The citizen is not content; what is answered from now on is an answer to this."""
        self._round += 1
        return self._know(("reopened", self._round), Reopened(self._stamp(at), local(at)))

    def withdrawn(self, at: str) -> Case:
        """The citizen took it back."""
        return self._know(("withdrawn",), Withdrawn(self._stamp(at), local(at)))

    def published(self, at: str) -> Case:
        """The public can read it."""
        return self._know(("published", slot_of(local(at))), Shown(self._stamp(at), local(at)))

    def withheld(self, at: str, reason: str = "private") -> Case:
        """The public cannot read it."""
        return self._know(("withheld", slot_of(local(at))), Shown(self._stamp(at), local(at), reason))

    def _know(self, slot: Slot, fact: Fact) -> Case:
        self.sheet = self.sheet.merge(CaseFacts(self.sheet.code, {slot: fact}))
        return self

    def _stamp(self, at: str) -> Stamp:
        self._told += 1
        return Stamp(local(at), f"{self.sheet.code}-{self._told}")


def a_case(code: str = "2611021234567") -> Case:
    """Begin a case."""
    return Case(code)
