"""Who may answer, and what comes before: the leader's approval, the parts of other agencies."""

from __future__ import annotations

from services.routing.domain.case import Case
from services.routing.domain.policies.verdict import ALLOWED, Actor, Refuse, Verdict
from services.routing.domain.roles import AGENCY_LEADER, OFFICER


def approved_first(case: Case, actor: Actor) -> Verdict:
    """Where the agency's leader approves answers, an officer drafts and submits."""
    if not (case.current.approval and actor.role == OFFICER and not case.at_centre):
        return ALLOWED
    return Refuse(
        "approval-needed",
        "Câu trả lời của đơn vị cần lãnh đạo phê duyệt: xin lưu dự thảo và trình.",
        "The agency's leader approves answers: please save a draft and submit it.",
    )


def by_the_leader(_: Case, actor: Actor) -> Verdict:
    """Only the agency's leader approves or sends back."""
    if actor.role == AGENCY_LEADER:
        return ALLOWED
    return Refuse("not-your-role", "Lãnh đạo đơn vị mới phê duyệt được.", "Only the agency's leader may approve.")


def is_submitted(case: Case, _: Actor) -> Verdict:
    """There is something to decide about."""
    if case.draft and case.draft.submitted_at:
        return ALLOWED
    return Refuse("nothing-submitted", "Chưa có dự thảo nào được trình.", "No draft has been submitted.")


def not_submitted(case: Case, actor: Actor) -> Verdict:
    """What lies with the leader is changed by nobody else."""
    if not (case.draft and case.draft.submitted_at) or actor.role == AGENCY_LEADER:
        return ALLOWED
    return Refuse(
        "with-the-leader",
        "Dự thảo đang chờ lãnh đạo phê duyệt.",
        "The draft lies with the agency's leader.",
    )


def owes_a_part(case: Case, actor: Actor) -> Verdict:
    """Only an agency that was asked for its part gives one."""
    if actor.is_of_agency and case.part_of(actor.agency):
        return ALLOWED
    return Refuse("no-part", "Đơn vị không còn phần phối hợp nào phải gửi.", "Your agency owes no part of this case.")
