"""Whose turn it is: the rules that most acts share."""

from __future__ import annotations

from services.routing.domain.case import Case, State
from services.routing.domain.policies.verdict import ALLOWED, Actor, Refuse, Verdict

MOST_RETURNS = 2


def not_answered_yet(case: Case, _: Actor) -> Verdict:
    """An answer is final: the citizen has read it."""
    if case.state is not State.ANSWERED:
        return ALLOWED
    return Refuse("already-answered", "Phản ánh này đã được trả lời.", "This case has been answered already.")


def by_who_is_responsible(case: Case, actor: Actor) -> Verdict:
    """Only the agency whose turn it is acts on a case; the centre's operators act on what lies at the centre."""
    if case.at_centre and actor.is_operator:
        return ALLOWED
    if case.state is not State.HELD and actor.agency is not None and actor.agency == case.current.agency:
        return ALLOWED
    return Refuse(
        "not-your-case",
        "Phản ánh này hiện không do đơn vị của bạn phụ trách.",
        "Your agency is not responsible for this case now.",
    )


def waits_at_the_centre(case: Case, actor: Actor) -> Verdict:
    """Only what lies at the centre can be assigned anew: nobody takes a case out of an agency's hands."""
    if case.at_centre and actor.is_operator:
        return ALLOWED
    return Refuse(
        "not-in-triage",
        "Chỉ phân công lại được phản ánh đang chờ ở Trung tâm.",
        "Only a case that waits at the centre can be reassigned.",
    )


def not_accepted_yet(case: Case, _: Actor) -> Verdict:
    """Accepting once is enough."""
    if case.state is not State.ACCEPTED:
        return ALLOWED
    return Refuse("already-accepted", "Đơn vị đã tiếp nhận phản ánh này.", "The agency has accepted this case already.")


def not_at_the_centre(case: Case, _: Actor) -> Verdict:
    """The centre neither accepts nor returns: it answers or assigns."""
    if case.state is not State.TRIAGE:
        return ALLOWED
    return Refuse(
        "in-triage",
        "Phản ánh đang ở Trung tâm: chỉ có thể trả lời hoặc phân công.",
        "The case is at the centre: it can only be answered or reassigned.",
    )


def is_held(case: Case, actor: Actor) -> Verdict:
    """Only what waits for the forwarding hours can be sent off before they begin."""
    if case.state is State.HELD and actor.is_operator:
        return ALLOWED
    return Refuse("not-held", "Phản ánh này không chờ giờ chuyển.", "This case does not wait to be forwarded.")


def not_returned_too_often(case: Case, _: Actor) -> Verdict:
    """After two returns the centre's decision binds: citizens must not be passed from hand to hand."""
    if case.returns < MOST_RETURNS:
        return ALLOWED
    return Refuse(
        "returned-too-often",
        f"Phản ánh đã bị trả lại {MOST_RETURNS} lần; phân công của Trung tâm là quyết định cuối cùng.",
        f"The case has been returned {MOST_RETURNS} times; the centre's assignment is final.",
    )
