"""What the citizen is told once the case is stored."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from flask import Response, current_app

from services.intake.domain.case_code import grouped
from services.intake.usecases.register_case import RegisteredCase
from services.intake.web.application import application
from services.kit.web.formats import spoken_moment

REPLAYED = "Idempotent-Replay"

#: Response headers, for the contract.
LOCATION = {"Location": {"description": "The case's tracking page.", "schema": {"type": "string"}}}
REPLAY = {REPLAYED: {"description": "Always `true`.", "schema": {"type": "string"}}}


def receipt(case: RegisteredCase) -> dict[str, Any]:
    """Return the receipt as `ReceiptSchema` describes it."""
    return {
        "code": case.code,
        "code_spoken": grouped(case.code),
        "pin": case.pin,
        "received_at": case.received_at,
        "looked_at_from": case.looked_at_from,
        "open_now": case.open_now,
        "message": promise(case, "vi"),
        "message_en": promise(case, "en"),
        "tracking_url": tracking_url(case.code),
    }


def promise(case: RegisteredCase, tongue: str) -> str:
    """Return when the case will be looked at, in words: at once, or from when the centre opens."""
    say = current_app.extensions["texts"].say_in
    if case.open_now:
        return str(say(tongue, "promise.now"))
    return str(say(tongue, "promise.later", moment=spoken_moment(case.looked_at_from, tongue)))


def tracking_url(code: str) -> str:
    """Return the portal's tracking page for a case; the pin is never part of an address."""
    return f"{application().settings.public_url}/tra-cuu?{urlencode({'code': code})}"


def filed(case: RegisteredCase) -> Response:
    """Return 201 for a new case, 200 for one that was here already."""
    response = Response(current_app.json.dumps(receipt(case)), 200 if case.replay else 201, mimetype="application/json")
    response.headers["Location"] = tracking_url(case.code)
    response.headers["Cache-Control"] = "no-store"
    if case.replay:
        response.headers[REPLAYED] = "true"
    return response
