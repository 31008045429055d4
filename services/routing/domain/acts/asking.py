"""The citizen is asked for more; the clock stands still until there is an answer, or the time for it is over."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from services.routing.domain.acts.act import Act, entry
from services.routing.domain.asking import Question
from services.routing.domain.calendar import WorkingCalendar
from services.routing.domain.case import Case, Did, State
from services.routing.domain.clock import paused, resumed


def ask(case: Case, act: Act, text: str, answer_by: datetime) -> Case:
    """The case waits for its citizen."""
    question = Question(
        text=text,
        asked_at=act.at,
        answer_by=answer_by,
        by=act.by,
        assignment=case.current.number,
        resumes=case.state.value,
    )
    made = entry(act, Did.ASKED, case.current, note=text)
    return case.after(
        State.WAITING, made, question=question, assignments=case.revised(paused(case.current, act.at)), forward_at=None
    )


def resume(case: Case, act: Act, why: str, calendar: WorkingCalendar) -> Case:
    """The case goes on where it stopped. Raises ValueError for a case that does not wait."""
    if case.question is None:
        raise ValueError("the case does not wait")
    running = with_running_clock(case, act.at, calendar)
    made = entry(act, Did.RESUMED, case.current, fact=why)
    return running.after(State(case.question.resumes), made, question=None)


def with_running_clock(case: Case, at: datetime, calendar: WorkingCalendar) -> Case:
    """The lead's clock runs, if it stood still: what is answered while it waits is judged by the time it really had."""
    return replace(case, assignments=case.revised(resumed(case.current, at, calendar)))
