"""/api/calls/callbacks: whom the centre must call back."""

from __future__ import annotations

from typing import Any

from flask import Response, g

from services.intake.domain.calls.call_back import CallBack, urgency
from services.intake.domain.calls.masking import masked
from services.intake.web.application import hotline
from services.intake.web.call_schemas import AttemptSchema, CallBackSchema, CallBacksSchema, ReachedSchema
from services.intake.web.calls_api import SEE_CALLS, TALK, private, sees_numbers
from services.kit.web import TOKEN_NEEDED, Operations, require

#: Slug → HTTP status, beside those of the kit.
STATUSES = {
    "unknown-call-back": 404,
    "call-back-closed": 409,
    "call-back-taken": 409,
    "call-back-attempt-out-of-order": 409,
}

callbacks = Operations("callbacks", __name__, url_prefix="/api/calls/callbacks", description="Calling back")


@callbacks.get("")
@require(*SEE_CALLS)
@callbacks.doc(**TOKEN_NEEDED)
@callbacks.arguments(CallBacksSchema(), location="query")
@callbacks.response(200, CallBackSchema(many=True))
def list_call_backs(query: dict[str, Any]) -> Response:
    """List whom the centre must call back, whoever has waited longest first."""
    in_full = sees_numbers()
    found = hotline().calls.call_backs.waiting(g.account.name, due=query["due"] == "now", in_full=in_full)
    return private([_shown(each, in_full=in_full) for each in found])


@callbacks.post("/<task>/claim")
@require(*TALK)
@callbacks.doc(**TOKEN_NEEDED)
@callbacks.response(200, CallBackSchema)
@callbacks.alt_response(404, "NOT_FOUND")
@callbacks.alt_response(409, "CONFLICT")
def claim_call_back(task: str) -> Response:
    """Take a call-back in hand, so that nobody else calls at the same time.

    For a quarter of an hour; claimed again by the same account, as long again.
    """
    return private(_shown(hotline().calls.call_backs.claim(task, g.account.name)))


@callbacks.post("/<task>/attempts")
@require(*TALK)
@callbacks.doc(**TOKEN_NEEDED)
@callbacks.arguments(AttemptSchema())
@callbacks.response(200, CallBackSchema)
@callbacks.alt_response(404, "NOT_FOUND")
@callbacks.alt_response(409, "CONFLICT")
def note_attempt(body: dict[str, Any], task: str) -> Response:
    """Note that the citizen was not reached.

    The task rests and comes back; after the third attempt it is closed as `unreachable`.
    """
    done = hotline().calls.call_backs.attempted(task, g.account.name, body["attempt"], body["outcome"], body["note"])
    return private(_shown(done))


@callbacks.post("/<task>/done")
@require(*TALK)
@callbacks.doc(**TOKEN_NEEDED)
@callbacks.arguments(ReachedSchema())
@callbacks.response(200, CallBackSchema)
@callbacks.alt_response(404, "NOT_FOUND")
@callbacks.alt_response(409, "CONFLICT")
def finish_call_back(body: dict[str, Any], task: str) -> Response:
    """Close a call-back: the citizen was reached; name the case that came of it, if any."""
    return private(_shown(hotline().calls.call_backs.reached(task, g.account.name, body["case"], body["note"])))


def _shown(task: CallBack, *, in_full: bool = True) -> dict[str, Any]:
    return {
        "id": task.id,
        "number": task.number if in_full else masked(task.number),
        "state": task.state,
        "urgency": urgency(len(task.calls)),
        "first_at": task.first_at,
        "due_at": task.due_at,
        "calls": [_fields(each) for each in task.calls],
        "attempts": [_fields(each) for each in task.attempts],
        "claimed_by": task.claimed_by,
        "claimed_until": task.claimed_until,
        "closing": task.closing,
        "closed_at": task.closed_at,
        "case": task.case,
        "note": task.note,
    }


def _fields(part: Any) -> dict[str, Any]:
    return {name: getattr(part, name) for name in part.__slots__}
