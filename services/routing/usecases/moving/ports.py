"""Open cases by who is responsible."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from services.routing.domain.case import Case


class Responsibilities(Protocol):
    """Who has open cases."""

    def agencies(self) -> set[str]:
        """Return the agencies that have an open case, or owe or gave a part of one."""

    def open_of(self, agencies: Sequence[str], limit: int) -> list[Case]:
        """Return open cases that one of these has or owes a part of; held ones are left out: those are decided anew
        when they leave.
        """
