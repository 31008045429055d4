"""Who may not write to the hotline for a while; kept by the service that the messages come to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocked:
    """An entry. `value` is None for whoever may know that somebody is blocked, but not whom."""

    kind: str
    value: str | None = field(repr=False)
    reason: str
    by: str
    since: datetime
    until: datetime


class BlockList(Protocol):
    """The list, asked on behalf of an account.

    Every method raises `HotlineAway` while the service does not answer, and `Rejected` as it refused.
    """

    def all(self, account: str) -> Sequence[Blocked]:
        """Return who is blocked now, those that end first first."""

    def block(self, account: str, kind: str, value: str, *, reason: str, days: int) -> None:
        """Block a sender for some days; blocked again, the new end counts."""

    def unblock(self, account: str, kind: str, value: str) -> None:
        """Unblock a sender."""
