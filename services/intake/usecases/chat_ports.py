"""What the chat channels need from outside, and what their providers' events mean."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from services.intake.domain.chat.comments import Comment
from services.intake.domain.chat.talk import Conversation, Heard
from services.intake.usecases.ports import Arrival
from services.kit.events import EventData, MessageReported, MessageRequested
from services.kit.files.keep import Kept, Upload


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteFile:
    """A file at the provider's. `kind`: image, audio, video, document. `size` is what the provider says, in bytes."""

    url: str
    kind: str
    name: str = ""
    declared_type: str = ""
    size: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """A citizen did something in a chat; the files are still at the provider's."""

    heard: Heard
    files: tuple[RemoteFile, ...] = ()


@dataclass(frozen=True, slots=True)
class Receipts:
    """What a provider says became of messages of ours."""

    reports: tuple[MessageReported, ...]


Meaning = Incoming | Receipts | Comment | None
#: Returns what a raw event means, None for what is nothing to us. Raises `Rejected` where it cannot be what it claims.
Read = Callable[[Arrival], Meaning]


class Conversations(Protocol):
    """Keeps what is remembered of each citizen on each channel."""

    def find(self, channel: str, thread: str) -> Conversation | None:
        """Return the conversation as the majority has it."""

    def save(self, conversation: Conversation, said: MessageRequested | None, now: datetime) -> Conversation:
        """Store the next version, with the message it leads to, in one majority-acknowledged write; return it.

        Raises `Retryable` when somebody else has stored a next version meanwhile, and then stores nothing.
        """

    def silent(self, channel: str, now: datetime, most: int) -> Sequence[Conversation]:
        """Return conversations whose silence means something by now."""


class Announcements(Protocol):
    """Tells events that belong to no conversation, each once."""

    def once(self, channel: str, key: str, events: Iterable[EventData], now: datetime) -> bool:
        """Store the events for `key`; return False when that was done before."""


class CannotFetch(Exception):  # noqa: N818 - an outcome, not an accident
    """A file will never come: not allowed, too large, gone. `reason` is a slug."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Downloads(Protocol):
    """Fetches files from providers."""

    def fetch(self, url: str) -> tuple[bytes, str]:
        """Return content and media type. Raises `CannotFetch`, or `Retryable` when it may work later."""


class KeepsFiles(Protocol):
    """The use case that keeps attachments, as far as chats need it."""

    def keep_what_can_be(self, uploads: Sequence[Upload]) -> Kept:
        """Keep every file that can be kept."""
