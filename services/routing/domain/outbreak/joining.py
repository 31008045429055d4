"""Which cases join an open incident by themselves, and which wait for a person."""

from __future__ import annotations

from services.routing.domain.case import QUIET, Case, Did, State

URGENT, REPORT = "urgent", "report"


def objection_to_join(case: Case) -> str | None:
    """Return why a case does not join by itself, a word for the log; None when it may.

    Nobody in danger is put into a heap; what is private, what somebody took out before, what others follow, and what
    a citizen opened again is a person's to judge. Questions and praise are no reports of a fault.
    """
    checks = (
        ("closed", case.state in QUIET),
        ("reopened", case.state is State.REOPENED or case.reopened > 0),
        ("urgent", case.urgency == URGENT),
        ("private", case.submission.private),
        ("doubtful", bool(case.submission.doubts)),
        ("no-report", case.kind != REPORT),
        ("leads-others", bool(case.followers)),
        ("taken-out", any(entry.did is Did.UNMERGED for entry in case.history)),
    )
    return next((word for word, holds in checks if holds), None)
