"""What a case is about, and how far its work has come."""

from __future__ import annotations

from datetime import date

from services.kit.events import CaseClassified, CaseProgressed, Event
from services.routing.domain.case import Case
from services.routing.domain.catalog import Stage
from services.routing.usecases.case_events.making import SOURCE, derived_id


def classified(case: Case, cause: Event | None) -> Event:
    """Tell what the case is about, as somebody has just said."""
    said = case.classified
    if said is None:
        raise ValueError("told only of classified cases")
    data = CaseClassified(
        code=case.code,
        category=said.category,
        area=said.area,
        urgency=said.urgency,
        kind=said.kind,
        classified_at=said.at,
        by=said.by,
    )
    id_ = derived_id(case.code, data.TYPE, said.by, said.at.isoformat())
    return Event.of(data, source=SOURCE, subject=case.code, at=said.at, cause=cause, id=id_)


def progressed(
    case: Case,
    stage: Stage,
    cause: Event | None,
    note: str | None = None,
    tracking: str | None = None,
    day: date | None = None,
) -> Event:
    """Tell that the work has come to a known step."""
    last, current = case.history[-1], case.current
    data = CaseProgressed(
        code=case.code,
        assignment=current.number,
        agency=current.agency,
        stage=stage.slug,
        stage_vi=stage.vi,
        stage_en=stage.en,
        tell=stage.tell,
        note=note,
        tracking=tracking,
        day=day,
        progressed_at=last.at,
        by=last.by,
    )
    id_ = derived_id(case.code, last.act, data.TYPE)
    return Event.of(data, source=SOURCE, subject=case.code, at=last.at, cause=cause, id=id_)
