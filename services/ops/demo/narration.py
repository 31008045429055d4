"""Telling the demo's steps as they happen, with the seconds since the case was filed."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

import click
import requests

from services.kit.commands.console import Exit, Failure

#: Well under the sites' rate limits, for 30 s of it.
POLL_SECONDS = 0.2

Seen = TypeVar("Seen")


class Narrator:
    """Tells one case's story, each step with the seconds since the narrator was made."""

    def __init__(self, who: str, within: float) -> None:
        self._who = who
        self._within = within
        self._began = time.monotonic()

    def tell(self, vi: str, en: str) -> None:
        """Print a step with its time."""
        elapsed = time.monotonic() - self._began
        click.echo(f"{elapsed:6.2f} s  {self._who:<6}  {vi}\n{'':18}{click.style(en, dim=True)}")

    def wait(self, vi: str, en: str, look: Callable[[], Seen | None]) -> Seen:
        """Look until there is something to see, tell the step and return what was seen.

        Raises `Failure` when it is missing `within` seconds after the start. A site that does not answer has nothing to
        show yet.
        """
        while not (seen := _look(look)):
            if time.monotonic() - self._began > self._within:
                raise Failure(
                    Exit.WRONG,
                    f"Sau {self._within:.0f} giây vẫn thiếu bước ({self._who}): {vi}",
                    f"After {self._within:.0f} s a step is missing ({self._who}): {en}",
                )
            time.sleep(POLL_SECONDS)
        self.tell(vi, en)
        return seen


def _look(look: Callable[[], Seen | None]) -> Seen | None:
    try:
        return look()
    except (requests.ConnectionError, requests.Timeout):
        return None
