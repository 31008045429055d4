"""Settings about files that come with messages."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from environs import Env, validate

from services.intake.settings.keys import SECRET
from services.kit.files.limits import MEGABYTE, Limits

_POSITIVE = validate.Range(min=1)
#: A scanner that is asked for at a place that cannot be must stop the start, not every file.
_ADDRESS = validate.Regexp(r"(?:|tcp://[^/:]+(:\d+)?/?|unix:///.+)\Z", error="not an address")


@dataclass(frozen=True, slots=True, kw_only=True)
class FileSettings:
    """`key` signs links to files; whoever makes such links has the same. `clamd` is where the virus scanner listens
    (`tcp://host:port` or `unix:///path`); empty: nothing is scanned. `unnamed` is how long a file waits for its case.
    """

    key: str = field(repr=False)
    limits: Limits = field(default_factory=Limits)
    clamd: str = ""
    unnamed: timedelta = timedelta(hours=24)


def files(env: Env) -> FileSettings:
    """Read the settings. Raises environs' errors for what is missing or wrong."""
    return FileSettings(
        key=env.str("FILES_KEY", validate=SECRET),
        limits=Limits(
            files=env.int("FILES_MOST", 10, validate=_POSITIVE),
            bytes_each=env.int("FILES_MOST_MB_EACH", 10, validate=_POSITIVE) * MEGABYTE,
            bytes_together=env.int("FILES_MOST_MB", 25, validate=_POSITIVE) * MEGABYTE,
            pixels=env.int("FILES_MOST_MEGAPIXELS", 50, validate=_POSITIVE) * 1_000_000,
        ),
        clamd=env.str("CLAMD_ADDRESS", "", validate=_ADDRESS),
        unnamed=timedelta(hours=env.float("FILES_UNNAMED_HOURS", 24, validate=validate.Range(min=1))),
    )
