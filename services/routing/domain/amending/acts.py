"""What becomes of an amendment, and who may do it: one person makes it, another puts it in force."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from services.routing.domain.amending.amendment import OPEN, Amendment, Stage
from services.routing.domain.amending.edits import Edit, merged
from services.routing.domain.policies.verdict import ALLOWED, Actor, Refuse, Verdict
from services.routing.domain.rule_set import Step
from services.routing.domain.rule_set_acts import APPROVERS, FOUR_EYES, MAKERS, NOT_YOURS

CHANGE, PROPOSE, APPROVE, WITHDRAW = "change", "propose", "approve", "withdraw"
ROLES = {CHANGE: MAKERS, PROPOSE: MAKERS, APPROVE: APPROVERS, WITHDRAW: APPROVERS}
STAGES = {CHANGE: OPEN, PROPOSE: {Stage.DRAFT}, APPROVE: {Stage.PROPOSED}, WITHDRAW: {*OPEN, Stage.APPROVED}}

CLOSED = Refuse(
    "amendment-closed",
    "Thay đổi này đã duyệt, đã áp dụng hoặc đã rút, không làm được việc này nữa.",
    "This change is approved, in force or withdrawn; that can no longer be done to it.",
)
NOT_PROPOSED = Refuse(
    "not-proposed", "Người soạn chưa trình duyệt thay đổi này.", "Whoever wrote this has not proposed it yet."
)
EMPTY = Refuse("amendment-empty", "Chưa có mục nào thay đổi.", "Nothing is changed yet.")


def may(wish: str, one: Amendment, actor: Actor) -> Verdict:
    """Return whether somebody may do something to an amendment now."""
    if actor.role not in ROLES[wish]:
        return NOT_YOURS
    return _objection(wish, one, actor) or ALLOWED


def _objection(wish: str, one: Amendment, actor: Actor) -> Refuse | None:
    if one.stage not in STAGES[wish]:
        return NOT_PROPOSED if wish == APPROVE and one.stage is Stage.DRAFT else CLOSED
    if wish == PROPOSE and not one.edits:
        return EMPTY
    return FOUR_EYES if wish == APPROVE and actor.name in one.hands else None


def drafted(number: int, why: str, edits: tuple[Edit, ...], by: str, at: datetime) -> Amendment:
    """Return a new draft."""
    step = Step(did="drafted", by=by, at=at, note=why or None)
    known = merged((), edits)
    return Amendment(
        number=number, why=why, edits=known, made_by=by, made_at=at, hands=frozenset({by}), history=(step,)
    )


def edited(one: Amendment, edits: tuple[Edit, ...], by: str, at: datetime, note: str) -> Amendment:
    """Return it with more edits: whoever was to approve it has not seen them, so it is a draft again."""
    return _written(one, merged(one.edits, edits), by, at, note)


def taken_out(one: Amendment, place: tuple[str, str], by: str, at: datetime) -> Amendment:
    """Return it without the edit of a record."""
    return _written(one, tuple(each for each in one.edits if each.place != place), by, at, f"– {'/'.join(place)}")


def proposed(one: Amendment, why: str, by: str, at: datetime) -> Amendment:
    """Return it ready for a second person, with the reason to tell them."""
    return replace(_noted(one, "proposed", by, at, why), stage=Stage.PROPOSED, why=why, hands=one.hands | {by})


def approved(one: Amendment, from_at: datetime, by: str, at: datetime, note: str | None) -> Amendment:
    """Return it approved, to be in force from a moment on."""
    return replace(_noted(one, "approved", by, at, note), stage=Stage.APPROVED, approved_by=by, from_at=from_at)


def begun(one: Amendment) -> Amendment:
    """Return it as one that is being put in force: from here on it cannot be withdrawn."""
    return replace(one, stage=Stage.DUE)


def put_in_force(one: Amendment, version: int, at: datetime) -> Amendment:
    """Return it in force, as a version of the catalogue."""
    return replace(
        _noted(one, "put_in_force", str(one.approved_by), at, str(version)), stage=Stage.IN_FORCE, in_force_as=version
    )


def sent_back(one: Amendment, at: datetime, why: str) -> Amendment:
    """Return it as a draft once more: its moment came, and it did not fit the catalogue of that moment."""
    by = str(one.approved_by)
    return replace(_noted(one, "sent_back", by, at, why), stage=Stage.DRAFT, approved_by=None, from_at=None)


def withdrawn(one: Amendment, by: str, at: datetime, note: str | None) -> Amendment:
    """Return it given up."""
    return replace(_noted(one, "withdrawn", by, at, note), stage=Stage.WITHDRAWN)


def _written(one: Amendment, edits: tuple[Edit, ...], by: str, at: datetime, note: str) -> Amendment:
    return replace(
        _noted(one, "changed", by, at, note), edits=edits, stage=Stage.DRAFT, hands=one.hands | {by}, approved_by=None
    )


def _noted(one: Amendment, did: str, by: str, at: datetime, note: str | None = None) -> Amendment:
    return replace(one, history=(*one.history, Step(did=did, by=by, at=at, note=note or None)))
