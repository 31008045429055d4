"""What sending reports needs from outside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from services.reporting.domain.mailing.sending import Outcome, Sending, State
from services.reporting.domain.mailing.subscription import Form, Subscription
from services.reporting.domain.table import Table


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of a mail."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A mail with its files. `id` makes the Message-ID: the same letter sent again can be recognised."""

    id: str
    to: str
    subject: str
    text: str
    attachments: Sequence[Attachment]


class Subscriptions(Protocol):
    """Keeps who gets what."""

    def all(self) -> Sequence[Subscription]:
        """Return every subscription, in the order they were made."""

    def find(self, subscription: str) -> Subscription | None:
        """Return one, or None."""

    def keep(self, subscription: Subscription) -> None:
        """Add one, or put it in the place of the one with its id."""


class Sendings(Protocol):
    """Keeps what was sent, each report once."""

    def claim(self, sending: Sending, *, again_before: datetime) -> bool:
        """Claim a sending nobody has claimed, or one deferred before `again_before`. False where it is not ours."""

    def settle(self, sending: str, outcome: Outcome, at: datetime) -> None:
        """Note what became of a sending that is claimed, or that a person decides about."""

    def doubt(self, before: datetime, now: datetime) -> Sequence[Sending]:
        """Make uncertain, and return, what was claimed before an instant and never settled."""

    def find(self, sending: str) -> Sending | None:
        """Return one, or None."""

    def forget(self, sending: str) -> None:
        """Forget an uncertain or refused sending, so that it may be claimed again."""

    def latest(self, most: int, state: State | None = None) -> Sequence[Sending]:
        """Return the latest, newest first; only those in a state where one is given."""


class Files(Protocol):
    """Makes files of tables."""

    def make(self, tables: Sequence[Table], form: Form, name: str) -> Attachment:
        """Return the file. Raises `Rejected` where the form cannot hold the tables, `Retryable` while it is busy."""


class Mailer(Protocol):
    """Hands letters to the mail server."""

    def send(self, letter: Letter) -> Outcome:
        """Try once and say what came of it. Raises nothing."""
