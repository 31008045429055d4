"""POST /webhooks/calls/<vendor>: what a telephone system says about calls. Nothing limits how often it may."""

from __future__ import annotations

import hashlib

from flask import Blueprint, Response, request

from services.intake.adapters.pbx.mapping import VendorMapping
from services.intake.usecases.call_ports import NotUnderstood, UnreadCall
from services.intake.web import webhooks
from services.intake.web.application import hotline
from services.intake.web.signed_deliveries import checked
from services.kit.failures import Rejected
from services.kit.logs import log

MOST_DELIVERY = 100

pbx = Blueprint("pbx", __name__)


@pbx.post("/webhooks/calls/<vendor>")
def take_signal(vendor: str) -> Response:
    """Store one signal. 200 only after the majority of the database's servers has it."""
    take = webhooks.counted("hotline")(lambda: _taken(vendor))
    return take()


def _taken(vendor: str) -> Response:
    calls, now = hotline().calls, hotline().clock.now()
    known, secret = calls.vendors.get(vendor), calls.settings.secret_of(vendor)
    if known is None or not secret:
        raise Rejected("not-found", "Không có tổng đài này.", "There is no such telephone system.")
    body = request.get_data()
    sent = checked(known.mapping.signature, known.mapping.timestamp, secret, body, now)
    delivery = _delivery(known.mapping, body)
    try:
        calls.record(known.read(body, sent), delivery)
    except NotUnderstood as unread:
        # Kept, so that nothing is lost when a mapping is wrong; the vendor would only send the same again.
        log.warning("call signal not understood", vendor=vendor, reason=unread.reason, delivery=delivery)
        calls.unread.keep(
            UnreadCall(vendor=vendor, delivery=delivery, reason=unread.reason, body=body, received_at=now)
        )
    return webhooks.thanks()


def _delivery(mapping: VendorMapping, body: bytes) -> str:
    """Return the vendor's id of the delivery; without one, the same content is the same delivery."""
    given = request.headers.get(mapping.delivery_header, "").strip() if mapping.delivery_header else ""
    if given and len(given) <= MOST_DELIVERY:
        return given
    return hashlib.sha256(given.encode() + body).hexdigest()
