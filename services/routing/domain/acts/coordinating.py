"""Several agencies for one case: the lead answers, the others contribute their parts, each with its own clock."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from services.routing.domain.acts.act import Act, entry
from services.routing.domain.assignment import Assignment, Contribution
from services.routing.domain.case import Case, Did


def coordinate(case: Case, act: Act, parts: Sequence[Assignment]) -> Case:
    """Other agencies are asked for their parts."""
    made = tuple(entry(act, Did.COORDINATED, part, note=part.task) for part in parts)
    return replace(case, assignments=(*case.assignments, *parts), history=(*case.history, *made))


def contribute(case: Case, act: Act, part: Assignment, text: str) -> Case:
    """A coordinating agency gives its part."""
    given = Contribution(text=text, by=act.by, at=act.at, on_time=act.at <= part.due_at)
    made = entry(act, Did.CONTRIBUTED, part, note=text)
    return replace(case, assignments=case.revised(replace(part, contribution=given)), history=(*case.history, made))


def excuse_parts(case: Case, act: Act) -> Case:
    """Parts that nobody waits for any more end."""
    ended = {part.number: replace(part, ended_at=act.at) for part in case.parts if part.is_open_part}
    return replace(case, assignments=tuple(ended.get(each.number, each) for each in case.assignments))
