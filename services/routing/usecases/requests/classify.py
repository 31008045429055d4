"""Somebody at the centre says what a case is about; the rules decide anew who answers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from services.kit.failures import Rejected
from services.routing.domain import acts
from services.routing.domain.case import Case, Did, State
from services.routing.domain.catalog import Catalog
from services.routing.domain.classification import Classification
from services.routing.usecases import case_events
from services.routing.usecases.ports import Change
from services.routing.usecases.requests.means import Asked, Handling


@dataclass(frozen=True, slots=True)
class Classify:
    """What the case is about. With `keep`, it stays where it is; else the rules decide at once who gets it."""

    category: str | None
    area: str | None
    urgency: str
    kind: str
    note: str | None = None
    keep: bool = False


def classify(request: Classify, asked: Asked) -> Change:
    """Return the case with its new category, and where the rules name an agency, on its way there.

    Raises `Rejected`: unknown-category, unknown-area.
    """
    _check(request, asked)
    said = Classification(
        category=request.category,
        area=request.area,
        urgency=request.urgency,
        kind=request.kind,
        by=asked.act.by,
        at=asked.act.at,
    )
    about = acts.classify(asked.case, asked.act, said, request.note)
    told = (case_events.classified(about, asked.means.cause),)
    moved = None if request.keep else _sent_on(about, asked)
    if moved is None:
        return Change(about, told, asked.case)
    return Change(moved.case, (*told, *moved.events), asked.case)


def _sent_on(case: Case, asked: Asked) -> Change | None:
    """Only what nobody has been given yet goes where the rules say; a person's assignment is not undone by a rule."""
    if case.state not in (State.TRIAGE, State.HELD) or case.returns:
        return None
    assigner, act = asked.means.assigner, asked.act
    assignment = assigner.decided(case, act.at)
    if assigner.is_centre(assignment.agency):
        return None
    assignment = replace(assignment, trace=(_sentence(case, assigner.catalog), *assignment.trace))
    after = acts.reassign(case, act, assignment, None)
    return Change(after, case_events.handed_over(after, asked.means.cause, asked.means.links), asked.case)


def _sentence(case: Case, catalog: Catalog) -> str:
    category, area = catalog.categories.get(case.category or ""), catalog.areas.get(case.area or "")
    said = [f"lĩnh vực “{category.name}”" if category else "", f"địa bàn {area.name}" if area else ""]
    return f"Trung tâm phân loại: {', '.join(each for each in said if each) or 'chưa rõ lĩnh vực'}."


def _check(request: Classify, asked: Asked) -> None:
    catalog = asked.means.assigner.catalog
    day = catalog.agency_hours.local(asked.act.at).date()
    if request.category is not None and not _is_leaf(request.category, catalog, day):
        raise Rejected("unknown-category", "Không có lĩnh vực này.", "There is no such category.")
    if request.area is not None and request.area not in catalog.areas:
        raise Rejected("unknown-area", "Không có địa bàn này.", "There is no such area.")


def _is_leaf(slug: str, catalog: Catalog, day: date) -> bool:
    """A branch says too little for a rule, and one that has ended says nothing today."""
    known = catalog.categories.get(slug)
    is_branch = any(each.startswith(f"{slug}.") for each in catalog.categories)
    return known is not None and known.term.holds(day) and not is_branch


CLASSIFY = Handling(Did.CLASSIFIED, classify)
