"""An agency no longer has a case."""

from __future__ import annotations

from services.kit.events import CaseMoved, CaseReopened, CaseWithdrawn, Event
from services.routing.domain.assignment import Assignment
from services.routing.domain.case import Case
from services.routing.usecases.case_events.making import SOURCE, derived_id, made


def moved(
    case: Case, old: Assignment, reason: str, cause: Event | None = None, *, to: Assignment | None = None
) -> Event:
    """Tell the agency of `old` that the case, or its part, is no longer its own but the lead's, or `to` somebody's."""
    at, now = case.history[-1].at, to or case.current
    data = CaseMoved(
        code=case.code,
        assignment=old.number,
        agency=old.agency,
        to=now.agency,
        to_name=now.agency_name,
        reason=reason,
        moved_at=at,
    )
    id_ = derived_id(case.code, data.TYPE, str(old.number), case.history[-1].act)
    return Event.of(data, source=SOURCE, subject=case.code, at=at, cause=cause, id=id_)


def parts_ended(before: Case, after: Case, reason: str, cause: Event | None = None) -> tuple[Event, ...]:
    """Tell the agencies whose parts nobody waits for any more."""
    return tuple(moved(after, part, reason, cause) for part in before.parts if part.is_open_part)


def reopened(case: Case, answered_by: str, cause: Event | None) -> Event:
    """Tell that a citizen was not content."""
    last = case.history[-1]
    data = CaseReopened(
        code=case.code,
        agency=answered_by,
        reopened_at=last.at,
        reason=last.note or "",
        times=case.reopened,
        by=last.by,
    )
    return made(case, data, cause)


def withdrawn(before: Case, after: Case, cause: Event | None) -> tuple[Event, ...]:
    """Tell everybody, and the agencies that still owed a part, that the citizen took the case back."""
    ended = (before.current, *(part for part in before.parts if part.is_open_part))
    return tuple(_taken_from(after, each, cause) for each in ended)


def _taken_from(case: Case, ended: Assignment, cause: Event | None) -> Event:
    last = case.history[-1]
    data = CaseWithdrawn(
        code=case.code,
        assignment=ended.number,
        agency=ended.agency,
        withdrawn_at=last.at,
        reason=last.note or "",
        by=last.by,
        role=ended.role,
    )
    id_ = derived_id(case.code, data.TYPE, str(ended.number), last.act)
    return Event.of(data, source=SOURCE, subject=case.code, at=last.at, cause=cause, id=id_)
