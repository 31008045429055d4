"""A process that dies at chosen steps."""

from __future__ import annotations

from dataclasses import dataclass


class Crash(BaseException):
    """The process is gone: nothing in it may catch this."""


@dataclass
class Fuse:
    """Counts the steps of a run and blows at the chosen ones."""

    blow_at: frozenset[int] = frozenset()
    steps: int = 0

    def step(self) -> None:
        """Pass one step, or crash."""
        self.steps += 1
        if self.steps in self.blow_at:
            raise Crash
