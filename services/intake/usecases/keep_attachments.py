"""Keep attachments: look at every file by its content, and keep what is good before any case names it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from services.kit.events import Attachment


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file as a channel received it. `name` and `declared_type` are what the sender says, and are never believed."""

    name: str
    content: bytes
    declared_type: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A file that was not kept, by its cleaned name, and why: a slug, and a sentence in each language."""

    name: str
    slug: str
    vi: str
    en: str


@dataclass(frozen=True, slots=True)
class Kept:
    """What was kept and what was not, each in the order it came."""

    attachments: tuple[Attachment, ...]
    refused: tuple[Refused, ...] = ()


class KeepAttachments:
    """The use case. Kept files wait for their case `unnamed` long; `hold` lets them wait as long again."""

    def keep(self, uploads: Sequence[Upload]) -> tuple[Attachment, ...]:
        """Keep all files of a message, or none.

        Raises `Rejected` for the first that cannot be kept, with its name as `file`: `too-many-attachments`,
        `attachment-too-large`, `attachments-too-large`, `attachment-empty`, `attachment-type-not-accepted`,
        `attachment-not-readable`, `attachment-infected`. Raises `Retryable` while the virus scanner is away.
        """
        raise NotImplementedError

    def keep_what_can_be(self, uploads: Sequence[Upload]) -> Kept:
        """Keep every file that can be kept: a bad file must not lose a message. Raises `Retryable` as `keep` does."""
        raise NotImplementedError

    def hold(self, attachments: Sequence[Attachment]) -> tuple[Attachment, ...]:
        """Let kept files wait as long again from now, and return those that are still there.

        For conversations that may last: a file that nothing named for a day is deleted.
        """
        raise NotImplementedError
