"""What happened with cases, counted as often as it happened."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from services.reporting.domain.facts import (
    Contributed,
    DueMoved,
    ExtensionRefused,
    Fact,
    Moved,
    NotReached,
    Paused,
    Reopened,
    Returned,
    Routed,
)
from services.reporting.domain.sheet import CaseFacts


@dataclass(frozen=True, slots=True)
class Happening:
    """`figure` is the count of `Tally` that it adds one to; without an `agency` it is that of whoever has the case."""

    at: datetime
    figure: str
    agency: str | None


#: Type of a fact → the figure it counts for, or None where this one counts for none.
_FIGURES: dict[type[Fact], Callable[[Any], str | None]] = {
    Returned: lambda _: "returns",
    Moved: lambda _: "moves",
    DueMoved: lambda fact: "extensions" if fact.extended else None,
    ExtensionRefused: lambda _: "extensions_refused",
    Routed: lambda fact: None if fact.lead else "parts_asked",
    Contributed: lambda fact: "parts_on_time" if fact.on_time else "parts_late",
    Reopened: lambda _: "reopenings",
    Paused: lambda _: "questions",
    NotReached: lambda _: "not_reached",
}


def happenings(sheet: CaseFacts) -> Iterator[Happening]:
    """Yield what happened with a case, in no particular order."""
    for fact in sheet.facts.values():
        figure_of = _FIGURES.get(type(fact))
        figure = figure_of(fact) if figure_of else None
        if figure:
            yield Happening(fact.at, figure, getattr(fact, "agency", None))
