"""Who may do what to a case, and when: small rules asked in order, the first refusal counts."""

from __future__ import annotations

from collections.abc import Sequence

from services.routing.domain.case import Case, Did
from services.routing.domain.policies.turns import (
    MOST_RETURNS,
    by_who_is_responsible,
    is_held,
    not_accepted_yet,
    not_answered_yet,
    not_at_the_centre,
    not_returned_too_often,
    waits_at_the_centre,
)
from services.routing.domain.policies.verdict import ALLOWED, Actor, Allow, Policy, Refuse, Verdict

__all__ = ["ALLOWED", "MOST_RETURNS", "POLICIES", "Actor", "Allow", "Policy", "Refuse", "Verdict", "verdict"]

POLICIES: dict[Did, Sequence[Policy]] = {
    Did.ACCEPTED: (by_who_is_responsible, not_answered_yet, not_at_the_centre, not_accepted_yet),
    Did.ANSWERED: (by_who_is_responsible, not_answered_yet),
    Did.RETURNED: (by_who_is_responsible, not_answered_yet, not_at_the_centre, not_returned_too_often),
    Did.ROUTED: (is_held,),
    Did.REASSIGNED: (not_answered_yet, waits_at_the_centre),
}


def verdict(wish: Did, case: Case, actor: Actor) -> Verdict:
    """Return the first refusal, or `Allow`."""
    answers = (policy(case, actor) for policy in POLICIES[wish])
    return next((answer for answer in answers if isinstance(answer, Refuse)), ALLOWED)
