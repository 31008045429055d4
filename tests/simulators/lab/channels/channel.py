"""What every channel of the lab offers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from tests.simulators.lab.memory import Memory

Act = Callable[[str, dict[str, Any]], dict[str, Any]]


class UnknownActError(LookupError):
    """Nothing that can be done on this channel."""


class Channel:
    """Subclasses fill `acts`: name → (who, wanted) → entry for the thread."""

    name: ClassVar[str]

    def __init__(self, memory: Memory) -> None:
        self.memory = memory
        self.acts: dict[str, Act] = {}

    def act(self, who: str, what: str, wanted: dict[str, Any]) -> dict[str, Any]:
        """Do `what` as `who`. Raises UnknownActError, KeyError for a missing field, ValueError for a wrong one."""
        if what not in self.acts:
            raise UnknownActError(f"{self.name} knows {', '.join(self.acts)}")
        return self.acts[what](who, wanted)

    def inbox(self, who: str) -> list[dict[str, Any]]:
        """Return what `who` has received, oldest first; each has at least `at` and `text`."""
        raise NotImplementedError

    def thread(self, who: str) -> list[dict[str, Any]]:
        """Return both sides in order of time."""
        received = [{"side": "them", **each} for each in self.inbox(who)]
        return sorted([*self.memory.said(self.name, who), *received], key=lambda each: str(each["at"]))
