"""The clock: waiting for the citizen, more time."""

from __future__ import annotations

from services.routing.domain.case import Case, State
from services.routing.domain.policies.verdict import ALLOWED, Actor, Refuse, Verdict


def not_waiting(case: Case, _: Actor) -> Verdict:
    """One question at a time."""
    if case.state is not State.WAITING:
        return ALLOWED
    return Refuse(
        "already-waiting",
        "Đã hỏi người dân và đang chờ trả lời.",
        "The citizen has been asked, and the case waits for the answer.",
    )


def is_waiting(case: Case, _: Actor) -> Verdict:
    """Only a question that waits can be taken back."""
    if case.state is State.WAITING:
        return ALLOWED
    return Refuse("not-waiting", "Phản ánh không chờ người dân bổ sung.", "The case does not wait for its citizen.")


def nothing_asked_yet(case: Case, actor: Actor) -> Verdict:
    """One request for more time is decided before the next."""
    own = case.part_of(actor.agency) or case.current
    if own.extension is None:
        return ALLOWED
    return Refuse(
        "extension-pending",
        "Đề nghị gia hạn trước đang chờ trưởng ca quyết định.",
        "The shift lead has yet to decide about an earlier request for more time.",
    )


def extension_asked(case: Case, _: Actor) -> Verdict:
    """There is something to decide about."""
    if any(each.extension for each in (case.current, *case.parts)):
        return ALLOWED
    return Refuse("nothing-asked", "Không có đề nghị gia hạn nào.", "Nobody has asked for more time.")
