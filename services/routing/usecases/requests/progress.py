"""The work comes to its next known step; notes for colleagues."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from services.kit.failures import Rejected
from services.routing.domain import acts
from services.routing.domain.case import Case, Did, Entry
from services.routing.domain.catalog import Stage
from services.routing.domain.steps import closes, is_behind, is_graph, next_steps
from services.routing.usecases import case_events
from services.routing.usecases.ports import Change
from services.routing.usecases.requests.answer import given
from services.routing.usecases.requests.content import drafted
from services.routing.usecases.requests.means import Asked, Handling


@dataclass(frozen=True, slots=True)
class Progress:
    """A known step (slug) of the category's work has been done; `note` is for the citizen.

    `tracking` is the number that the post gave to what it carries, `day` when somebody comes (again).
    """

    stage: str
    note: str | None = None
    tracking: str | None = None
    day: date | None = None

    @property
    def words(self) -> str | None:
        """Return everything the citizen is told besides the step's name."""
        day = f"Ngày hẹn: {self.day:%d/%m/%Y}." if self.day else ""
        number = f"Mã bưu gửi: {self.tracking}." if self.tracking else ""
        return " ".join(each for each in (self.note or "", number, day) if each) or None


@dataclass(frozen=True, slots=True)
class Note:
    """Words for colleagues; the citizen never sees them."""

    text: str


def progress(request: Progress, asked: Asked) -> Change:
    """Return the case at that step; a step that ends the work answers the case.

    Raises `Rejected`: unknown-stage, stage-behind, stage-out-of-order, not-your-step, tracking-needed, note-needed,
    date-needed. The same step said again in the same words is written down and tells nobody.
    """
    case = asked.case
    known = asked.means.assigner.catalog.categories.get(case.category or "")
    stages = known.stages if known else ()
    stage = next((each for each in stages if each.slug == request.stage), None)
    if stage is None:
        raise Rejected("unknown-stage", "Lĩnh vực này không có bước đó.", "The category has no such step.")
    if is_graph(stages) and _is_repeated(request, case):
        return Change(acts.note(case, asked.act, f"Báo lại bước: {stage.vi}."), (), case)
    _check_turn(stage, stages, asked)
    _check_content(stage, request, asked)
    after = acts.progress(case, asked.act, request.stage, request.words)
    told = case_events.progressed(after, stage, asked.means.cause, request.note, request.tracking, request.day)
    if not closes(stage, {each.question: each.value for each in case.submission.answers}):
        return Change(after, (told,), case)
    return _closed(stage, request, after, asked)


def note(request: Note, asked: Asked) -> Change:
    """Return the case with the note in its history."""
    return Change(acts.note(asked.case, asked.act, request.text), (), asked.case)


def _is_repeated(request: Progress, case: Case) -> bool:
    last = next(_steps(case), None)
    return last is not None and (last.fact, last.note) == (request.stage, request.words)


def _steps(case: Case) -> Iterator[Entry]:
    return (each for each in reversed(case.history) if each.did is Did.PROGRESSED)


def _check_turn(stage: Stage, stages: Sequence[Stage], asked: Asked) -> None:
    if asked.actor.is_operator and not stage.centre:
        raise Rejected(
            "not-your-step",
            "Bước này do đơn vị thực hiện báo, không phải Trung tâm.",
            "This step is told by whoever does the work, not by the centre.",
        )
    coming = next_steps(stages, asked.case.stage)
    if stage in coming:
        return
    if is_behind(stages, stage.slug, asked.case.stage, {str(each.fact) for each in _steps(asked.case)}):
        raise Rejected("stage-behind", "Bước này đã qua.", "That step has been passed already.")
    vi, en = "; ".join(each.vi for each in coming), "; ".join(each.en for each in coming)
    raise Rejected(
        "stage-out-of-order",
        f"Chưa đến bước này. Bước có thể báo lúc này: {vi}.",
        f"It is not time for this step. What may be told now: {en}.",
        next=[each.slug for each in coming],
    )


def _check_content(stage: Stage, request: Progress, asked: Asked) -> None:
    if "tracking" in stage.needs and not request.tracking:
        raise Rejected("tracking-needed", "Bước này cần mã bưu gửi.", "This step needs a tracking number.")
    if "note" in stage.needs and not request.note:
        raise Rejected("note-needed", "Bước này cần lý do.", "This step needs a reason.")
    today = asked.means.assigner.catalog.agency_hours.local(asked.act.at).date()
    if "day" in stage.needs and (request.day is None or request.day < today):
        raise Rejected(
            "date-needed", "Bước này cần ngày hẹn mới, từ hôm nay.", "This step needs a new day, from today."
        )


def _closed(stage: Stage, request: Progress, after: Case, asked: Asked) -> Change:
    """The answer says what was done; the step itself is not told besides it."""
    text = " ".join(each for each in (f"{stage.vi}.", request.words or "") if each)
    at_the_end = Asked(after, asked.actor, asked.act, asked.means)
    done = given(drafted(asked, text, str(stage.ends)), at_the_end, without_parts=text)
    return Change(done.case, done.events, asked.case)


PROGRESS = Handling(Did.PROGRESSED, progress)
NOTE = Handling(Did.NOTED, note)
