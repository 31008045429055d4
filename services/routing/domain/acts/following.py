"""Cases about one matter: one is worked on, the others follow it and get its answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from services.routing.domain.acts.act import Act, entry
from services.routing.domain.acts.coordinating import excuse_parts
from services.routing.domain.answering import Answer
from services.routing.domain.assignment import Assignment
from services.routing.domain.case import Case, Did, State
from services.routing.domain.catalog import Agency

#: The rule by which a case is with whoever answers the one that it follows.
FOLLOWS, ALONE = "merged", "triage"


def follow(case: Case, act: Act, primary: str, centre: Agency, why: str | None = None) -> Case:
    """The case waits for another one's answer. Meanwhile it lies at the centre, and no agency has it; its due time
    stays what it was, for the citizen waits since they filed.

    Those that followed it are told apart (`joined_elsewhere`); `why` is for the history.
    """
    trace = why or f"Xử lý chung với phản ánh {primary}."
    at_centre = _handed(case, act, centre, FOLLOWS, trace)
    ended = excuse_parts(replace(case, assignments=case.revised(_ended(case.current, act))), act)
    return ended.after(
        State.MERGED,
        entry(act, Did.MERGED, at_centre, note=trace),
        assignments=(*ended.assignments, at_centre),
        merged_into=primary,
        followers=(),
        told_followers=0,
        incident=None,
        forward_at=None,
        question=None,
        draft=None,
        stage=None,
        assignee=None,
    )


def joined_elsewhere(case: Case, act: Act, primary: str) -> Case:
    """What it followed follows another case itself now, and so does this one: there are no chains."""
    made = entry(act, Did.MERGED, case.current, note=f"Xử lý chung với phản ánh {primary}.")
    return case.after(State.MERGED, made, merged_into=primary)


def leave_to(case: Case, act: Act, heir: str) -> Case:
    """Nobody follows a case that was taken back; the history says who leads them now."""
    made = entry(act, Did.NOTED, case.current, note=f"Các phản ánh cùng việc nay theo phản ánh {heir}.")
    return replace(case, followers=(), told_followers=0, merged_into=heir, history=(*case.history, made))


def stand_alone(case: Case, act: Act, centre: Agency) -> Case:
    """It is another matter after all: the centre decides about it, in the time that is left."""
    trace = f"Tách khỏi phản ánh {case.merged_into}; {centre.name} xem xét và phân công."
    at_centre = _handed(case, act, centre, ALONE, trace)
    made = entry(act, Did.UNMERGED, at_centre, note=trace)
    assignments = (*case.revised(_ended(case.current, act)), at_centre)
    return case.after(State.TRIAGE, made, assignments=assignments, merged_into=None)


def get_answer(case: Case, act: Act, primary: Case) -> Case:
    """The case that it follows has been answered, and so is this one, by whoever answered that one.

    It counts as answered since then, or since it follows; whether that was in time its own clock says. Raises
    ValueError for a primary without an answer.
    """
    if primary.answer is None:
        raise ValueError("the other case has no answer")
    by, trace = primary.current, f"Trả lời chung với phản ánh {primary.code}."
    own = replace(
        case.current,
        number=case.next_number,
        agency=by.agency,
        agency_name=by.agency_name,
        routed_at=act.at,
        trace=(trace,),
        triage=by.triage,
    )
    at = max(primary.answer.at, case.current.routed_at)
    return case.after(
        State.ANSWERED,
        entry(act, Did.ANSWERED, own, note=trace),
        assignments=(*case.revised(_ended(case.current, act)), own),
        answer=_own(primary.answer, own, at),
    )


def lead(case: Case, act: Act, followers: tuple[str, ...]) -> Case:
    """These, and no others, wait for this case's answer. Who is new among them stands in the history."""
    new = [code for code in followers if code not in case.followers]
    made = tuple(entry(act, Did.FOLLOWED, case.current, note=code) for code in new)
    told = min(case.told_followers, len(followers))
    return replace(case, followers=followers, told_followers=told, history=(*case.history, *made))


def stand_for_incident(case: Case, act: Act, title: str) -> Case:
    """The case stands for an incident: whoever reports the same follows it."""
    made = entry(act, Did.NOTED, case.current, note=f"Đầu mối của sự việc lớn: {title}")
    return replace(case, incident=title, history=(*case.history, made))


def _own(given: Answer, own: Assignment, at: datetime) -> Answer:
    return replace(given, at=at, on_time=at <= own.due_at, in_first_time=at <= own.first_due_at)


def _ended(assignment: Assignment, act: Act) -> Assignment:
    return replace(assignment, ended_at=act.at, paused_at=None, extension=None)


def _handed(case: Case, act: Act, centre: Agency, rule: str, trace: str) -> Assignment:
    return replace(
        case.current,
        number=case.next_number,
        agency=centre.slug,
        agency_name=centre.name,
        routed_at=act.at,
        rule=rule,
        trace=(trace,),
        triage=True,
        approval=centre.approval,
        accepted_at=None,
        paused_at=None,
        extension=None,
    )
