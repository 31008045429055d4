"""Doing an act from its form: read what was typed, keep the files that came, ask the use case; refuse in place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import current_app, request
from marshmallow import ValidationError
from ulid import ULID

from services.kit.failures import Rejected
from services.kit.files.keep import Upload
from services.kit.web import language
from services.kit.web.statuses import DEFAULT_STATUS
from services.routing.domain.case import Case
from services.routing.domain.file import File
from services.routing.domain.generic_answers import doubts_about
from services.routing.domain.policies import Actor
from services.routing.usecases.answer_files import CENTRE
from services.routing.usecases.answer_files.name_files import file_of
from services.routing.web.case_acts import DeskAct, Typed
from services.routing.web.case_names import Names
from services.routing.web.current import application

#: Ten pictures of a telephone and what is around them. The use case has its own, finer limits.
MOST_BODY = 30 * 1024 * 1024
FILE_FIELD = "uploads"
#: Which field of a form a refusal of the use cases is about.
FIELD_OF_SLUG = {
    "proof-needed": "proof",
    "date-needed": "scheduled_for",
    "parts-open": "without_parts",
    "not-later": "due_at",
    "too-long": "due_at",
    "unknown-stage": "stage",
    "stage-behind": "stage",
    "unknown-area": "area",
    "merged-with-itself": "into",
    "follows-another": "into",
    "private-primary": "into",
    "too-many-followers": "into",
}


class Refused(Exception):  # noqa: N818 - an outcome, shown on the page
    """An act was not done. `errors` are sentences by field, empty for the form as a whole; `files` are kept already."""

    def __init__(self, act: DeskAct, status: int, errors: Mapping[str, str], files: tuple[File, ...] = ()) -> None:
        super().__init__(act.name)
        self.act, self.status, self.errors, self.files = act, status, errors, files
        self.values = request.form
        self.doubts: tuple[str, ...] = ()


def do(act: DeskAct, case: Case, actor: Actor) -> None:
    """Do the act. Raises `Refused` with the form as it was typed, `Rejected` for what is no affair of the form."""
    files: tuple[File, ...] = ()
    try:
        values: dict[str, Any] = act.schema().load(request.form)
        files = _files(act, values, actor)
        _warn(act, values, files)
        wish = act.make(Typed(values, Names(application().catalogs.assigner().catalog), files))
        application().act_on_case(case.code, wish, actor, request.form.get("key") or str(ULID()))
    except ValidationError as wrong:
        raise Refused(act, 422, _sentences(wrong), _typed_files(act, actor)) from None
    except Rejected as why:
        if why.slug == "unknown-case":
            raise
        raise Refused(act, _status(why), {_place(act, why): _words(why)}, files) from None


def _files(act: DeskAct, values: Mapping[str, Any], actor: Actor) -> tuple[File, ...]:
    """Return the files that were ticked and those that came with the form, kept for the actor's agency."""
    if not act.content:
        return ()
    page, owner = application().case_page, actor.agency or CENTRE
    earlier = page.answer_files.known_files(actor.agency, values["files"])
    return (*earlier, *(file_of(each) for each in page.keep_files.keep(_uploads(), owner)))


def _typed_files(act: DeskAct, actor: Actor) -> tuple[File, ...]:
    """Keep the files of a form whose words are wrong: nobody uploads twice because of a missing word."""
    try:
        return _files(act, {"files": request.form.getlist("files")}, actor)
    except Rejected:
        return ()


def _uploads() -> list[Upload]:
    sent = request.files.getlist(FILE_FIELD)
    return [Upload(name=each.filename, content=each.read()) for each in sent if each.filename]


def _warn(act: DeskAct, values: Mapping[str, Any], files: tuple[File, ...]) -> None:
    """Show an answer that says nothing to its writer once more."""
    if not act.warns or values["sure"]:
        return
    doubts = doubts_about(values["text"])
    if doubts:
        refusal = Refused(act, DEFAULT_STATUS, {"sure": _say("case.answer.generic")}, files)
        refusal.doubts = doubts
        raise refusal


def _sentences(wrong: ValidationError) -> dict[str, str]:
    fields: dict[str, Any] = wrong.normalized_messages()  # type: ignore[no-untyped-call]
    return {name: _say("case.errors.needed" if _is_missing(name) else "case.errors.wrong") for name in fields}


def _is_missing(name: str) -> bool:
    return not request.form.get(name, "").strip()


def _place(act: DeskAct, why: Rejected) -> str:
    """Return the field that a refusal is about; empty for the form as a whole."""
    field = FIELD_OF_SLUG.get(why.slug, "")
    return field if field in act.schema().fields else ""


def _status(why: Rejected) -> int:
    status: int = current_app.extensions["problem-statuses"].get(why.slug, DEFAULT_STATUS)
    return status


def _words(why: Rejected) -> str:
    return why.vi if language() == "vi" else why.en


def _say(key: str) -> str:
    sentence: str = current_app.extensions["texts"].say(key)
    return sentence
