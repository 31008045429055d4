"""What the centre's people may do: assign, send off, classify, join cases, decide."""

from __future__ import annotations

from services.routing.domain.case import Case, State
from services.routing.domain.policies.turns import by_the_agency, by_who_is_responsible
from services.routing.domain.policies.verdict import ALLOWED, Actor, Allow, Refuse, Verdict


def waits_at_the_centre(case: Case, actor: Actor) -> Verdict:
    """What lies at the centre can be assigned; out of an agency's hands only the shift lead takes a case."""
    if case.at_centre and actor.is_operator:
        return by_who_is_responsible(case, actor)
    if actor.is_shift_lead:
        return ALLOWED
    return Refuse(
        "not-in-triage",
        "Chỉ phân công lại được phản ánh đang chờ ở Trung tâm.",
        "Only a case that waits at the centre can be reassigned.",
    )


def is_held(case: Case, actor: Actor) -> Verdict:
    """Only what waits for the forwarding hours can be sent off before they begin."""
    if case.state is State.HELD and actor.is_operator:
        return ALLOWED
    return Refuse("not-held", "Phản ánh này không chờ giờ chuyển.", "This case does not wait to be forwarded.")


def is_classified_at_the_centre(case: Case, actor: Actor) -> Verdict:
    """What a case is about is decided before an agency has it; the shift lead may correct it later."""
    if actor.is_shift_lead:
        return ALLOWED
    if case.at_centre and actor.is_operator:
        return by_who_is_responsible(case, actor)
    return Refuse(
        "not-in-triage",
        "Chỉ phân loại được phản ánh đang ở Trung tâm.",
        "Only a case at the centre can be classified.",
    )


def by_the_centre(_: Case, actor: Actor) -> Verdict:
    """Operators and shift leads."""
    return ALLOWED if actor.is_operator else _only("Tổng đài viên, trưởng ca", "Operators and shift leads")


def not_for_the_shift_lead(case: Case, actor: Actor) -> Verdict:
    """What lies at the centre for the shift lead to decide about, nobody else puts elsewhere."""
    return by_who_is_responsible(case, actor) if case.at_centre else ALLOWED


def by_the_shift_lead(_: Case, actor: Actor) -> Verdict:
    """The shift lead alone."""
    return ALLOWED if actor.is_shift_lead else _only("Trưởng ca", "The shift lead")


def is_reopened(case: Case, _: Actor) -> Verdict:
    """There is an answer to stand by only where the citizen was not content with one."""
    if case.state is State.REOPENED:
        return ALLOWED
    return Refuse("not-reopened", "Phản ánh không ở trạng thái mở lại.", "The case has not been opened again.")


def is_merged(case: Case, _: Actor) -> Verdict:
    """Only what follows another case can stand alone again."""
    if case.state is State.MERGED:
        return ALLOWED
    return Refuse("not-merged", "Phản ánh này không được xử lý chung.", "This case follows no other.")


def is_taken(case: Case, _: Actor) -> Verdict:
    """Only what somebody has taken on can be let go of."""
    if case.assignee:
        return ALLOWED
    return Refuse("not-taken", "Chưa có ai nhận phản ánh này.", "Nobody has taken this case on.")


def is_with_an_agency(case: Case, _: Actor) -> Verdict:
    """Parts are asked for where there is a lead."""
    if not case.at_centre:
        return ALLOWED
    return Refuse(
        "no-lead-yet",
        "Cần giao cơ quan chủ trì trước khi mời cơ quan phối hợp.",
        "A lead agency must be assigned before others are asked for their parts.",
    )


def by_the_centre_or_the_lead(case: Case, actor: Actor) -> Verdict:
    """The centre asks others to contribute, or the lead agency does."""
    return ALLOWED if actor.is_operator else by_the_agency(case, actor)


def by_who_works_on_it(case: Case, actor: Actor) -> Verdict:
    """Notes are for colleagues: the centre's people, the lead agency, those with a part."""
    if actor.is_operator or isinstance(by_the_agency(case, actor), Allow):
        return ALLOWED
    if actor.is_of_agency and any(part.agency == actor.agency for part in case.parts):
        return ALLOWED
    return by_the_agency(case, actor)


def _only(vi: str, en: str) -> Refuse:
    return Refuse("not-your-role", f"{vi} mới làm được việc này.", f"{en} may do this, nobody else.")
