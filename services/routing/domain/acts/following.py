"""Cases about one matter: one is worked on, the others follow it and get its answer."""

from __future__ import annotations

from dataclasses import replace

from services.routing.domain.acts.act import Act, entry
from services.routing.domain.answering import Answer
from services.routing.domain.assignment import Assignment
from services.routing.domain.case import Case, Did, State


def lead_others(case: Case, act: Act, followers: tuple[str, ...]) -> Case:
    """Others will get this case's answer; those that follow already stay."""
    new = tuple(code for code in followers if code not in case.followers)
    made = tuple(replace(entry(act, Did.FOLLOWED, case.current), note=code) for code in new)
    return replace(case, followers=(*case.followers, *new), history=(*case.history, *made)) if new else case


def follow(case: Case, act: Act, into: str) -> Case:
    """This case gets the other one's answer."""
    ended = replace(case.current, ended_at=act.at, paused_at=None, extension=None)
    made = entry(act, Did.MERGED, case.current, note=into)
    return case.after(
        State.MERGED,
        made,
        merged_into=into,
        assignments=case.revised(ended),
        forward_at=None,
        question=None,
        draft=None,
        followers=(),
        assignee=None,
    )


def stand_alone(case: Case, act: Act, at_centre: Assignment) -> Case:
    """It is another matter after all: the centre decides about it."""
    made = entry(act, Did.UNMERGED, case.current, note=case.merged_into)
    return case.after(State.TRIAGE, made, merged_into=None, assignments=(*case.assignments, at_centre))


def let_follower_go(case: Case, act: Act, follower: str) -> Case:
    """One no longer follows."""
    made = replace(entry(act, Did.UNMERGED, case.current), note=follower)
    left = tuple(code for code in case.followers if code != follower)
    return replace(
        case,
        followers=left,
        told_followers=min(case.told_followers, len(left)),
        history=(*case.history, made),
    )


def get_answer(case: Case, act: Act, given: Answer, answered_by: Assignment) -> Case:
    """The case it follows has been answered, and so is this one."""
    own = replace(given, on_time=given.at <= case.current.due_at, in_first_time=given.at <= case.current.first_due_at)
    made = replace(entry(act, Did.ANSWERED, answered_by), assignment=case.current.number)
    return case.after(State.ANSWERED, made, answer=own)


def followers_told(case: Case, count: int) -> Case:
    """So many followers have got the answer."""
    return replace(case, told_followers=count)


def be_incident(case: Case, act: Act, title: str | None) -> Case:
    """The case stands for an incident, or no longer does."""
    made = replace(entry(act, Did.NOTED, case.current), note=title or "")
    return replace(case, incident=title, history=(*case.history, made))
