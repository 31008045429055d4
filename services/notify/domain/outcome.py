"""What came of an attempt to hand a message to whoever carries it: a mail server, a gateway, a chat platform."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Accepted:
    """The provider took responsibility. `receipt` is what it said: its id of the message, a mail server's reply.

    `settled=False` where a later `message.reported` is expected to say whether it arrived.
    """

    receipt: str
    settled: bool = True


@dataclass(frozen=True, slots=True)
class NotTried:
    """Surely not sent, and not the message's fault: out of reach, out of time, or it must not go before `until`."""

    reason: str
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Deferred:
    """Surely not sent; the provider refused for now. Nothing is tried again before `until`, where it named a time."""

    reason: str
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """Surely not sent, and never on this channel for this recipient or message: the next route takes over.

    `slug` names the kind of refusal for figures, such as `window-closed`.
    """

    reason: str
    slug: str = ""


@dataclass(frozen=True, slots=True)
class Unknown:
    """The message went out and the answer never came: it may or may not have been accepted."""

    reason: str


@dataclass(frozen=True, slots=True)
class Repeatable:
    """It may have been accepted or not; as the provider sends once for one id, it may go again under the same."""

    reason: str


Outcome = Accepted | NotTried | Deferred | Refused | Unknown | Repeatable
