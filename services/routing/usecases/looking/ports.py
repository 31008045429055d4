"""Where looks are written down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from services.routing.domain.looking import Look


@dataclass(frozen=True, slots=True, kw_only=True)
class LookSearch:
    """Which looks are asked for; None does not matter. `since` is included, `until` is not."""

    account: str | None = None
    code: str | None = None
    role: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    offset: int = 0
    limit: int = 50


class Looks(Protocol):
    """The log of looks. It only grows: there is no way to change or delete one."""

    def add(self, look: Look) -> None:
        """Write a look down, majority-acknowledged."""

    def find(self, search: LookSearch) -> Sequence[Look]:
        """Return looks, latest first."""
