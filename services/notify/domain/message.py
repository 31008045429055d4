"""A message to a citizen as the ledger keeps it, and the states it may pass through."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

EMAIL = "email"


class State(StrEnum):
    """Where a message stands."""

    CLAIMED = "claimed"
    SENT = "sent"
    DEFERRED = "deferred"
    UNCERTAIN = "uncertain"
    UNDELIVERABLE = "undeliverable"


TRANSITIONS: dict[State, frozenset[State]] = {
    State.CLAIMED: frozenset({State.SENT, State.DEFERRED, State.UNCERTAIN, State.UNDELIVERABLE}),
    State.DEFERRED: frozenset({State.CLAIMED, State.UNDELIVERABLE}),
    # Only a receipt or a person leads out of here; nothing sends again on a guess.
    State.UNCERTAIN: frozenset({State.SENT, State.DEFERRED, State.UNDELIVERABLE}),
    # A person may send again what our own server's wrong configuration made fail.
    State.UNDELIVERABLE: frozenset({State.DEFERRED}),
    State.SENT: frozenset(),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message of one channel to one person about one event, with its words as they were when it was claimed.

    `next_step_at` (UTC) is when somebody must look again: the end of the lease while claimed, the next attempt while
    deferred, the next question for a receipt while uncertain; None when nothing is left to do.
    """

    key: str
    code: str
    event: str
    type: str
    channel: str
    recipient: str
    recipient_name: str | None
    language: str
    message_id: str
    subject: str
    text: str
    html: str
    created_at: datetime
    state: State = State.CLAIMED
    attempts: int = 0
    holder: str = ""
    next_step_at: datetime | None = None
    reason: str | None = None
    receipt: str | None = None


def ledger_key(code: str, event: str, channel: str, recipient: str) -> str:
    """Return the natural key under which a message exists at most once. The address itself stays out of it."""
    return f"{code}:{event}:{channel}:{_digest(recipient.strip().lower())[:12]}"


def message_id(key: str, domain: str) -> str:
    """Return the RFC 5322 Message-ID of a ledger key, without angle brackets: the same key gives the same id."""
    return f"{_digest(key)[:40]}@{domain}"


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()
