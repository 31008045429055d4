"""An answer in the making: written by officers, approved by their leader."""

from __future__ import annotations

from dataclasses import replace

from services.routing.domain.acts.act import Act, entry
from services.routing.domain.answering import Draft
from services.routing.domain.case import Case, Did


def save_draft(case: Case, act: Act, draft: Draft) -> Case:
    """The draft is kept; an earlier remark of the leader's stays with it."""
    earlier = case.draft.remark if case.draft else None
    return _with(case, act, Did.DRAFTED, replace(draft, remark=draft.remark or earlier))


def submit(case: Case, act: Act) -> Case:
    """The draft lies with the leader. Raises ValueError where there is none."""
    return _with(case, act, Did.SUBMITTED, replace(_draft(case), submitted_at=act.at, remark=None))


def send_back(case: Case, act: Act, remark: str) -> Case:
    """The leader wants it changed. Raises ValueError where there is none."""
    return _with(case, act, Did.SENT_BACK, replace(_draft(case), submitted_at=None, remark=remark), remark)


def _draft(case: Case) -> Draft:
    if case.draft is None:
        raise ValueError("there is no draft")
    return case.draft


def _with(case: Case, act: Act, did: Did, draft: Draft, note: str | None = None) -> Case:
    return replace(case, draft=draft, history=(*case.history, entry(act, did, case.current, note=note)))
