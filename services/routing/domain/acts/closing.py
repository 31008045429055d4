"""How a case ends."""

from __future__ import annotations

from services.routing.domain.acts.act import Act, entry
from services.routing.domain.answering import Answer
from services.routing.domain.case import Case, Did, State


def answer(case: Case, act: Act, text: str, outcome: str) -> Case:
    """The citizen gets an answer. It is on time when given at the due moment or before."""
    given = Answer(text=text, outcome=outcome, at=act.at, by=act.by, on_time=act.at <= case.current.due_at)
    return case.after(State.ANSWERED, entry(act, Did.ANSWERED, case.current), answer=given, forward_at=None)
