"""/api/agency: what an agency without AMQP needs: fetch its messages, acknowledge them, reply."""

from __future__ import annotations

from typing import Any

import orjson
from flask import Response, g, request

from services.kit.failures import Rejected
from services.kit.web import TOKEN_NEEDED, Operations
from services.kit.web.problems import answer, problem
from services.routing.usecases.read_reply import KINDS
from services.routing.web.agency_caller import agency_only, gateway
from services.routing.web.agency_schemas import (
    AcknowledgedSchema,
    AcknowledgementsSchema,
    FetchSchema,
    MessagesSchema,
    TakenReplySchema,
)

#: Not a reply at all, or one that nobody could do anything with; everything else is a matter of the case.
UNREADABLE = "malformed-reply"
CLOUD_EVENT = "application/cloudevents+json"

agency = Operations(
    "agency", __name__, url_prefix="/api/agency", description="Agencies' own systems, by HTTP instead of AMQP"
)


@agency.route("/messages", methods=["GET"])
@agency_only
@agency.doc(**TOKEN_NEEDED)
@agency.arguments(FetchSchema, location="query")
@agency.response(200, MessagesSchema)
@agency.alt_response(429, "TOO_MANY_REQUESTS")
def fetch(query: dict[str, Any]) -> dict[str, Any]:
    """Fetch messages that are not acknowledged, oldest first. Fetching changes nothing: they come again."""
    found = gateway().fetch_messages(g.agency, query["after"], query["limit"], query["wait"])
    cursor = found[-1].position if found else query["after"]
    return {"messages": [orjson.loads(each.body) for each in found], "cursor": cursor}


@agency.route("/acknowledgements", methods=["POST"])
@agency_only
@agency.doc(**TOKEN_NEEDED)
@agency.arguments(AcknowledgementsSchema)
@agency.response(200, AcknowledgedSchema)
@agency.alt_response(429, "TOO_MANY_REQUESTS")
def acknowledge(body: dict[str, Any]) -> dict[str, Any]:
    """Say which messages are stored and need not come again."""
    return {"acknowledged": gateway().acknowledge_messages(g.agency, body["ids"])}


@agency.route("/replies", methods=["POST"])
@agency_only
@agency.doc(
    **TOKEN_NEEDED,
    requestBody={
        "required": True,
        "description": f"One reply as a CloudEvent, as over AMQP: {', '.join(sorted(KINDS))}.",
        "content": {CLOUD_EVENT: {"schema": {"type": "object"}}},
    },
)
@agency.response(202, TakenReplySchema)
@agency.alt_response(409, "CONFLICT")
@agency.alt_response(422, "UNPROCESSABLE_ENTITY")
@agency.alt_response(429, "TOO_MANY_REQUESTS")
def reply() -> Any:
    """Reply to a case. Taken: 202. Refused for good: 409 with the slug that `reply.rejected` has, or 422 unreadable.

    Sent again with the same `id` it gets the same answer. A refusal waits among the messages too.
    """
    try:
        return {"id": gateway().take_reply(g.agency, request.get_data())}
    except Rejected as why:
        return _refused(why)


def _refused(why: Rejected) -> Response:
    status = 422 if why.slug in {UNREADABLE, "malformed-data"} else 409
    return answer(problem(status, slug=why.slug, vi=why.vi, en=why.en))
