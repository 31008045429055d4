"""Whether a delivery was signed, rightly, and just now: the same for telephone systems and SMS gateways."""

from __future__ import annotations

from datetime import datetime

from flask import request

from services.intake.adapters.delivery_signature import SignatureRecipe, TimestampRecipe, is_right, is_signed, sent_at
from services.intake.web import webhooks
from services.kit.failures import Rejected


def checked(
    signature: SignatureRecipe, timestamp: TimestampRecipe | None, secret: str, body: bytes, now: datetime
) -> datetime:
    """Return when the current request was sent, by its own word.

    Raises `Rejected`: `webhook-unsigned`, `webhook-signature-wrong`, `webhook-too-old`.
    """
    if not is_signed(signature, request.headers):
        raise webhooks.unsigned()
    if not is_right(signature, timestamp, secret, request.headers, body):
        raise webhooks.wrongly_signed()
    sent = sent_at(timestamp, request.headers, now)
    if sent is None:
        raise Rejected(
            "webhook-too-old",
            "Thời điểm gửi thiếu, quá cũ hoặc sai giờ; xin kiểm tra đồng hồ của bên gửi.",
            "The time of sending is missing, too old or wrong; please check the sender's clock.",
        )
    return sent
