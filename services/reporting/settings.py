"""Settings of the reporting service."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import time, timedelta
from typing import Any

from environs import Env, validate
from marshmallow import ValidationError

from services.kit.settings import CommonSettings, common
from services.reporting.adapters.mailing.smtp_mailer import Server
from services.reporting.domain.period import MonthCut
from services.reporting.domain.staffing.erlang import Target
from services.reporting.domain.staffing.seats import Rules

#: Four of five calls answered within 20 s, and three of ten hours not at the seat: what most lines plan with.
PRESET_SEATS = Rules(Target(0.8, 20.0), 0.3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings(CommonSettings):
    """What the reporting service needs to know besides.

    `cut` is where reporting months end (REPORT_CUT_DAY 1–28, REPORT_CUT_TIME `HH:MM`, local; default: calendar month).
    `soon` is how long before its due time an open case counts as due soon (DUE_SOON_HOURS, clock hours; the default of
    24 is a preset of ours, no rule). `remembered_seconds` is how long counts are kept in memory for the next reader.
    `proxies` is how many trusted reverse proxies stand in front. `public_url` is the portal, for links to it; without
    it there are none. `desk_url` is the desk (DESK_URL), where counts lead to their cases for those who may see them.
    `seats` is what the telephone line wants (see `seats`),
    `wrap_up_seconds` what writing a call up takes after it has ended (WRAP_UP_SECONDS, a preset).
    `report_authority` and `report_unit` stand above tables on paper (REPORT_AUTHORITY, REPORT_UNIT); empty: the
    province's committee and the hotline. Reports are mailed by `smtp_url` (REPORT_SMTP_URL, written as notify's
    SMTP_URL) from `mail_from` (REPORT_MAIL_FROM), each step within `smtp_timeout_seconds` (SMTP_TIMEOUT_SECONDS);
    without REPORT_SMTP_URL none are.
    """

    secret_key: str
    cut: MonthCut
    soon: timedelta
    remembered_seconds: float
    proxies: int
    public_url: str = ""
    desk_url: str = ""
    seats: Rules = PRESET_SEATS
    wrap_up_seconds: float = 30.0
    report_authority: str = ""
    report_unit: str = ""
    smtp_url: str = field(default="", repr=False)
    mail_from: str = ""
    smtp_timeout_seconds: float = 20.0


def load(env: Env) -> Settings:
    """Read the settings. Raises environs' errors, which name the variable that is wrong."""
    return Settings(
        **common(env, "reporting"),  # type: ignore[arg-type]
        secret_key=env.str("SECRET_KEY"),
        cut=cut(env),
        soon=soon(env),
        remembered_seconds=env.float("REPORTS_REMEMBERED_SECONDS", 300.0, validate=validate.Range(0, 86_400)),
        proxies=env.int("TRUSTED_PROXIES", 0),
        public_url=env.str("PUBLIC_URL", "").rstrip("/"),
        desk_url=env.str("DESK_URL", "").rstrip("/"),
        seats=seats(env),
        wrap_up_seconds=env.float("WRAP_UP_SECONDS", 30.0, validate=validate.Range(0, 3600)),
        report_authority=env.str("REPORT_AUTHORITY", ""),
        report_unit=env.str("REPORT_UNIT", ""),
        **mail(env),
    )


def mail(env: Env) -> dict[str, Any]:
    """Return how reports are mailed; nothing where no REPORT_SMTP_URL is given. Raises environs' errors."""
    url = env.str("REPORT_SMTP_URL", "", validate=_smtp_url)
    if not url:
        return {}
    timeout = env.float("SMTP_TIMEOUT_SECONDS", 20.0, validate=validate.Range(1, 600))
    return {"smtp_url": url, "mail_from": env.str("REPORT_MAIL_FROM"), "smtp_timeout_seconds": timeout}


def _smtp_url(value: str) -> None:
    try:
        if value:
            Server.parse(value)
    except ValueError as error:
        raise ValidationError("not an SMTP URL") from error


def seats(env: Env) -> Rules:
    """Return what the telephone line wants: presets of ours, as most lines have them. Raises environs' errors.

    SERVICE_LEVEL (0.8) of the calls answered within SERVICE_SECONDS (20); SEATS_SHRINKAGE (0.3) of paid time is not
    spent at the seat.
    """
    share = env.float("SERVICE_LEVEL", 0.8, validate=validate.Range(0.01, 0.99))
    within = env.float("SERVICE_SECONDS", 20.0, validate=validate.Range(0, 3600))
    return Rules(Target(share, within), env.float("SEATS_SHRINKAGE", 0.3, validate=validate.Range(0, 0.9)))


def cut(env: Env) -> MonthCut:
    """Return where reporting months end. Raises environs' errors."""
    return MonthCut(env.int("REPORT_CUT_DAY", 1, validate=validate.Range(1, 28)), env.time("REPORT_CUT_TIME", time(0)))


def soon(env: Env) -> timedelta:
    """Return how long before its due time an open case is due soon. Raises environs' errors."""
    return timedelta(hours=env.float("DUE_SOON_HOURS", 24.0, validate=validate.Range(0, 24 * 365)))
