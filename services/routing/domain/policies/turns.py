"""Whose turn it is: the rules that most acts share."""

from __future__ import annotations

from services.routing.domain.case import Case, State
from services.routing.domain.policies.verdict import ALLOWED, Actor, Refuse, Verdict

#: The kind of case that the post carries out.
POSTAL = "postal"


def is_open(case: Case, _: Actor) -> Verdict:
    """An answer is final: the citizen has read it. What follows another case gets that one's answer; what its citizen
    took back gets none.
    """
    if case.state is State.ANSWERED:
        return Refuse("already-answered", "Phản ánh này đã được trả lời.", "This case has been answered already.")
    if case.state is State.MERGED:
        return Refuse(
            "merged",
            "Phản ánh này được xử lý chung với phản ánh khác.",
            "This case is dealt with together with another one.",
        )
    if case.state is State.WITHDRAWN:
        return Refuse("withdrawn", "Người dân đã rút phản ánh này.", "The citizen has taken this case back.")
    return ALLOWED


def by_who_is_responsible(case: Case, actor: Actor) -> Verdict:
    """Only the agency whose turn it is acts on a case; the centre's people act on what lies at the centre.

    What a citizen opened again, and what was returned too often, is the shift lead's.
    """
    if case.at_centre and actor.is_operator:
        return ALLOWED if actor.is_shift_lead or not _is_for_shift_lead(case) else _for_shift_lead()
    if _has_it(case, actor):
        return ALLOWED
    return _not_yours()


def by_the_agency(case: Case, actor: Actor) -> Verdict:
    """Only the agency that has the case, not the centre."""
    return ALLOWED if _has_it(case, actor) else _not_yours()


def by_the_agency_or_the_centre_for_the_post(case: Case, actor: Actor) -> Verdict:
    """The agency; and the centre, which citizens call to cancel a pick-up. Which steps it may say, the step knows."""
    if case.kind == POSTAL and actor.is_operator and not case.at_centre:
        return ALLOWED
    return by_the_agency(case, actor)


def by_whoever_has_it_or_a_part(case: Case, actor: Actor) -> Verdict:
    """The lead agency, or one that still owes its part."""
    if case.state is not State.HELD and case.part_of(actor.agency) and actor.is_of_agency:
        return ALLOWED
    return by_the_agency(case, actor)


def not_accepted_yet(case: Case, actor: Actor) -> Verdict:
    """Accepting once is enough, for the lead as for a part."""
    own = case.part_of(actor.agency) or case.current
    if own.accepted_at is None and not (own.is_lead and case.state is State.ACCEPTED):
        return ALLOWED
    return Refuse("already-accepted", "Đơn vị đã tiếp nhận phản ánh này.", "The agency has accepted this case already.")


def not_at_the_centre(case: Case, _: Actor) -> Verdict:
    """The centre neither accepts nor returns: it answers or assigns."""
    if case.state not in (State.TRIAGE, State.REOPENED):
        return ALLOWED
    return Refuse(
        "in-triage",
        "Phản ánh đang ở Trung tâm: chỉ có thể trả lời hoặc phân công.",
        "The case is at the centre: it can only be answered or reassigned.",
    )


def not_binding(case: Case, _: Actor) -> Verdict:
    """After too many returns the shift lead's decision binds: citizens must not be passed from hand to hand."""
    if not case.current.binding:
        return ALLOWED
    return Refuse(
        "returned-too-often",
        "Phản ánh đã bị trả lại nhiều lần; phân công của trưởng ca là quyết định cuối cùng.",
        "The case has been returned too often; the shift lead's assignment is final.",
    )


def _has_it(case: Case, actor: Actor) -> bool:
    held = case.state is State.HELD or case.at_centre
    return actor.is_of_agency and not held and actor.agency == case.current.agency


def _is_for_shift_lead(case: Case) -> bool:
    reopened = case.state is State.REOPENED or (case.question and case.question.resumes == State.REOPENED.value)
    return bool(reopened) or case.current.binding


def _for_shift_lead() -> Refuse:
    return Refuse(
        "shift-lead-decides",
        "Phản ánh này do trưởng ca quyết định.",
        "The shift lead decides about this case.",
    )


def _not_yours() -> Refuse:
    return Refuse(
        "not-your-case",
        "Phản ánh này hiện không do đơn vị của bạn phụ trách.",
        "Your agency is not responsible for this case now.",
    )
