"""POST /webhooks/sms: text messages of citizens, as a gateway delivers them; stored as they come, answered later."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, Flask, Response, current_app, request

from services.intake.domain.contact import MOST_PHONE_AS_TYPED
from services.intake.usecases.take_texts import MOST_ID
from services.intake.web import webhooks
from services.intake.web.signed_deliveries import checked
from services.intake.wiring.sms import SmsApplication
from services.kit.failures import Rejected
from services.kit.web import create_app

#: A text message is small, whatever a gateway wraps around it.
MOST_BYTES = 64 * 1024

texts = Blueprint("sms", __name__)


def sms_site(application: SmsApplication) -> Flask:
    """Return the site the gateway delivers to."""
    settings = application.settings
    app = create_app(
        "intake-sms",
        import_name="services.intake.web",
        secret_key=settings.secret_key,
        max_body_bytes=MOST_BYTES,
        proxies=settings.proxies,
        statuses=webhooks.STATUSES,
        province=application.base.catalog.province,
    )
    app.extensions["sms"] = application
    app.extensions["csrf"].exempt(texts)
    app.register_blueprint(texts)
    return app


@texts.post("/webhooks/sms")
@webhooks.counted("sms")
def take_text() -> Response:
    """Store one message. 200 only after the majority of the database's servers has it."""
    application: SmsApplication = current_app.extensions["sms"]
    settings, now = application.settings, application.base.clock.now()
    if not settings.secret:
        raise Rejected("not-found", "Chưa cấu hình cổng tin nhắn.", "No gateway is configured.")
    sent_at = checked(settings.signature, settings.timestamp, settings.secret, request.get_data(), now)
    _, message = webhooks.body_and_object()
    message_id = _text(message, settings.names["message_id"], MOST_ID)
    sender = _text(message, settings.names["from"], MOST_PHONE_AS_TYPED)
    if not message_id or not sender:
        raise webhooks.malformed()
    words = message.get(settings.names["text"])
    at = _moment(message.get(settings.names["at"])) or sent_at
    application.take_texts.from_gateway(message_id, sender, words if isinstance(words, str) else "", at)
    application.bell.ring()
    return webhooks.thanks()


def _text(message: Mapping[str, Any], name: str, most: int) -> str:
    value = message.get(name)
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        return ""
    text = str(value).strip()
    return text if len(text) <= most and text.isprintable() else ""


def _moment(value: Any) -> datetime | None:
    """Return an ISO 8601 time with a zone, whole milliseconds; anything else says nothing."""
    try:
        moment = datetime.fromisoformat(value)
        if moment.tzinfo is None:
            return None
        moment = moment.astimezone(UTC)
    except (TypeError, ValueError, OverflowError):
        return None
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)
