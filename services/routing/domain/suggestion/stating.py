"""A new case takes up what was guessed about it."""

from __future__ import annotations

from dataclasses import replace

from services.routing.domain.acts import Act, entry
from services.routing.domain.case import Case, Did
from services.routing.domain.suggestion.deciding import BY_SUGGESTION, Opinion


def stated(case: Case, act: Act, opinion: Opinion) -> Case:
    """Return the new case with its suggestions; where they decided, the history says so before it says who got it."""
    shown = replace(case, suggested=opinion.suggested)
    if opinion.classified is None:
        return shown
    said = Act(f"{act.id}/classified", BY_SUGGESTION, act.at)
    made = entry(said, Did.CLASSIFIED, case.current, note=" ".join(opinion.trace) or None)
    return replace(shown, classified=opinion.classified, history=(made, *shown.history))
