"""A message to a citizen as the ledger keeps it, and the states it may pass through."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

EMAIL, SMS, ZALO, ZNS, FACEBOOK = "email", "sms", "zalo", "zns", "facebook"
CHANNELS = (EMAIL, SMS, ZALO, ZNS, FACEBOOK)
#: Where the provider allows an answer only for some time after the citizen wrote.
CHATS = frozenset({ZALO, FACEBOOK})
#: The type of a message that a channel asked for, as opposed to news of a case.
REQUESTED = "message.requested"


class State(StrEnum):
    """Where a message stands."""

    CLAIMED = "claimed"
    SENT = "sent"
    DEFERRED = "deferred"
    UNCERTAIN = "uncertain"
    UNDELIVERABLE = "undeliverable"
    MERGED = "merged"
    REPLACED = "replaced"


TRANSITIONS: dict[State, frozenset[State]] = {
    State.CLAIMED: frozenset({State.SENT, State.DEFERRED, State.UNCERTAIN, State.UNDELIVERABLE, State.REPLACED}),
    # Surely not sent, so another message of the same case may take its words along.
    State.DEFERRED: frozenset({State.CLAIMED, State.UNDELIVERABLE, State.REPLACED, State.MERGED, State.SENT}),
    # Only a receipt or a person leads out of here; nothing sends again on a guess.
    State.UNCERTAIN: frozenset({State.SENT, State.DEFERRED, State.UNDELIVERABLE, State.REPLACED}),
    # A person may send again what our own server's wrong configuration made fail.
    State.UNDELIVERABLE: frozenset({State.DEFERRED, State.SENT}),
    # Only a provider's word that it did not arrive leads out of here.
    State.SENT: frozenset({State.UNDELIVERABLE, State.REPLACED}),
    State.MERGED: frozenset(),
    State.REPLACED: frozenset({State.UNDELIVERABLE, State.SENT}),
}


@dataclass(frozen=True, slots=True)
class Route:
    """One way to reach a citizen."""

    channel: str
    recipient: str


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a message's history. `attempt` counts the attempts made so far."""

    at: datetime
    state: State
    channel: str
    reason: str | None
    attempt: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message of one channel to one person about one event, with its words as they were when it was claimed.

    `next_step_at` (UTC) is when somebody must look again: the end of the lease while claimed, the next attempt while
    deferred, the next question for a receipt while uncertain, the next route while replaced; None when nothing is left
    to do.

    `message_id` is our own tracking id, the Message-ID of a mail; `provider_id` what the provider calls it, once known.
    `choices` are buttons of a chat (title, payload); `reply_to` the provider's id of the message answered, for a mail
    its Message-ID. `human` says that a person typed the words, `heard_at` when the citizen was last heard (UTC).
    `facts` are the parameters of a ZNS template: code, title, agency, due, status.

    `sources` are the events it tells of, encoded, its own first; `routes` the ways left when this one fails. Messages
    of one `group` (case, channel, recipient) may become one; those without a group stay alone. `turn` counts the routes
    taken so far, `resends` how often a person had it sent once more. A `repeating` message may have been accepted
    before, and goes again only because its provider sends once for its `message_id`: no other message tells its news.
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
    sources: tuple[bytes, ...] = ()
    routes: tuple[Route, ...] = ()
    turn: int = 1
    group: str | None = None
    merged_into: str | None = None
    resends: int = 0
    repeating: bool = False
    reports: Mapping[str, datetime] = field(default_factory=dict)
    history: tuple[Step, ...] = ()


def ledger_key(code: str, event: str) -> str:
    """Return the natural key under which an event is told at most once, whichever route is chosen for it.

    The route stays out of it: an event that comes again may find other windows and settings, and must not be told
    again because of them.
    """
    return f"{code or '0'}:{event}"


def next_key(message: Message) -> str:
    """Return the key of the message that follows on the next route."""
    base = message.key.removesuffix(f":{message.turn}") if message.turn > 1 else message.key
    return f"{base}:{message.turn + 1}"


def tracking_id(key: str, code: str, domain: str = "") -> str:
    """Return our own id of a message: the same key gives the same id.

    `1022.<code>.<24 hex>`, for a mail with `@<domain>`: a citizen's reply then names its case by what it refers to.
    """
    name = f"1022.{code or '0'}.{_digest(key)[:24]}"
    return f"{name}@{domain}" if domain else name


def group_key(code: str, route: Route) -> str:
    """Return what messages that may become one have in common. The address itself stays out of it."""
    return f"{code}:{route.channel}:{_digest(route.recipient.strip().lower())[:12]}"


def words_hash(text: str) -> str:
    """Return SHA-256 of the words, hex: what a receipt without an id is found by."""
    return _digest(text)


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()
