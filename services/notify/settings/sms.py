"""Settings of text messages: how they are written, and the gateway or the SMSC they go through."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from environs import Env, EnvError, validate
from marshmallow import ValidationError

from services.notify.adapters.smpp_address import Smsc
from services.notify.adapters.sms_gateway import GatewayAccount
from services.notify.adapters.sms_profile import Profile
from services.notify.adapters.sms_profile import load as read_profile
from services.notify.domain.sms.alphabet import is_gsm
from services.notify.domain.sms.receipt import BASES
from services.notify.domain.sms.shorten import Style

_URL = validate.URL(schemes={"http", "https"}, require_tld=False)
#: A name of at most 11 letters that networks registered, or a number.
_SENDER = re.compile(r"[A-Za-z0-9 ._-]{1,11}|\+?\d{3,15}")


@dataclass(frozen=True, slots=True, kw_only=True)
class SmppSettings:
    """`receipt_ids` is how the SMSC writes ids: see `domain/sms/receipt.py`."""

    smsc: Smsc = field(repr=False)
    sender: str
    receipt_ids: str
    window: int
    enquire_seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SmsSettings:
    """Exactly one of `gateway` and `smpp` carries messages. `account` and `profile` belong to the gateway."""

    style: Style
    timeout_seconds: float
    profile: Profile | None = None
    account: GatewayAccount | None = None
    smpp: SmppSettings | None = None


def load(env: Env) -> SmsSettings | None:
    """Read and check; None without `SMPP_URL` and `SMS_API_KEY`. With both, SMPP carries them unless `SMS_BY=http`."""
    by = env.str("SMS_BY", "", validate=validate.OneOf(("", "http", "smpp")))
    has_smpp, has_http = bool(env.str("SMPP_URL", "")), bool(env.str("SMS_API_KEY", ""))
    if not has_smpp and not has_http:
        return None
    timeout = env.float("SMS_TIMEOUT_SECONDS", 10.0, validate=validate.Range(0.1, 60))
    if by == "smpp" or (has_smpp and by != "http"):
        return SmsSettings(style=_style(env), timeout_seconds=timeout, smpp=_smpp(env))
    profile = _profile(env.str("SMS_PROFILE", "esms"))
    return SmsSettings(style=_style(env), timeout_seconds=timeout, profile=profile, account=_account(env, profile))


def _style(env: Env) -> Style:
    forbidden = env.str("SMS_FORBIDDEN", "")
    return Style(
        unicode=env.bool("SMS_UNICODE", False),
        forbidden=forbidden,
        most_parts=env.int("SMS_MOST_PARTS", 3, validate=validate.Range(0, 255)),
        most_characters=env.int("SMS_MOST_CHARACTERS", 0, validate=validate.Range(0)),
    )


def _sender(env: Env) -> str:
    """Read `SMS_SENDER`: what a network has not registered, or cannot carry, would be refused message by message."""
    return env.str("SMS_SENDER", validate=_check_sender)


def _check_sender(value: str) -> None:
    if not _SENDER.fullmatch(value) or not is_gsm(value):
        raise ValidationError("not a sender's name of at most 11 plain letters")


def _smpp(env: Env) -> SmppSettings:
    return SmppSettings(
        smsc=Smsc.parse(env.str("SMPP_URL", validate=_smpp_url)),
        sender=_sender(env),
        receipt_ids=env.str("SMPP_RECEIPT_IDS", "same", validate=validate.OneOf(tuple(BASES))),
        window=env.int("SMPP_WINDOW", 10, validate=validate.Range(1, 100)),
        enquire_seconds=env.float("SMPP_ENQUIRE_SECONDS", 30.0, validate=validate.Range(0.1, 600)),
    )


def _smpp_url(value: str) -> None:
    try:
        Smsc.parse(value)
    except ValueError as error:
        raise ValidationError("not an SMPP URL") from error


def _profile(name: str) -> Profile:
    try:
        return read_profile(name)
    except (OSError, ValueError) as error:
        raise EnvError(f'Environment variable "SMS_PROFILE" names no profile: {error}') from error


def _account(env: Env, profile: Profile) -> GatewayAccount:
    base = env.str("SMS_CALLBACK_URL", "")
    return GatewayAccount(
        url=env.str("SMS_API_URL", profile.url, validate=_URL),
        key=env.str("SMS_API_KEY", validate=validate.Length(1)),
        secret=env.str("SMS_SECRET_KEY", ""),
        sender=_sender(env),
        callback_base=env.str("SMS_CALLBACK_URL", validate=_URL) if base else None,
        callback_secret=env.str("SMS_RECEIPTS_SECRET", validate=validate.Length(16)) if base else "",
    )
