"""What the operators' operations on calls and call-backs take and give."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from services.intake.domain.calls.call_back import ATTEMPT_OUTCOMES, CLOSINGS, MOST_ATTEMPTS
from services.intake.domain.case_code import LENGTH

_STATUSES = ("received", "routed", "accepted", "waiting", "answered", "reopened", "merged", "withdrawn")
_STATES = ("ringing", "answered", "over")
_NUMBER = "E.164, or with most digits as x for roles that need not know it; none for hidden numbers."


def _note() -> fields.String:
    return fields.String(
        load_default="",
        validate=validate.Length(max=500),
        metadata={"description": "For colleagues; the citizen never sees it."},
    )


class CurrentCallsSchema(Schema):
    """Which calls."""

    extension = fields.String(
        validate=validate.Length(1, 60), metadata={"description": "Only calls at this extension; all when missing."}
    )
    masked = fields.Boolean(
        load_default=False,
        metadata={"description": "Only that there are calls: nothing is looked up about callers, nothing is logged."},
    )


class EarlierCaseSchema(Schema):
    """A case that was filed with the caller's number, on whatever channel."""

    code = fields.String(required=True)
    title = fields.String(required=True)
    received_at = fields.AwareDateTime(required=True)
    status = fields.String(required=True, validate=validate.OneOf(_STATUSES))
    agency_name = fields.String(required=True, allow_none=True, metadata={"description": "Who is responsible."})
    due_at = fields.AwareDateTime(required=True, allow_none=True)
    answered_at = fields.AwareDateTime(required=True, allow_none=True)


class EarlierCallSchema(Schema):
    """A call of the same number."""

    call = fields.String(required=True)
    began_at = fields.AwareDateTime(required=True)
    answered = fields.Boolean(required=True)
    outbound = fields.Boolean(required=True)
    cases = fields.List(fields.String(), required=True)


class WaitingCallBackSchema(Schema):
    """A call the centre owes this number."""

    id = fields.String(required=True)
    first_at = fields.AwareDateTime(required=True)
    calls = fields.Integer(required=True, metadata={"description": "How often the citizen has called in vain."})


class CurrentCallSchema(Schema):
    """A call that rings or goes on, and what is known of the caller."""

    call = fields.String(required=True, metadata={"description": "Our name for it: vendor and the vendor's id."})
    call_id = fields.String(required=True, metadata={"description": "The telephone system's id."})
    state = fields.String(required=True, validate=validate.OneOf(_STATES))
    began_at = fields.AwareDateTime(required=True)
    answered_at = fields.AwareDateTime(required=True, allow_none=True)
    number = fields.String(required=True, allow_none=True, metadata={"description": _NUMBER})
    outbound = fields.Boolean(required=True, metadata={"description": "The centre called the citizen."})
    did = fields.String(required=True, allow_none=True, metadata={"description": "The number that was called."})
    branch = fields.String(required=True, allow_none=True, metadata={"description": "Branch of the menu."})
    extension = fields.String(required=True, allow_none=True)
    cases = fields.List(fields.String(), required=True, metadata={"description": "Filed during this call."})
    earlier_cases = fields.List(fields.Nested(EarlierCaseSchema), required=True)
    earlier_calls = fields.List(fields.Nested(EarlierCallSchema), required=True)
    call_backs = fields.List(fields.Nested(WaitingCallBackSchema), required=True)


class RecentCallsSchema(Schema):
    """Which calls of the past."""

    which = fields.String(
        data_key="only",
        load_default="all",
        validate=validate.OneOf(("all", "messages")),
        metadata={"description": "`all` of the last 24 hours, or `messages`: a week's voicemail."},
    )


class RecentCallSchema(Schema):
    """A call that was, or is."""

    call = fields.String(required=True, metadata={"description": "Our name for it."})
    began_at = fields.AwareDateTime(required=True)
    ended_at = fields.AwareDateTime(required=True, allow_none=True)
    state = fields.String(required=True, validate=validate.OneOf(_STATES))
    answered = fields.Boolean(required=True)
    outbound = fields.Boolean(required=True)
    message = fields.Boolean(required=True, metadata={"description": "The caller left a message."})
    message_seconds = fields.Integer(required=True, allow_none=True)
    number = fields.String(required=True, allow_none=True, metadata={"description": _NUMBER})
    extension = fields.String(required=True, allow_none=True)
    cases = fields.List(fields.String(), required=True, metadata={"description": "Filed for the caller."})


class CallBacksSchema(Schema):
    """Which call-backs."""

    due = fields.String(
        load_default="now",
        validate=validate.OneOf(("now", "all")),
        metadata={"description": "`now`: what may be called now; `all`: also what rests, or waits for the morning."},
    )


class MissedCallSchema(Schema):
    """A call nobody took."""

    call = fields.String(required=True)
    at = fields.AwareDateTime(required=True)
    disposition = fields.String(required=True)
    after_hours = fields.Boolean(required=True)


class MadeAttemptSchema(Schema):
    """An attempt that was made."""

    number = fields.Integer(required=True)
    at = fields.AwareDateTime(required=True)
    by = fields.String(required=True, metadata={"description": "The operator's account."})
    outcome = fields.String(required=True, validate=validate.OneOf(ATTEMPT_OUTCOMES))
    note = fields.String(required=True)


class CallBackSchema(Schema):
    """A call the centre owes somebody."""

    id = fields.String(required=True)
    number = fields.String(required=True, metadata={"description": _NUMBER})
    state = fields.String(required=True, validate=validate.OneOf(("open", "closed")))
    urgency = fields.String(
        required=True,
        validate=validate.OneOf(("normal", "raised", "urgent")),
        metadata={"description": "By how often the citizen called in vain: once, twice, more often."},
    )
    first_at = fields.AwareDateTime(required=True)
    due_at = fields.AwareDateTime(required=True, metadata={"description": "Not before then."})
    calls = fields.List(fields.Nested(MissedCallSchema), required=True)
    attempts = fields.List(fields.Nested(MadeAttemptSchema), required=True)
    claimed_by = fields.String(required=True, allow_none=True)
    claimed_until = fields.AwareDateTime(required=True, allow_none=True)
    closing = fields.String(required=True, allow_none=True, metadata={"enum": [*CLOSINGS, None]})
    closed_at = fields.AwareDateTime(required=True, allow_none=True)
    case = fields.String(required=True, allow_none=True, metadata={"description": "What came of the call."})
    note = fields.String(required=True)


class AttemptSchema(Schema):
    """The operator called, and did not reach the citizen."""

    attempt = fields.Integer(
        required=True,
        strict=True,
        validate=validate.Range(1, MOST_ATTEMPTS),
        metadata={"description": "Which attempt of this task; sent twice, it counts once."},
    )
    outcome = fields.String(load_default="no-answer", validate=validate.OneOf(ATTEMPT_OUTCOMES))
    note = _note()


class ReachedSchema(Schema):
    """The operator reached the citizen."""

    case = fields.String(
        load_default=None,
        allow_none=True,
        validate=validate.Regexp(rf"[0-9]{{{LENGTH}}}\Z"),
        metadata={"description": "Code of the case that came of it, if any."},
    )
    note = _note()
