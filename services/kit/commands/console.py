"""What the commands of `hotline` have in common: exit codes, two languages, failures in words.

Exit codes: 0 all is well; 1 something is wrong with the system; 2 wrong use or wrong settings; 3 a server is away.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import IO, Any

import click


class Exit(IntEnum):
    """What the shell, a probe or a scheduled job learns from a command."""

    OK = 0
    WRONG = 1
    USAGE = 2
    AWAY = 3


class Failure(click.ClickException):
    """Ends a command with an exit code and one sentence in each language, on stderr, without a traceback."""

    def __init__(self, exit_code: Exit, vi: str, en: str) -> None:
        super().__init__(f"{vi}\n{en}")
        self.exit_code = int(exit_code)  # type: ignore[misc]

    def show(self, file: IO[Any] | None = None) -> None:
        """Print both sentences."""
        click.echo(self.message, file=file, err=file is None)


def say(vi: str, en: str) -> None:
    """Print a sentence in Vietnamese and under it in English."""
    click.echo(vi)
    click.secho(en, dim=True)


def table(rows: Sequence[tuple[str, ...]], heads: tuple[str, ...]) -> None:
    """Print rows under their heads, columns as wide as their longest cell."""
    lines = [heads, *rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(heads))]
    for line in lines:
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())
