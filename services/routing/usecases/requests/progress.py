"""The work comes to its next known step; notes for colleagues."""

from __future__ import annotations

from dataclasses import dataclass

from services.kit.failures import Rejected
from services.routing.domain import acts
from services.routing.domain.case import Did
from services.routing.domain.catalog import Stage
from services.routing.usecases import case_events
from services.routing.usecases.ports import Change
from services.routing.usecases.requests.means import Asked, Handling


@dataclass(frozen=True, slots=True)
class Progress:
    """A known step (slug) of the category's work has been done; `note` is for the citizen."""

    stage: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """Words for colleagues; the citizen never sees them."""

    text: str


def progress(request: Progress, asked: Asked) -> Change:
    """Return the case at that step. Raises `Rejected`: unknown-stage, stage-behind."""
    case = asked.case
    known = asked.means.assigner.catalog.categories.get(case.category or "")
    stages = known.stages if known else ()
    slugs = [stage.slug for stage in stages]
    if request.stage not in slugs:
        raise Rejected("unknown-stage", "Lĩnh vực này không có bước đó.", "The category has no such step.")
    if case.stage in slugs and slugs.index(request.stage) <= slugs.index(case.stage):
        raise Rejected("stage-behind", "Bước này đã qua.", "That step has been passed already.")
    after = acts.progress(case, asked.act, request.stage, request.note)
    stage: Stage = stages[slugs.index(request.stage)]
    return Change(after, (case_events.progressed(after, stage, asked.means.cause),), case)


def note(request: Note, asked: Asked) -> Change:
    """Return the case with the note in its history."""
    return Change(acts.note(asked.case, asked.act, request.text), (), asked.case)


PROGRESS = Handling(Did.PROGRESSED, progress)
NOTE = Handling(Did.NOTED, note)
