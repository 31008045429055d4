"""GET and POST /webhooks/facebook: the handshake, and signed batches of the page, stored as they come."""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime

from flask import Blueprint, Response, current_app, request

from services.intake.adapters import facebook_events
from services.intake.adapters.chat_json import Json
from services.intake.usecases.ports import Arrival
from services.intake.web import webhooks
from services.intake.wiring.chat import ChatApplication
from services.kit.failures import Rejected

SIGNATURE = "X-Hub-Signature-256"
_PREFIX = "sha256="
MOST_CHALLENGE = 200

facebook = Blueprint("facebook", __name__)


@facebook.get("/webhooks/facebook")
def verify() -> Response:
    """Answer Facebook's question whether this address is ours."""
    application: ChatApplication = current_app.extensions["chat"]
    shown = request.args.get("hub.verify_token", "")
    ours = hmac.compare_digest(shown.encode(), application.settings.verify_token.encode())
    if request.args.get("hub.mode") != "subscribe" or not ours:
        raise Rejected("webhook-token-wrong", "Mã xác minh không đúng.", "The verify token is wrong.")
    return Response(request.args.get("hub.challenge", "")[:MOST_CHALLENGE], mimetype="text/plain")


@facebook.post("/webhooks/facebook")
@webhooks.counted("facebook")
def take_batch() -> Response:
    """Store every event of a batch. 200 only after the majority of the database's servers has them all."""
    application: ChatApplication = current_app.extensions["chat"]
    settings = application.settings
    check_signature(settings.app_secret, request.headers.get(SIGNATURE, ""), request.get_data(cache=True))
    _, batch = webhooks.body_and_object()
    if batch.get("object") != "page" or not isinstance(batch.get("entry"), list):
        raise webhooks.malformed()
    application.inbox.put(_arrivals(batch, settings.page_id, application.base.clock.now()))
    application.bell.ring()
    return webhooks.thanks()


def _arrivals(batch: Json, page_id: str, now: datetime) -> list[Arrival]:
    try:
        return list(facebook_events.arrivals_of(batch, page_id, now))
    except facebook_events.TooDeep:
        raise webhooks.malformed() from None


def check_signature(secret: str, header: str, body: bytes) -> None:
    """Return when our app's secret signed exactly these bytes. Raises `Rejected`."""
    if not header.startswith(_PREFIX):
        raise webhooks.unsigned()
    expected = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    if not hmac.compare_digest(header.removeprefix(_PREFIX).encode(), expected.encode()):
        raise webhooks.wrongly_signed()
