"""Settings of the case page and of the files of answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from environs import Env, validate

from services.kit.files.limits import MEGABYTE, Limits

_POSITIVE = validate.Range(min=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSettings:
    """`url` is the desk's public address, where files of answers are fetched. `clamd` as intake's; empty: no scanner.

    `unnamed` is how long an uploaded file waits for its answer.
    """

    url: str = "http://127.0.0.1:8083"
    limits: Limits = field(default_factory=Limits)
    clamd: str = ""
    unnamed: timedelta = timedelta(hours=24)


def case(env: Env) -> CaseSettings:
    """Read the settings. Raises environs' errors for what is missing or wrong."""
    return CaseSettings(
        url=env.str("ROUTING_URL", "http://127.0.0.1:8083").rstrip("/"),
        limits=Limits(
            files=env.int("ANSWER_FILES_MOST", 10, validate=_POSITIVE),
            bytes_each=env.int("ANSWER_FILES_MOST_MB_EACH", 10, validate=_POSITIVE) * MEGABYTE,
            bytes_together=env.int("ANSWER_FILES_MOST_MB", 25, validate=_POSITIVE) * MEGABYTE,
            pixels=env.int("FILES_MOST_MEGAPIXELS", 50, validate=_POSITIVE) * 1_000_000,
        ),
        clamd=env.str("CLAMD_ADDRESS", "", validate=validate.Regexp(r"(?:|tcp://[^/:]+(:\d+)?/?|unix:///.+)\Z")),
        unnamed=timedelta(hours=env.float("ANSWER_FILES_UNNAMED_HOURS", 24, validate=validate.Range(min=1))),
    )
