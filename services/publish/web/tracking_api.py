"""POST /api/track: how far a case is, for who knows its digits."""

from __future__ import annotations

from typing import Any

from flask import request

from services.kit.web import Operations, limit_rate
from services.publish.domain import journey
from services.publish.usecases.announcing import path_of
from services.publish.usecases.rate_answer import Opinion
from services.publish.usecases.track_case import Progress
from services.publish.web.current import TRACKING_RATE, application
from services.publish.web.schemas import GivenRatingSchema, ProgressSchema, ProofSchema

track = Operations("track", __name__, url_prefix="/api/track", description="A citizen's own case")


@track.route("", methods=["POST"])
@track.arguments(ProofSchema)
@track.response(200, ProgressSchema)
@track.alt_response(403, "FORBIDDEN")
@track.alt_response(415, "UNSUPPORTED_MEDIA_TYPE")
@track.alt_response(429, "TOO_MANY_REQUESTS")
@limit_rate(TRACKING_RATE)
def track_case(proof: dict[str, Any]) -> dict[str, Any]:
    """Show how far a case is, also a private one."""
    return progress_view(application().track_case(proof["code"], proof["pin"], request.remote_addr or ""))


@track.route("/rating", methods=["POST"])
@track.arguments(GivenRatingSchema)
@track.response(200, ProgressSchema)
@track.alt_response(403, "FORBIDDEN")
@track.alt_response(409, "CONFLICT")
@track.alt_response(429, "TOO_MANY_REQUESTS")
@limit_rate(TRACKING_RATE)
def rate_answer(given: dict[str, Any]) -> dict[str, Any]:
    """Say how content one is with the answer, once; the first word stands."""
    client = request.remote_addr or ""
    opinion = Opinion(given["rating"], given["comment"], given["not_fixed"])
    application().rate_answer(given["code"], given["pin"], client, opinion)
    return progress_view(application().track_case(given["code"], given["pin"], client))


def progress_view(progress: Progress) -> dict[str, Any]:
    """Return what `ProgressSchema` shows."""
    case = progress.case
    routing, by_when = case.routing, journey.due(case)
    return {
        "code": case.code,
        "state": case.state,
        "received_at": case.received.received_at if case.received else None,
        "agency": routing.agency if routing else None,
        "agency_name": routing.agency_name if routing else None,
        "due": by_when,
        "answer": _answer_view(progress),
        "path": path_of(case.code) if progress.public else None,
        "rating": application().rate_answer.given(case),
    }


def _answer_view(progress: Progress) -> dict[str, Any] | None:
    answer = progress.case.answer
    if not answer:
        return None
    named = ("agency", "agency_name", "answered_at", "on_time", "outcome")
    shown = answer.text.public if answer.state and answer.text else None
    return {**{name: getattr(answer, name) for name in named}, "text": shown}
