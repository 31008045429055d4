"""/api/calls: who is on the line, and filing a case for a caller."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Response, current_app, g

from services.intake.domain.calls.facts import Call
from services.intake.domain.calls.masking import masked
from services.intake.usecases.screen_pop import Caller, KnownCase
from services.intake.web.application import hotline
from services.intake.web.call_schemas import (
    CurrentCallSchema,
    CurrentCallsSchema,
    RecentCallSchema,
    RecentCallsSchema,
)
from services.intake.web.readers import from_call
from services.intake.web.receipt import LOCATION, REPLAY, filed
from services.intake.web.schemas import CallCaseSchema, ReceiptSchema
from services.kit.web import TOKEN_NEEDED, Operations, require

#: Whoever talks to callers needs their numbers; others see that there are calls.
TALK = ("operator", "shift_lead")
SEE_CALLS = (*TALK, "administrator", "leader")
FILE = (*TALK, "administrator")

#: Slug → HTTP status, beside those of the kit.
STATUSES = {"unknown-call": 404}

calls = Operations("calls", __name__, url_prefix="/api/calls", description="Calls, and cases by telephone")


@calls.post("/cases")
@require(*FILE)
@calls.doc(**TOKEN_NEEDED)
@calls.arguments(CallCaseSchema())
@calls.response(201, ReceiptSchema, description="The case is stored.", headers=LOCATION)
@calls.alt_response(
    200,
    schema=ReceiptSchema,
    description="This matter of this call was filed before; this is its case.",
    headers=REPLAY,
)
@calls.alt_response(409, "CONFLICT")
def file_call_case(body: dict[str, Any]) -> Response:
    """File a case for a caller.

    `call_id` and `matter` name the case: sent again, they return the same case. Where the telephone system has told of
    the call, its record lists the case, and the caller's number is the record's.
    """
    return filed(hotline().calls.file.file(from_call(body, g.account.name), body["call_id"]))


@calls.get("/current")
@require(*SEE_CALLS)
@calls.doc(**TOKEN_NEEDED)
@calls.arguments(CurrentCallsSchema(), location="query")
@calls.response(200, CurrentCallSchema(many=True))
def list_current_calls(query: dict[str, Any]) -> Response:
    """List the calls of this moment, newest first, with what is known of the callers.

    Operators see numbers, earlier cases, calls and call-backs; every look is logged. Others see masked numbers only.
    """
    in_full = sees_numbers() and not query["masked"]
    found = hotline().calls.screen_pop(g.account.name, query.get("extension"), in_full=in_full)
    return private([_shown(each, in_full=in_full) for each in found])


@calls.get("")
@require(*SEE_CALLS)
@calls.doc(**TOKEN_NEEDED)
@calls.arguments(RecentCallsSchema(), location="query")
@calls.response(200, RecentCallSchema(many=True))
def list_recent_calls(query: dict[str, Any]) -> Response:
    """List the calls of the last 24 hours, newest first; or what callers said to the answering machine in a week."""
    in_full = sees_numbers()
    found = hotline().calls.screen_pop.recent(g.account.name, messages=query["which"] == "messages", in_full=in_full)
    return private([_recent(each, in_full=in_full) for each in found])


@calls.get("/<call>")
@require(*TALK)
@calls.doc(**TOKEN_NEEDED)
@calls.response(200, CurrentCallSchema)
@calls.alt_response(404, "NOT_FOUND")
def show_call(call: str) -> Response:
    """Show one call, by the telephone system's id or ours, with what is known of the caller. The look is logged."""
    return private(_shown(hotline().calls.screen_pop.one(g.account.name, call), in_full=True))


def sees_numbers() -> bool:
    """Return whether the account of this request needs citizens' numbers for its work."""
    return bool(g.account.role in TALK)


def private(body: Any) -> Response:
    """Return an answer that nobody on its way may keep."""
    response = Response(current_app.json.dumps(body), mimetype="application/json")
    response.headers["Cache-Control"] = "no-store"
    return response


def _shown(caller: Caller, *, in_full: bool) -> dict[str, Any]:
    call = caller.call
    return {
        "call": call.id,
        "call_id": call.call,
        "state": _state(call),
        "began_at": call.began_at,
        "answered_at": call.answered_at,
        "number": call.number if in_full else masked(call.number),
        "outbound": call.outbound,
        "did": call.did,
        "branch": call.branch,
        "extension": call.extension,
        "cases": list(call.cases),
        "earlier_cases": [_case(each) for each in caller.cases],
        "earlier_calls": _calls(caller.calls),
        "call_backs": [
            {"id": each.id, "first_at": each.first_at, "calls": len(each.calls)} for each in caller.call_backs
        ],
    }


def _state(call: Call) -> str:
    if call.over:
        return "over"
    return "answered" if call.answered else "ringing"


def _recent(call: Call, *, in_full: bool) -> dict[str, Any]:
    return {
        "call": call.id,
        "began_at": call.began_at,
        "ended_at": call.ended_at,
        "state": _state(call),
        "answered": call.answered,
        "outbound": call.outbound,
        "message": call.left_message,
        "message_seconds": call.voicemail_seconds,
        "number": call.number if in_full else masked(call.number),
        "extension": call.extension,
        "cases": list(call.cases),
    }


def _case(known: KnownCase) -> dict[str, Any]:
    case, progress = known.case, known.progress
    return {
        "code": case.code,
        "title": case.title,
        "received_at": case.received_at,
        "status": progress.status if progress else "received",
        "agency_name": progress.agency_name if progress else None,
        "due_at": progress.due_at if progress else None,
        "answered_at": progress.answered_at if progress else None,
    }


def _calls(calls_: Sequence[Call]) -> list[dict[str, Any]]:
    return [
        {
            "call": each.id,
            "began_at": each.began_at,
            "answered": each.answered,
            "outbound": each.outbound,
            "cases": list(each.cases),
        }
        for each in calls_
    ]
