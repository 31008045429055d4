"""What agencies and people at the desk may ask to be done with a case, and doing it to one case in memory.

One module per request: a dataclass with what was asked, and a function that returns the change. A new one is a line in
`HANDLING`; who may ask for it, and when, is a line in `domain/policies`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from services.kit.failures import Rejected
from services.routing.domain.acts import Act
from services.routing.domain.case import Case
from services.routing.domain.policies import Actor, Refuse, verdict
from services.routing.usecases.keep_time import kept_time
from services.routing.usecases.ports import Change
from services.routing.usecases.requests.accept import ACCEPT, Accept
from services.routing.usecases.requests.answer import ANSWER, Answer
from services.routing.usecases.requests.ask_citizen import ASK_CITIZEN, RESUME, AskCitizen, Resume
from services.routing.usecases.requests.classify import CLASSIFY, Classify
from services.routing.usecases.requests.coordinate import CONTRIBUTE, COORDINATE, Contribute, Coordinate
from services.routing.usecases.requests.draft import (
    APPROVE,
    SAVE_DRAFT,
    SEND_BACK,
    SUBMIT,
    Approve,
    SaveDraft,
    SendBack,
    Submit,
)
from services.routing.usecases.requests.extend import (
    ASK_EXTENSION,
    GRANT_EXTENSION,
    REFUSE_EXTENSION,
    AskExtension,
    GrantExtension,
    RefuseExtension,
)
from services.routing.usecases.requests.forward import FORWARD, Forward, forwarded
from services.routing.usecases.requests.means import Asked, Handling, Means, unknown_agency, unknown_case
from services.routing.usecases.requests.merge import MERGE, Merge
from services.routing.usecases.requests.progress import NOTE, PROGRESS, Note, Progress
from services.routing.usecases.requests.reassign import REASSIGN, Reassign
from services.routing.usecases.requests.return_case import RETURN, Return
from services.routing.usecases.requests.take import RELEASE, TAKE, Release, Take
from services.routing.usecases.requests.unmerge import UNMERGE, Unmerge
from services.routing.usecases.requests.uphold import UPHOLD, Uphold

__all__ = [
    "Accept",
    "Answer",
    "Approve",
    "AskCitizen",
    "AskExtension",
    "Asked",
    "Classify",
    "Contribute",
    "Coordinate",
    "Forward",
    "GrantExtension",
    "Means",
    "Merge",
    "Note",
    "Progress",
    "Reassign",
    "RefuseExtension",
    "Release",
    "Request",
    "Resume",
    "Return",
    "SaveDraft",
    "SendBack",
    "Submit",
    "Take",
    "Unmerge",
    "Uphold",
    "carry_out",
    "forwarded",
    "unknown_agency",
    "unknown_case",
]

#: One of the dataclasses in `HANDLING`.
Request = Any

HANDLING: Mapping[type, Handling] = {
    Accept: ACCEPT,
    Answer: ANSWER,
    AskCitizen: ASK_CITIZEN,
    Resume: RESUME,
    Classify: CLASSIFY,
    Coordinate: COORDINATE,
    Contribute: CONTRIBUTE,
    SaveDraft: SAVE_DRAFT,
    Submit: SUBMIT,
    SendBack: SEND_BACK,
    Approve: APPROVE,
    AskExtension: ASK_EXTENSION,
    GrantExtension: GRANT_EXTENSION,
    RefuseExtension: REFUSE_EXTENSION,
    Forward: FORWARD,
    Progress: PROGRESS,
    Note: NOTE,
    Merge: MERGE,
    Unmerge: UNMERGE,
    Reassign: REASSIGN,
    Return: RETURN,
    Uphold: UPHOLD,
    Take: TAKE,
    Release: RELEASE,
}


def carry_out(request: Request, case: Case, actor: Actor, act: Act, means: Means) -> Change:
    """Return the case with the request done, and the events that tell of it. Raises `Rejected` when it may not be."""
    handling = HANDLING[type(request)]
    answer = verdict(handling.wish, case, actor)
    if isinstance(answer, Refuse):
        raise Rejected(answer.slug, answer.vi, answer.en)
    return kept_time(handling.do(request, Asked(case, actor, act, means)), means.assigner)
