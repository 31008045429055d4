"""More time: asked for by an agency, granted or refused by the shift lead."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from services.routing.domain.acts.act import Act, entry
from services.routing.domain.assignment import Assignment, ExtensionRequest
from services.routing.domain.case import Case, Did
from services.routing.domain.clock import moved


def ask_extension(case: Case, act: Act, of: Assignment, due_at: datetime, reason: str) -> Case:
    """An agency asks for more time."""
    wanted = ExtensionRequest(due_at=due_at, reason=reason, by=act.by, at=act.at)
    return _with(case, act, Did.EXTENSION_ASKED, replace(of, extension=wanted), reason)


def grant_extension(case: Case, act: Act, of: Assignment) -> Case:
    """It gets the time; the ladder of escalation begins anew. Raises ValueError where nothing was asked for."""
    if of.extension is None:
        raise ValueError("nothing was asked for")
    longer = replace(moved(of, of.extension.due_at), extension=None, level=0)
    return _with(case, act, Did.EXTENDED, longer, of.extension.reason)


def refuse_extension(case: Case, act: Act, of: Assignment, reason: str) -> Case:
    """It does not get the time."""
    return _with(case, act, Did.EXTENSION_REFUSED, replace(of, extension=None), reason)


def _with(case: Case, act: Act, did: Did, changed: Assignment, note: str) -> Case:
    made = entry(act, did, changed, note=note)
    return replace(case, assignments=case.revised(changed), history=(*case.history, made))
