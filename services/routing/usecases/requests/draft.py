"""An answer is drafted, submitted, sent back, approved."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from services.kit.failures import Rejected
from services.routing.domain import acts
from services.routing.domain.answering import Draft
from services.routing.domain.case import Did
from services.routing.domain.file import File
from services.routing.usecases.ports import Change
from services.routing.usecases.requests.answer import given
from services.routing.usecases.requests.content import check_content, check_parts, drafted
from services.routing.usecases.requests.means import Asked, Handling


@dataclass(frozen=True, slots=True)
class SaveDraft:
    """What has been written so far; nobody else hears of it."""

    text: str
    outcome: str
    scheduled_for: date | None = None
    proof: str | None = None
    files: tuple[File, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Submit:
    """The answer, ready for the leader."""

    text: str
    outcome: str
    scheduled_for: date | None = None
    proof: str | None = None
    files: tuple[File, ...] = ()
    without_parts: str | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SendBack:
    """The leader wants it changed, and says what."""

    remark: str


@dataclass(frozen=True, slots=True)
class Approve:
    """The leader approves: the citizen gets the answer. `without_parts` as in `Answer`; the draft's counts too."""

    without_parts: str | None = None


def save_draft(request: SaveDraft, asked: Asked) -> Change:
    """Return the case with the draft; whatever is missing may be missing still."""
    draft = _written(request, asked)
    return Change(acts.save_draft(asked.case, asked.act, draft), (), asked.case)


def submit(request: Submit, asked: Asked) -> Change:
    """Return the case with the draft before the leader. Raises `Rejected`: date-needed, proof-needed, parts-open."""
    draft = _written(request, asked)
    check_content(draft, asked)
    check_parts(asked.case, request.without_parts)
    kept = acts.save_draft(asked.case, asked.act, replace(draft, without_parts=request.without_parts))
    return Change(acts.submit(kept, asked.act), (), asked.case)


def send_back(request: SendBack, asked: Asked) -> Change:
    """Return the case with the draft back at its writer's."""
    return Change(acts.send_back(asked.case, asked.act, request.remark), (), asked.case)


def approve(request: Approve, asked: Asked) -> Change:
    """Return the answered case: the draft's words, approved by the actor. Raises `Rejected`: as `answer` does.

    A day may have passed, a part may have been asked for, since the draft was submitted: it is checked again.
    """
    draft = asked.case.draft
    if draft is None:
        raise Rejected("nothing-submitted", "Chưa có dự thảo nào được trình.", "No draft has been submitted.")
    why_early = request.without_parts or draft.without_parts
    return given(draft, asked, approved_by=asked.act.by, without_parts=why_early)


def _written(request: SaveDraft | Submit, asked: Asked) -> Draft:
    said = (request.text, request.outcome, request.scheduled_for, request.proof, request.files, request.sources)
    return drafted(asked, *said)


SAVE_DRAFT = Handling(Did.DRAFTED, save_draft)
SUBMIT = Handling(Did.SUBMITTED, submit)
SEND_BACK = Handling(Did.SENT_BACK, send_back)
APPROVE = Handling(Did.APPROVED, approve)
