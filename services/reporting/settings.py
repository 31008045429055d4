"""Settings of the reporting service."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time, timedelta

from environs import Env, validate

from services.kit.settings import CommonSettings, common
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
    )


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
