"""Who may do what to a case, and when: small rules asked in order, the first refusal counts."""

from __future__ import annotations

from collections.abc import Sequence

from services.routing.domain.case import Case, Did
from services.routing.domain.policies import answers, centre, time, turns
from services.routing.domain.policies.verdict import ALLOWED, Actor, Allow, Policy, Refuse, Verdict

__all__ = ["ALLOWED", "POLICIES", "Actor", "Allow", "Policy", "Refuse", "Verdict", "verdict"]

POLICIES: dict[Did, Sequence[Policy]] = {
    # The agency's work
    Did.ACCEPTED: (
        turns.is_open,
        turns.not_at_the_centre,
        turns.by_whoever_has_it_or_a_part,
        turns.not_accepted_yet,
    ),
    Did.RETURNED: (turns.is_open, turns.not_at_the_centre, turns.by_the_agency, turns.not_binding),
    Did.ANSWERED: (turns.is_open, turns.by_who_is_responsible, answers.approved_first),
    Did.DRAFTED: (turns.is_open, turns.by_the_agency, answers.not_submitted),
    Did.SUBMITTED: (turns.is_open, turns.by_the_agency, answers.not_submitted),
    Did.SENT_BACK: (turns.is_open, turns.by_the_agency, answers.by_the_leader, answers.is_submitted),
    Did.APPROVED: (turns.is_open, turns.by_the_agency, answers.by_the_leader, answers.is_submitted),
    Did.CONTRIBUTED: (turns.is_open, answers.owes_a_part),
    Did.PROGRESSED: (turns.is_open, turns.by_the_agency_or_the_centre_for_the_post),
    Did.ASKED: (turns.is_open, turns.by_who_is_responsible, time.not_waiting),
    Did.RESUMED: (turns.is_open, time.is_waiting, turns.by_who_is_responsible),
    Did.EXTENSION_ASKED: (turns.is_open, turns.by_whoever_has_it_or_a_part, time.nothing_asked_yet),
    Did.COORDINATED: (turns.is_open, centre.is_with_an_agency, centre.by_the_centre_or_the_lead),
    # The centre's
    Did.REASSIGNED: (turns.is_open, centre.waits_at_the_centre),
    Did.ROUTED: (centre.is_held,),
    Did.CLASSIFIED: (turns.is_open, centre.is_classified_at_the_centre),
    Did.MERGED: (turns.is_open, centre.by_the_centre, centre.not_for_the_shift_lead),
    Did.UNMERGED: (centre.is_merged, centre.by_the_centre),
    # The shift lead's
    Did.EXTENDED: (turns.is_open, centre.by_the_shift_lead, time.extension_asked),
    Did.EXTENSION_REFUSED: (turns.is_open, centre.by_the_shift_lead, time.extension_asked),
    Did.UPHELD: (centre.by_the_shift_lead, centre.is_reopened),
    # Everybody's who works on it
    Did.NOTED: (centre.by_who_works_on_it,),
    Did.TAKEN: (turns.is_open, turns.by_who_is_responsible),
    Did.RELEASED: (turns.is_open, turns.by_who_is_responsible, centre.is_taken),
}


def verdict(wish: Did, case: Case, actor: Actor) -> Verdict:
    """Return the first refusal, or `Allow`."""
    answers_ = (policy(case, actor) for policy in POLICIES[wish])
    return next((answer for answer in answers_ if isinstance(answer, Refuse)), ALLOWED)
