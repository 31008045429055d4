"""A message to a citizen as the ledger keeps it, and the states it may pass through."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

EMAIL, SMS, ZALO, ZNS, FACEBOOK = "email", "sms", "zalo", "zns", "facebook"


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

    `message_id` is our own tracking id, the Message-ID of a mail; `provider_id` what the provider calls it, once known.
    `choices` are buttons of a chat (title, payload); `reply_to` the provider's id of the message answered, for a mail
    its Message-ID. `human` says that a person typed the words, `heard_at` when the citizen was last heard (UTC). `facts`
    are the parameters of a ZNS template: code, title, agency, due, status.
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
    choices: tuple[tuple[str, str], ...] = ()
    reply_to: str | None = None
    human: bool = False
    urgent: bool = False
    heard_at: datetime | None = None
    facts: Mapping[str, str] = field(default_factory=dict)
    provider_id: str | None = None


def ledger_key(code: str, event: str, channel: str, recipient: str) -> str:
    """Return the natural key under which a message exists at most once. The address itself stays out of it."""
    return f"{code}:{event}:{channel}:{_digest(recipient.strip().lower())[:12]}"


def message_id(key: str, domain: str) -> str:
    """Return the RFC 5322 Message-ID of a ledger key, without angle brackets: the same key gives the same id."""
    return f"{_digest(key)[:40]}@{domain}"


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()
