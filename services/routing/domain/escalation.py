"""The ladder of escalation: due soon, overdue, twice and three times the allowed time. Each step once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from services.routing.domain.assignment import Assignment
from services.routing.domain.calendar import WorkingCalendar
from services.routing.domain.case import QUIET, Case, State
from services.routing.domain.limits import Limits
from services.routing.domain.working_time import (
    add_working_time,
    working_minutes_between,
    working_time_before,
)

DUE_SOON, OVERDUE, TWICE, THREE_TIMES = 1, 2, 3, 4
MINUTE = timedelta(minutes=1)


def ladder(assignment: Assignment, limits: Limits, calendar: WorkingCalendar) -> Iterator[tuple[int, datetime]]:
    """Yield the steps (level, when) of an assignment, lowest first, as its clock stands now."""
    allowed = max(_allowed(assignment, calendar), 1) * MINUTE
    notice = max(limits.due_soon_share * allowed, min(limits.due_soon_least * MINUTE, allowed / 2))
    yield DUE_SOON, working_time_before(calendar, assignment.due_at, notice).astimezone(UTC)
    yield OVERDUE, assignment.due_at
    yield TWICE, add_working_time(calendar, assignment.due_at, allowed).astimezone(UTC)
    yield THREE_TIMES, add_working_time(calendar, assignment.due_at, 2 * allowed).astimezone(UTC)


def _allowed(assignment: Assignment, calendar: WorkingCalendar) -> int:
    """Assignments of older versions do not say how long they were given, but from when to when."""
    return assignment.minutes or working_minutes_between(calendar, assignment.routed_at, assignment.first_due_at)


def next_step(assignment: Assignment, limits: Limits, calendar: WorkingCalendar) -> tuple[int, datetime] | None:
    """Return the next step above the level the assignment stands on; None while its clock stands still."""
    if assignment.paused_at is not None:
        return None
    return next((step for step in ladder(assignment, limits, calendar) if step[0] > assignment.level), None)


def running(case: Case) -> tuple[Assignment, ...]:
    """Return the assignments whose clocks count: the lead's, and the parts that are still owed.

    What is held has no agency yet that could be warned; should time be short, it is when the case leaves.
    """
    if case.state in QUIET or case.state is State.HELD:
        return ()
    return (case.current, *(part for part in case.parts if part.is_open_part))


def armed(case: Case, limits: Limits, calendar: WorkingCalendar) -> Case:
    """Return the case with the moment at which somebody must look at its clocks again."""
    steps = [step for each in running(case) if (step := next_step(each, limits, calendar))]
    alarm = min((at for _, at in steps), default=None)
    level = case.current.level if case.state not in (State.ANSWERED, State.WITHDRAWN) else 0
    return case if (alarm, level) == (case.alarm_at, case.level) else replace(case, alarm_at=alarm, level=level)


def due_steps(
    case: Case, limits: Limits, calendar: WorkingCalendar, now: datetime
) -> tuple[tuple[Assignment, int], ...]:
    """Return the assignments that have come to a step by `now`, with the highest level they have reached."""
    reached = []
    for each in running(case):
        if each.paused_at is None:
            levels = [level for level, at in ladder(each, limits, calendar) if level > each.level and at <= now]
            reached += [(each, max(levels))] if levels else []
    return tuple(reached)
