"""Notify's settings, from the environment."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import time, timedelta
from pathlib import Path

from environs import Env, EnvError, validate
from marshmallow import ValidationError

from services.kit.own_links import LINK_KEY
from services.kit.settings import CommonSettings, common
from services.notify.adapters.mime import Sender, UnmailableAddress
from services.notify.adapters.policy_file import read_policy
from services.notify.adapters.smtp_session import Server
from services.notify.adapters.templates import OwnLinks
from services.notify.domain.choice import Policy
from services.notify.domain.limits import Limits
from services.notify.domain.quiet import QuietHours
from services.notify.settings import facebook, sms, zalo
from services.notify.settings.facebook import FacebookSettings
from services.notify.settings.sms import SmsSettings
from services.notify.settings.zalo import ZaloSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class NotifySettings(CommonSettings):
    """`receipts_url` contains `{message_id}`; None where the mail server cannot be asked.

    `own_recipients` are addresses and numbers of our own beside `mail_from`, in small letters: never written to.
    `policy` says on which channels citizens are told what; CHANNEL_POLICY names another file than the shipped one.
    The settings of a channel are None where its credentials are not given. By `desk_key` the desk acts for who is
    signed in there; without it nobody changes the words at the desk. `links` open one's own case from a message; the
    portal has the same key.
    """

    smtp_url: str = field(repr=False)
    smtp_timeout_seconds: float
    smtp_connections: int
    mail_from: str
    public_url: str
    hotline_name: str
    hotline_phone: str
    receipts_url: str | None
    claim_lease_seconds: float
    give_up_after_hours: float
    merge_window_seconds: float = 120.0
    quiet_hours: QuietHours = field(default_factory=QuietHours)
    zalo_billed: bool = True
    limits: Limits = field(default_factory=Limits)
    own_recipients: frozenset[str] = frozenset()
    policy: Policy = field(default_factory=read_policy)
    zalo: ZaloSettings | None = None
    facebook: FacebookSettings | None = None
    sms: SmsSettings | None = None
    desk_key: str = field(default="", repr=False)
    links: OwnLinks = field(default_factory=OwnLinks)


def load(env: Env) -> NotifySettings:
    """Read and check. Raises EnvError naming the variable that is wrong."""
    settings = NotifySettings(
        **common(env, "notify"),  # type: ignore[arg-type]
        smtp_url=env.str("SMTP_URL", validate=_smtp_url),
        smtp_timeout_seconds=env.float("SMTP_TIMEOUT_SECONDS", 20.0, validate=validate.Range(1, 600)),
        smtp_connections=env.int("SMTP_CONNECTIONS", 4, validate=validate.Range(1, 50)),
        mail_from=env.str("MAIL_FROM", validate=_mail_from),
        public_url=env.str("PUBLIC_URL", validate=validate.URL(schemes={"http", "https"}, require_tld=False)),
        hotline_name=env.str("HOTLINE_NAME", "Tổng đài 1022"),
        hotline_phone=env.str("HOTLINE_PHONE", "1022"),
        receipts_url=env.str("SMTP_RECEIPTS_URL", None, validate=_receipts_url),
        claim_lease_seconds=env.float("CLAIM_LEASE_SECONDS", 60.0),
        give_up_after_hours=env.float("GIVE_UP_AFTER_HOURS", 24.0, validate=validate.Range(0)),
        merge_window_seconds=env.float("MERGE_WINDOW_SECONDS", 120.0, validate=validate.Range(0, 3_600)),
        quiet_hours=_quiet_hours(env.str("QUIET_HOURS", "22:00-06:00", validate=_check_quiet_hours)),
        zalo_billed=env.bool("ZALO_BILLED_WINDOW", True),
        limits=_limits(env),
        own_recipients=_own_recipients(env),
        policy=_policy(env.str("CHANNEL_POLICY", "")),
        zalo=zalo.load(env),
        facebook=facebook.load(env),
        sms=sms.load(env),
        desk_key=env.str("DESK_KEY", ""),
        links=_links(env),
    )
    # A message may start until half the lease is over; it must have ended before anybody asks what became of it.
    if settings.smtp_timeout_seconds >= settings.claim_lease_seconds / 2:
        raise EnvError('Environment variable "CLAIM_LEASE_SECONDS" must be more than twice SMTP_TIMEOUT_SECONDS')
    return settings


def _links(env: Env) -> OwnLinks:
    days = env.int("LINK_DAYS", 60, validate=validate.Range(1, 3_650))
    return OwnLinks(env.str("LINK_KEY", "", validate=LINK_KEY), timedelta(days=days))


def _limits(env: Env) -> Limits:
    at_least_none = validate.Range(0)
    return Limits(
        hour=env.int("MESSAGES_PER_HOUR", 20, validate=at_least_none),
        day=env.int("MESSAGES_PER_DAY", 60, validate=at_least_none),
        requested=env.int("CHAT_ANSWERS_PER_HOUR", 60, validate=at_least_none),
    )


def _own_recipients(env: Env) -> frozenset[str]:
    listed: list[str] = env.list("OWN_RECIPIENTS", [])
    return frozenset(each.strip().lower() for each in listed if each.strip())


def _policy(file: str) -> Policy:
    try:
        return read_policy(Path(file)) if file else read_policy()
    except (OSError, ValueError, LookupError) as error:
        raise EnvError(f'Environment variable "CHANNEL_POLICY" names no policy: {error}') from error


def _quiet_hours(value: str) -> QuietHours:
    """Read `22:00-06:00`; nothing means no quiet hours. Raises ValueError."""
    if not value.strip():
        return QuietHours(time(0), time(0))
    begins, ends = value.split("-")
    return QuietHours(time.fromisoformat(begins.strip()), time.fromisoformat(ends.strip()))


def _check_quiet_hours(value: str) -> None:
    try:
        _quiet_hours(value)
    except ValueError as error:
        raise ValidationError("not hours as 22:00-06:00") from error


def _smtp_url(value: str) -> None:
    try:
        Server.parse(value)
    except ValueError as error:
        raise ValidationError("not an SMTP URL") from error


def _mail_from(value: str) -> None:
    try:
        Sender.parse(value)
    except UnmailableAddress as error:
        raise ValidationError("not an address") from error


def _receipts_url(value: str | None) -> None:
    if value and not (value.startswith(("http://", "https://")) and "{message_id}" in value):
        raise ValidationError("not an HTTP URL with {message_id}")
