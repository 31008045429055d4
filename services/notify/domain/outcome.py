"""What came of an attempt to hand a message to the mail server."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Accepted:
    """The server took responsibility. `receipt` is what it said, usually its queue id."""

    receipt: str


@dataclass(frozen=True, slots=True)
class NotTried:
    """Surely not sent, and not the message's fault: the server was out of reach, or our time ran out."""

    reason: str


@dataclass(frozen=True, slots=True)
class Deferred:
    """Surely not sent; the server refused for now."""

    reason: str


@dataclass(frozen=True, slots=True)
class Refused:
    """Surely not sent; the server refused this recipient or message for good."""

    reason: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """The message went out and the answer never came: it may or may not have been accepted."""

    reason: str


Outcome = Accepted | NotTried | Deferred | Refused | Unknown
