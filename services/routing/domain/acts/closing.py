"""How a case ends, and how a citizen who is not content opens it again, or takes it back."""

from __future__ import annotations

from dataclasses import replace

from services.routing.domain.acts.act import Act, entry
from services.routing.domain.acts.coordinating import excuse_parts
from services.routing.domain.answering import Answer, Draft
from services.routing.domain.assignment import Assignment
from services.routing.domain.case import Case, Did, State


def answer(case: Case, act: Act, content: Draft, *, approved_by: str | None = None, note: str | None = None) -> Case:
    """The citizen gets an answer. It is on time when given at the due moment or before.

    `content` is what was written, `note` why the lead did not wait for all parts; parts still owed end.
    """
    return _answered(case, act, Did.ANSWERED, content, approved_by, note)


def uphold(case: Case, act: Act, content: Draft) -> Case:
    """The shift lead stands by an answer that the citizen was not content with, and says why."""
    return _answered(case, act, Did.UPHELD, content, None, None)


def reopen(case: Case, act: Act, reason: str, at_centre: Assignment) -> Case:
    """The citizen says that nothing is settled: the answer is void, the shift lead decides."""
    made = entry(act, Did.REOPENED, case.current, note=reason)
    earlier = (*case.earlier, *((case.answer,) if case.answer else ()))
    return case.after(
        State.REOPENED,
        made,
        assignments=(*case.assignments, at_centre),
        answer=None,
        earlier=earlier,
        reopened=case.reopened + 1,
        merged_into=None,
        told_followers=0,
    )


def withdraw(case: Case, act: Act, reason: str) -> Case:
    """The citizen takes the case back: all clocks stop, nobody owes anything any more.

    Those that followed it still wait for an answer; `following.leave_to` says who leads them then.
    """
    whole = excuse_parts(case, act)
    ended = replace(whole.current, ended_at=act.at, extension=None, paused_at=None)
    return whole.after(
        State.WITHDRAWN,
        entry(act, Did.WITHDRAWN, case.current, note=reason or None),
        assignments=whole.revised(ended),
        draft=None,
        question=None,
        forward_at=None,
        merged_into=None,
        incident=None,
        assignee=None,
    )


def _answered(case: Case, act: Act, did: Did, content: Draft, approved_by: str | None, note: str | None) -> Case:
    current = case.current
    given = Answer(
        text=content.text,
        outcome=content.outcome,
        at=act.at,
        by=act.by if approved_by is None else content.by,
        on_time=act.at <= current.due_at,
        in_first_time=act.at <= current.first_due_at,
        scheduled_for=content.scheduled_for,
        proof=content.proof,
        files=content.files,
        approved_by=approved_by,
        sources=content.sources,
    )
    whole = excuse_parts(case, act)
    stopped = replace(whole.current, extension=None, paused_at=None)
    return whole.after(
        State.ANSWERED,
        entry(act, did, current, note=note),
        assignments=whole.revised(stopped),
        answer=given,
        draft=None,
        question=None,
        forward_at=None,
    )
