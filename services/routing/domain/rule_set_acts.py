"""What becomes of a rule set, and who may do it: one person makes it, another approves it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from services.routing.domain.policies.verdict import ALLOWED, Actor, Refuse, Verdict
from services.routing.domain.roles import ADMINISTRATOR, SHIFT_LEAD
from services.routing.domain.rule_set import Activation, Content, Raw, RuleSet, Stage, Standing, Step, standing

CHANGE, SIMULATE, APPROVE, ACTIVATE, WITHDRAW, ROLL_BACK = (
    "change",
    "simulate",
    "approve",
    "activate",
    "withdraw",
    "roll_back",
)
MAKERS = frozenset({ADMINISTRATOR})
APPROVERS = frozenset({ADMINISTRATOR, SHIFT_LEAD})
ROLES = {CHANGE: MAKERS, **dict.fromkeys((SIMULATE, APPROVE, ACTIVATE, WITHDRAW, ROLL_BACK), APPROVERS)}

NOT_YOURS = Refuse("not-your-role", "Vai trò của bạn không được làm việc này.", "Your role does not allow this.")
CLOSED = Refuse(
    "rules-closed",
    "Bộ quy tắc này đã áp dụng hoặc đã rút, không sửa được nữa; hãy tạo bản dự thảo mới.",
    "This rule set was activated or withdrawn and cannot be changed; make a new draft.",
)
NOT_SIMULATED = Refuse(
    "not-simulated",
    "Phải chạy thử trên phản ánh cũ trước khi duyệt.",
    "It must be simulated over past cases before it is approved.",
)
FOUR_EYES = Refuse(
    "four-eyes",
    "Người soạn không được tự duyệt; cần người thứ hai.",
    "Whoever wrote it may not approve it; a second person must.",
)
NOT_APPROVED = Refuse("not-approved", "Bộ quy tắc chưa được duyệt.", "The rule set has not been approved.")
ACTIVE = Refuse("rules-in-force", "Bộ quy tắc này đang áp dụng.", "This rule set is in force.")


def may(wish: str, rule_set: RuleSet, sets: Sequence[RuleSet], actor: Actor, now: datetime) -> Verdict:
    """Return whether somebody may do something to a set at a moment."""
    if actor.role not in ROLES[wish]:
        return NOT_YOURS
    return _for_the_set(wish, rule_set, standing(rule_set, sets, now), actor.name) or ALLOWED


def _for_the_set(wish: str, one: RuleSet, is_now: Standing, name: str) -> Refuse | None:
    if wish in (CHANGE, SIMULATE, APPROVE):
        return CLOSED if not one.is_open else _before_approval(one, name) if wish == APPROVE else None
    if wish == ROLL_BACK:
        return None
    if is_now is Standing.ACTIVE:
        return ACTIVE
    if is_now in (Standing.SUPERSEDED, Standing.WITHDRAWN):
        return CLOSED
    return NOT_APPROVED if wish == ACTIVATE and one.stage is not Stage.APPROVED else None


def _before_approval(one: RuleSet, name: str) -> Refuse | None:
    if one.stage is Stage.DRAFT:
        return NOT_SIMULATED
    return FOUR_EYES if name in one.hands else None


def drafted(
    number: int, content: Content, by: str, at: datetime, note: str = "", based_on: int | None = None
) -> RuleSet:
    """Return a new draft."""
    return RuleSet(
        number=number,
        content=content,
        made_by=by,
        made_at=at,
        note=note,
        based_on=based_on,
        hands=frozenset({by}),
        history=(Step(did="drafted", by=by, at=at, note=note or None),),
    )


def changed(one: RuleSet, content: Content, by: str, at: datetime, note: str) -> RuleSet:
    """Return it with other content: what was simulated and approved was something else."""
    return replace(
        _noted(one, "changed", by, at, note),
        content=content,
        stage=Stage.DRAFT,
        simulation=None,
        approved_by=None,
        hands=one.hands | {by},
    )


def simulated(one: RuleSet, summary: Raw, by: str, at: datetime) -> RuleSet:
    """Return it with the summary of a simulation; an approval of the same content stays."""
    stage = Stage.APPROVED if one.stage is Stage.APPROVED else Stage.SIMULATED
    return replace(_noted(one, "simulated", by, at), simulation=summary, stage=stage)


def approved(one: RuleSet, by: str, at: datetime, note: str | None = None) -> RuleSet:
    """Return it approved."""
    return replace(_noted(one, "approved", by, at, note), stage=Stage.APPROVED, approved_by=by)


def activated(one: RuleSet, from_at: datetime, by: str, at: datetime, note: str | None = None) -> RuleSet:
    """Return it as the law from a moment on; what had been planned for it before is called off."""
    planned = tuple(replace(each, called_off=each.called_off or each.from_at > at) for each in one.activations)
    did = Activation(from_at=from_at, by=by, at=at)
    return replace(_noted(one, "activated", by, at, note), activations=(*planned, did))


def rolled_back_to(one: RuleSet, by: str, at: datetime, instead_of: int) -> RuleSet:
    """Return it as the law again, from now on."""
    did = Activation(from_at=at, by=by, at=at)
    return replace(_noted(one, "rolled_back_to", by, at, str(instead_of)), activations=(*one.activations, did))


def withdrawn(one: RuleSet, by: str, at: datetime, note: str | None) -> RuleSet:
    """Return it given up; what was planned for it does not happen."""
    off = tuple(replace(each, called_off=True) for each in one.activations)
    return replace(_noted(one, "withdrawn", by, at, note), stage=Stage.WITHDRAWN, activations=off)


def _noted(one: RuleSet, did: str, by: str, at: datetime, note: str | None = None) -> RuleSet:
    return replace(one, history=(*one.history, Step(did=did, by=by, at=at, note=note or None)))
