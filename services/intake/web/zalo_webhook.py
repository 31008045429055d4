"""POST /webhooks/zalo: signed events of the Official Account, stored as they come, understood later."""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime, timedelta

from flask import Blueprint, Response, current_app, request

from services.intake.adapters import zalo_events
from services.intake.adapters.chat_json import Json, text
from services.intake.settings.zalo import ZaloSettings
from services.intake.web import webhooks
from services.intake.wiring.chat import ChatApplication
from services.kit.failures import Rejected

SIGNATURE = "X-ZEvent-Signature"
_PREFIX = "mac="
#: How far Zalo's clock may be ahead of ours.
AHEAD = timedelta(minutes=10)

zalo = Blueprint("zalo", __name__)


@zalo.post("/webhooks/zalo")
@webhooks.counted("zalo")
def take_event() -> Response:
    """Store one event. 200 only after the majority of the database's servers has it."""
    application: ChatApplication = current_app.extensions["chat"]
    settings, now = application.settings, application.base.clock.now()
    body, event = webhooks.body_and_object()
    check_signature(settings, request.headers.get(SIGNATURE, ""), body, event)
    sent_at = _sent_at(settings, event, now)
    application.inbox.put([zalo_events.arrival_of(event, body, settings.oa_id, sent_at, now)])
    application.bell.ring()
    return webhooks.thanks()


def check_signature(settings: ZaloSettings, header: str, body: bytes, event: Json) -> None:
    """Return when our OA's key signed exactly these bytes for our app. Raises `Rejected`."""
    if not header.startswith(_PREFIX):
        raise webhooks.unsigned()
    expected = mac(settings.app_id, body, text(event, "timestamp"), settings.oa_secret)
    if not hmac.compare_digest(header.removeprefix(_PREFIX).encode(), expected.encode()):
        raise webhooks.of_another_app() if text(event, "app_id") != settings.app_id else webhooks.wrongly_signed()
    if text(event, "app_id") != settings.app_id:
        raise webhooks.of_another_app()


def mac(app_id: str, body: bytes, timestamp: str, secret: str) -> str:
    """Return Zalo's signature, hex: SHA-256, and no HMAC, over app id, raw body, the body's timestamp and the key."""
    return hashlib.sha256(app_id.encode() + body + timestamp.encode() + secret.encode()).hexdigest()


def _sent_at(settings: ZaloSettings, event: Json, now: datetime) -> datetime:
    sent_at = zalo_events.sent_at(event)
    if sent_at is None or not text(event, "event_name"):
        raise webhooks.malformed()
    if not now - settings.window <= sent_at <= now + AHEAD:
        raise Rejected(
            "webhook-too-old",
            "Sự kiện này quá cũ hoặc sai giờ, nên không được nhận.",
            "This event is too old, or its time is wrong.",
        )
    return sent_at
