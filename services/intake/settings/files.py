"""Settings about files that come with messages."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from environs import Env

from services.intake.domain.files.limits import MEGABYTE, Limits


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
        key=env.str("FILES_KEY"),
        limits=Limits(
            files=env.int("FILES_MOST", 10),
            bytes_each=env.int("FILES_MOST_MB_EACH", 10) * MEGABYTE,
            bytes_together=env.int("FILES_MOST_MB", 25) * MEGABYTE,
            pixels=env.int("FILES_MOST_MEGAPIXELS", 50) * 1_000_000,
        ),
        clamd=env.str("CLAMD_ADDRESS", ""),
        unnamed=timedelta(hours=env.float("FILES_UNNAMED_HOURS", 24)),
    )
