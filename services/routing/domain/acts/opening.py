"""How a case begins, and how it leaves the forwarding hours behind."""

from __future__ import annotations

from datetime import datetime

from services.routing.domain.acts.act import Act, entry
from services.routing.domain.assignment import Assignment
from services.routing.domain.case import Case, Did, State
from services.routing.domain.submission import Submission


def open_case(submission: Submission, assignment: Assignment, act: Act, *, at_centre: bool) -> Case:
    """Return a new case with its first assignment."""
    return Case(
        submission=submission,
        state=State.TRIAGE if at_centre else State.ROUTED,
        assignments=(assignment,),
        history=(entry(act, Did.ROUTED, assignment),),
    )


def hold_case(submission: Submission, assignment: Assignment, act: Act, until: datetime) -> Case:
    """Return a new case whose agency is known, and which goes to it at `until`."""
    return Case(
        submission=submission,
        state=State.HELD,
        assignments=(assignment,),
        history=(entry(act, Did.HELD, assignment),),
        forward_at=until,
    )


def forward(case: Case, act: Act, assignment: Assignment, *, at_centre: bool) -> Case:
    """The held case goes out, to whoever is competent now: its first assignment is decided anew."""
    state = State.TRIAGE if at_centre else State.ROUTED
    return case.after(state, entry(act, Did.ROUTED, assignment), assignments=(assignment,), forward_at=None)
