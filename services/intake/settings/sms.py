"""Settings of text messages that come in."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from types import MappingProxyType

from environs import Env

from services.intake.adapters.delivery_signature import SignatureRecipe, TimestampRecipe
from services.intake.settings import IntakeSettings, load

#: Our name of a field → the gateway's. No gateway's own form is verified.
FIELDS = MappingProxyType({"message_id": "message_id", "from": "from", "to": "to", "text": "text", "at": "received_at"})


@dataclass(frozen=True, slots=True, kw_only=True)
class SmsSettings(IntakeSettings):
    """`secret` is shared with the gateway; without it there is no webhook, and messages come over SMPP only.

    `names` are the gateway's names of its fields, `signature` and `timestamp` say how it signs.
    """

    secret: str = field(repr=False)
    names: dict[str, str]
    signature: SignatureRecipe
    timestamp: TimestampRecipe


def load_sms(env: Env) -> SmsSettings:
    """Read the settings. Raises environs' errors for what is missing or wrong."""
    shared = load(env)
    return SmsSettings(
        **{each.name: getattr(shared, each.name) for each in fields(shared)},
        secret=env.str("SMS_WEBHOOK_SECRET", ""),
        names={**FIELDS, **env.dict("SMS_MO_FIELDS", {})},
        signature=SignatureRecipe(
            header=env.str("SMS_MO_SIGNATURE_HEADER", "X-Signature"),
            prefix=env.str("SMS_MO_SIGNATURE_PREFIX", "sha256="),
        ),
        timestamp=TimestampRecipe(
            header=env.str("SMS_MO_TIMESTAMP_HEADER", "X-Timestamp"),
            tolerance_seconds=env.int("SMS_MO_TOLERANCE_SECONDS", 300),
        ),
    )
