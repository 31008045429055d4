"""What became of one report to one person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class State(StrEnum):
    """Where a sending stands.

    `claimed`: somebody is at it. `sent`: the mail server took it. `refused`: the server will not take it, now or later.
    `deferred`: it certainly was not taken, and is tried again. `uncertain`: whoever was at it ended in between; nobody
    knows whether it was taken, a person decides.
    """

    CLAIMED = "claimed"
    SENT = "sent"
    REFUSED = "refused"
    DEFERRED = "deferred"
    UNCERTAIN = "uncertain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """One report of one subscription; `id` is both: `<subscription>:<span>`. `since` is when its state began."""

    id: str
    subscription: str
    span: str
    state: State
    since: datetime
    attempts: int = 1
    reason: str | None = None


def sending_id(subscription: str, span: str) -> str:
    """Return what a sending is known by: the same report of the same subscription is the same sending."""
    return f"{subscription}:{span}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a mail server said, or did not: `state` is one of sent, refused, deferred, uncertain."""

    state: State
    reason: str | None = None
