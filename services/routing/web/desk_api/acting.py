"""Doing something to a case: one line per act. Who may, and when, the policies decide; `roles` keeps others out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from marshmallow import Schema

from services.kit.web import TOKEN_NEEDED, require
from services.routing.domain.file import File
from services.routing.domain.roles import AGENCY_LEADER, OFFICER, OPERATOR, SHIFT_LEAD
from services.routing.usecases import requests
from services.routing.usecases.requests import Request
from services.routing.web import act_schemas as schemas
from services.routing.web.current import actor, application
from services.routing.web.desk_api.operations import CODE, desk, shown
from services.routing.web.schemas import CaseSchema, IdempotencySchema

AGENCY, CENTRE = (OFFICER, AGENCY_LEADER), (OPERATOR, SHIFT_LEAD)
EVERYBODY = (*CENTRE, *AGENCY)


@dataclass(frozen=True, slots=True)
class Operation:
    """`POST /<code>/<path>`: `make` turns a checked body into a request; without a `schema` there is no body."""

    path: str
    roles: tuple[str, ...]
    says: str
    make: Callable[[Mapping[str, Any]], Request]
    schema: type[Schema] | None = None


def _of(request: type[Any]) -> Callable[[Mapping[str, Any]], Request]:
    """For requests whose fields are the body's."""
    return lambda body: request(**body)


def _files(body: Mapping[str, Any]) -> tuple[File, ...]:
    """Return the uploads that a body names; only those of the caller's own agency count."""
    return application().case_page.answer_files.known_files(actor().agency, body["files"])


def _content(request: type[Any]) -> Callable[[Mapping[str, Any]], Request]:
    """For requests that carry an answer: its text is called `answer`, its files are named by id."""

    def make(body: Mapping[str, Any]) -> Request:
        more = {name: value for name, value in body.items() if name not in ("answer", "files")}
        return request(text=body["answer"], files=_files(body), **more)

    return make


OPERATIONS = (
    Operation("accept", AGENCY, "Take a case, or one's part of it, in hand, for one's agency.", _of(requests.Accept)),
    Operation(
        "answer",
        EVERYBODY,
        "Answer: agencies their cases, the centre what lies there. The answer is final until the citizen objects.\n\n"
        "Where an agency's leader approves answers, officers draft and submit instead.",
        _content(requests.Answer),
        schemas.AnswerSchema,
    ),
    Operation(
        "draft",
        AGENCY,
        "Keep what has been written so far.",
        _content(requests.SaveDraft),
        schemas.DraftSchema,
    ),
    Operation(
        "submit", AGENCY, "Lay an answer before the agency's leader.", _content(requests.Submit), schemas.AnswerSchema
    ),
    Operation(
        "send-back",
        (AGENCY_LEADER,),
        "Send a draft back to its writer.",
        _of(requests.SendBack),
        schemas.SendBackSchema,
    ),
    Operation(
        "approve",
        (AGENCY_LEADER,),
        "Approve what was submitted: it goes to the citizen.",
        _of(requests.Approve),
        schemas.ApproveSchema,
    ),
    Operation(
        "return",
        AGENCY,
        "Return a case that is not one's agency's to the centre, with the reason.\n\n"
        "After so many returns as the province allows, the shift lead's assignment is final. The answer shows the case "
        "as it leaves; from now on it is the centre's.",
        _of(requests.Return),
        schemas.ReturnSchema,
    ),
    Operation(
        "contribute",
        AGENCY,
        "Give a coordinating agency's part of the answer.",
        _of(requests.Contribute),
        schemas.ContributeSchema,
    ),
    Operation(
        "coordinate",
        EVERYBODY,
        "Ask other agencies for their parts of one answer.",
        lambda body: requests.Coordinate(tuple(body["agencies"]), body["task"]),
        schemas.CoordinateSchema,
    ),
    Operation(
        "ask",
        EVERYBODY,
        "Ask the citizen; the clock stands still until they answer, or until the time for it is over.",
        _of(requests.AskCitizen),
        schemas.QuestionSchema,
    ),
    Operation("resume", EVERYBODY, "Take the question back: the clock runs again.", _of(requests.Resume)),
    Operation(
        "extension",
        AGENCY,
        "Ask the shift lead for more time.",
        _of(requests.AskExtension),
        schemas.ExtensionSchema,
    ),
    Operation(
        "extension/grant",
        (SHIFT_LEAD,),
        "Give more time; the first due time stays in the statistics.",
        _of(requests.GrantExtension),
        schemas.GrantSchema,
    ),
    Operation(
        "extension/refuse",
        (SHIFT_LEAD,),
        "Give no more time.",
        _of(requests.RefuseExtension),
        schemas.RefuseSchema,
    ),
    Operation(
        "progress",
        AGENCY,
        "Say that a known step of the work has been done.",
        _of(requests.Progress),
        schemas.ProgressSchema,
    ),
    Operation(
        "note",
        EVERYBODY,
        "Leave words for colleagues; the citizen never sees them.",
        _of(requests.Note),
        schemas.NoteSchema,
    ),
    Operation(
        "reassign",
        CENTRE,
        "Name the competent agency of a case that waits at the centre; the shift lead of any open case.",
        _of(requests.Reassign),
        schemas.ReassignSchema,
    ),
    Operation(
        "merge",
        CENTRE,
        "Let a case follow another that is about the same matter: it gets that one's answer.",
        lambda body: requests.Merge(body["into"]),
        schemas.MergeSchema,
    ),
    Operation("unmerge", CENTRE, "Let a case stand alone again, at the centre.", _of(requests.Unmerge)),
    Operation("forward", CENTRE, "Send a held case to its agency now.", _of(requests.Forward)),
    Operation(
        "uphold",
        (SHIFT_LEAD,),
        "Stand by an answer that the citizen was not content with, and say why.",
        _of(requests.Uphold),
        schemas.UpholdSchema,
    ),
)


def offer(operation: Operation) -> None:
    """Add the operation to the desk's."""
    view = _view(operation)
    view.__name__, view.__doc__ = operation.path.replace("/", "_").replace("-", "_") + "_case", operation.says
    described = desk.alt_response(409, "CONFLICT")(view)
    described = desk.alt_response(404, "NOT_FOUND")(described)
    described = desk.response(200, CaseSchema)(described)
    described = desk.arguments(IdempotencySchema, location="headers")(described)
    if operation.schema:
        described = desk.arguments(operation.schema)(described)
    described = desk.doc(**TOKEN_NEEDED)(described)
    desk.route(f"/<code>/{operation.path}", methods=["POST"], parameters=[CODE])(require(*operation.roles)(described))


def _view(operation: Operation) -> Callable[..., Any]:
    def with_body(body: dict[str, Any], headers: dict[str, Any], code: str) -> dict[str, Any]:
        return _act(code, operation.make(body), headers)

    def without_body(headers: dict[str, Any], code: str) -> dict[str, Any]:
        return _act(code, operation.make({}), headers)

    return with_body if operation.schema else without_body


def _act(code: str, request: Request, headers: dict[str, Any]) -> dict[str, Any]:
    return shown(application().act_on_case(code, request, actor(), headers["key"]))
