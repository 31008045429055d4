"""A case follows another one that is about the same matter."""

from __future__ import annotations

from dataclasses import dataclass, replace

from services.kit.events import Event
from services.kit.failures import Rejected
from services.routing.domain import acts
from services.routing.domain.acts.following import follow
from services.routing.domain.case import Case, Did
from services.routing.domain.policies import Refuse
from services.routing.domain.policies.joining import may_follow
from services.routing.usecases import case_events
from services.routing.usecases.ports import Change
from services.routing.usecases.requests.means import Asked, Handling, unknown_case

WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Merge:
    """It gets the answer to the case `into`. `why`: in words for the history, where it is not somebody's own doing."""

    into: str
    why: str | None = None


def merge(request: Merge, asked: Asked) -> Change:
    """Return the case as a follower: one write, whatever happens afterwards. The other case notices by itself (see
    `usecases/merging`). Raises `Rejected`: unknown-case, or why the two may not be joined.
    """
    primary = asked.means.others([request.into]).get(request.into)
    if primary is None:
        raise unknown_case()
    answer = may_follow(asked.case, primary)
    if isinstance(answer, Refuse):
        raise Rejected(answer.slug, answer.vi, answer.en)
    running, told = _without_question(asked)
    centre = asked.means.assigner.catalog.centre
    after = follow(running, asked.act, primary.code, centre, request.why)
    return Change(after, (*told, *_told(running, after, primary, asked.means.cause)), asked.case)


def _without_question(asked: Asked) -> tuple[Case, tuple[Event, ...]]:
    """Nobody is asked any more; the time that the case waited is not the agency's."""
    case, act = asked.case, asked.act
    if case.question is None:
        return case, ()
    calendar = asked.means.assigner.catalog.agency_hours
    resumed = acts.resume(case, replace(act, id=f"{act.id}/resume"), WITHDRAWN, calendar)
    return resumed, (case_events.resumed(resumed, WITHDRAWN, asked.means.cause),)


def _told(before: Case, after: Case, primary: Case, cause: Event | None) -> tuple[Event, ...]:
    """Tell whoever had the case, or a part of it, that it is somebody else's now."""
    why = after.current.trace[-1]
    ended = case_events.parts_ended(before, after, why, cause)
    lost = () if before.at_centre else (case_events.moved(after, before.current, why, cause, to=primary.current),)
    return (case_events.merged(after, primary, cause), *lost, *ended)


MERGE = Handling(Did.MERGED, merge)
