"""An assignment's clock: it stands still, runs on, and gets more time; the first due time is never forgotten."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from services.routing.domain.assignment import Assignment
from services.routing.domain.calendar import WorkingCalendar
from services.routing.domain.working_time import add_working_time, working_time_between


def paused(assignment: Assignment, at: datetime) -> Assignment:
    """Return the assignment with its clock standing still since `at`; one that stands still already stays so."""
    return assignment if assignment.paused_at else replace(assignment, paused_at=at)


def resumed(assignment: Assignment, at: datetime, calendar: WorkingCalendar) -> Assignment:
    """Return the assignment with its clock running again: what was left of its working time is left now.

    A clock that had run out before it was stopped has nothing left: its due time stays where it was.
    """
    if assignment.paused_at is None:
        return assignment
    left = working_time_between(calendar, assignment.paused_at, assignment.due_at)
    running = replace(assignment, paused_at=None)
    if left <= timedelta():
        return running
    return moved(running, add_working_time(calendar, at, left))


def moved(assignment: Assignment, due_at: datetime) -> Assignment:
    """Return the assignment due at another time; statistics go on counting by the first one."""
    due = due_at.astimezone(UTC)
    if due == assignment.due_at:
        return assignment
    return replace(assignment, due_at=due, original_due_at=assignment.first_due_at)
