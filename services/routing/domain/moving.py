"""Who takes over when a unit is dissolved: its successor, or whoever is responsible where the case is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from services.routing.domain.acts.act import Act, entry
from services.routing.domain.assignment import SUCCESSOR, Assignment
from services.routing.domain.case import Case, Did, State
from services.routing.domain.catalog import Agency, BrokenCatalog, Catalog
from services.routing.domain.territory import Place


def is_gone(slug: str, catalog: Catalog, day: date) -> bool:
    """Return whether an agency's work is no longer its own on a day; one that is yet to come is not gone."""
    agency = catalog.agencies.get(slug)
    return agency is None or not (agency.term.holds(day) or agency.term.begins_after(day))


@dataclass(frozen=True, slots=True)
class Heir:
    """Who takes over, and how that came about: a Vietnamese sentence that names both."""

    agency: Agency
    why: str


def heir_of(old: Assignment, area: str | None, catalog: Catalog, day: date) -> Heir:
    """Return who takes over: the agency's own successor; else whoever is responsible for the area as it is on the day,
    as after the districts were abolished; else the centre, where a person decides.
    """
    gone = f"Từ ngày {_first_day_without(old.agency, catalog, day):%d/%m/%Y}, {old.agency_name} không còn hoạt động"
    own = _there(old.agency, catalog, day)
    if own:
        return Heir(own, f"{gone}; {own.name} tiếp nhận công việc.")
    place = catalog.territory_on(day).place(area)
    local = _there(place.agency, catalog, day) if place and place.agency else None
    if place and local and local.slug != catalog.centre.slug:
        return Heir(local, f"{gone}; {_where(place)}, {local.name} tiếp nhận.")
    return Heir(catalog.centre, f"{gone} và chưa xác định được đơn vị kế thừa; {catalog.centre.name} phân công.")


def taken_over(old: Assignment, number: int, heir: Heir, catalog: Catalog, now: datetime) -> Assignment:
    """Return the heir's assignment: the same clock, for a citizen must not pay for a reorganisation.

    A request for more time goes along, since it is about the work and not about who does it.
    """
    agency = heir.agency
    return replace(
        old,
        number=number,
        agency=agency.slug,
        agency_name=agency.name,
        routed_at=now,
        rule=SUCCESSOR,
        trace=(heir.why,),
        triage=agency.slug == catalog.centre.slug,
        approval=agency.approval,
        accepted_at=None,
    )


def move_lead(case: Case, act: Act, assignment: Assignment) -> Case:
    """The heir has the case, with its clock, its parts, its question, and what was drafted.

    A draft that lay with the old agency's leader lies with nobody now; the old agency's files do not go along, for only
    who uploaded a file may name it.
    """
    ended = replace(case.current, ended_at=act.at, paused_at=None, extension=None)
    made = entry(act, Did.MOVED, assignment, note=assignment.trace[-1])
    state = State.TRIAGE if assignment.triage else State.ROUTED
    return case.after(
        State.WAITING if case.question else state,
        made,
        assignments=(*case.revised(ended), assignment),
        question=case.question and replace(case.question, assignment=assignment.number, resumes=state.value),
        draft=case.draft and replace(case.draft, files=(), submitted_at=None),
        assignee=None,
    )


def move_part(case: Case, act: Act, old: Assignment, part: Assignment) -> Case:
    """The heir owes the part."""
    made = entry(act, Did.MOVED, part, note=part.trace[-1])
    kept = case.revised(replace(old, ended_at=act.at, extension=None))
    return replace(case, assignments=(*kept, part), history=(*case.history, made))


def drop_part(case: Case, act: Act, old: Assignment, why: str) -> Case:
    """The part ends: who would take it over works on the case already, or nobody does."""
    made = entry(act, Did.MOVED, old, note=why)
    return replace(
        case,
        assignments=case.revised(replace(old, ended_at=act.at, extension=None)),
        history=(*case.history, made),
    )


def works_on(case: Case, agency: Agency, old: Assignment) -> bool:
    """Return whether an agency has the case, or a part of it that is not this one."""
    others = (case.current, *(part for part in case.parts if part.is_open_part))
    return any(each.agency == agency.slug for each in others if each.number != old.number)


def _there(slug: str, catalog: Catalog, day: date) -> Agency | None:
    try:
        return catalog.agency_on(slug, day)
    except BrokenCatalog:
        return None


def _first_day_without(slug: str, catalog: Catalog, day: date) -> date:
    agency = catalog.agencies.get(slug)
    return agency.term.last + timedelta(days=1) if agency and agency.term.last else day


def _where(place: Place) -> str:
    return place.note or f"địa bàn {place.name}"
