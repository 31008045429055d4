"""Things that are written down and change nothing else, or only how far the work has come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from services.routing.domain.acts.act import Act, entry
from services.routing.domain.assignment import Assignment
from services.routing.domain.case import Case, Did
from services.routing.domain.classification import Classification
from services.routing.domain.escalation import DUE_SOON


def note(case: Case, act: Act, text: str) -> Case:
    """Somebody leaves a note for colleagues."""
    return _noted(case, act, Did.NOTED, case.current, text)


def progress(case: Case, act: Act, stage: str, words: str | None) -> Case:
    """The work has come to its next known step."""
    return replace(_noted(case, act, Did.PROGRESSED, case.current, words, stage), stage=stage)


def take(case: Case, act: Act, who: str | None) -> Case:
    """A colleague takes the case on, or lets go of it."""
    did = Did.TAKEN if who else Did.RELEASED
    return replace(_noted(case, act, did, case.current, who), assignee=who)


def classify(case: Case, act: Act, made: Classification, why: str | None = None) -> Case:
    """Somebody, or a suggestion, says what the case is about."""
    return replace(_noted(case, act, Did.CLASSIFIED, case.current, why), classified=made)


def rate(case: Case, act: Act, rating: str, comment: str | None) -> Case:
    """The citizen says how content they are."""
    return replace(_noted(case, act, Did.RATED, case.current, comment, rating), rating=rating)


def climb(case: Case, act: Act, reached: Sequence[tuple[Assignment, int]]) -> Case:
    """Assignments have come to a step of the ladder; the history says which."""
    for assignment, level in reached:
        changed = replace(assignment, level=level)
        did = Did.DUE_SOON if level == DUE_SOON else Did.OVERDUE
        made = entry(act, did, changed, fact=None if level == DUE_SOON else str(level - DUE_SOON))
        case = replace(case, assignments=case.revised(changed), history=(*case.history, made))
    return case


def _noted(case: Case, act: Act, did: Did, assignment: Assignment, text: str | None, fact: str | None = None) -> Case:
    return replace(case, history=(*case.history, entry(act, did, assignment, note=text, fact=fact)))
