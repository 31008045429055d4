"""One case of dissolved units, with every responsibility at an agency that exists."""

from __future__ import annotations

from datetime import datetime

from services.kit.events import Event
from services.routing.domain.acts import Act
from services.routing.domain.assigning import Assigner
from services.routing.domain.assignment import Assignment
from services.routing.domain.case import Case
from services.routing.domain.catalog import Catalog
from services.routing.domain.moving import (
    Heir,
    drop_part,
    heir_of,
    is_gone,
    move_lead,
    move_part,
    taken_over,
    works_on,
)
from services.routing.usecases import case_events
from services.routing.usecases.keep_time import kept_time
from services.routing.usecases.ports import Change, Linker

BY_CLOCK = "clock"
Step = tuple[Case, tuple[Event, ...]]


def moved(case: Case, assigner: Assigner, now: datetime, links: Linker) -> Change | None:
    """Return the case with all that dissolved units owed at their heirs; None where nothing has to move."""
    catalog = assigner.catalog
    day = catalog.agency_hours.local(now).date()
    after: Case = case
    told: tuple[Event, ...] = ()
    for old in (case.current, *(part for part in case.parts if part.is_open_part)):
        if is_gone(old.agency, catalog, day):
            heir = heir_of(old, case.area, catalog, day)
            act = Act(f"successor/{case.code}/{old.number}", BY_CLOCK, now)
            after, more = _moved(after, act, old, heir, catalog, links)
            told = (*told, *more)
    after, more = _without_doubles(after, case, now)
    return kept_time(Change(after, (*told, *more), case), assigner) if after is not case else None


def _moved(case: Case, act: Act, old: Assignment, heir: Heir, catalog: Catalog, links: Linker) -> Step:
    if old.is_lead:
        return _lead(move_lead(case, act, taken_over(old, case.next_number, heir, catalog, act.at)), old, links)
    if works_on(case, heir.agency, old) or heir.agency.slug == catalog.centre.slug:
        after = drop_part(case, act, old, heir.why)
        return after, (case_events.moved(after, old, heir.why),)
    part = taken_over(old, case.next_number, heir, catalog, act.at)
    after = move_part(case, act, old, part)
    told = case_events.parts_assigned(after, frozenset({part.number}), None, links)
    return after, (case_events.moved(after, old, heir.why, to=part), *told)


def _lead(after: Case, old: Assignment, links: Linker) -> Step:
    why = after.current.trace[-1]
    return after, (case_events.moved(after, old, why), *case_events.handed_over(after, None, links))


def _without_doubles(after: Case, before: Case, now: datetime) -> Step:
    """An heir that owed a part of what it leads now owes it to nobody."""
    double = after.part_of(after.current.agency)
    if after is before or double is None:
        return after, ()
    why = f"{double.agency_name} nay chủ trì phản ánh này."
    act = Act(f"successor/{after.code}/{double.number}/lead", BY_CLOCK, now)
    ended = drop_part(after, act, double, why)
    return ended, (case_events.moved(ended, double, why),)
