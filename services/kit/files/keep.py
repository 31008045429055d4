"""Keep attachments: look at every file by its content, and keep what is good before any case names it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from services.kit.clock import Clock
from services.kit.events import Attachment
from services.kit.failures import Rejected
from services.kit.files import refusals
from services.kit.files.examine import ExamineFile
from services.kit.files.fault import FileFault
from services.kit.files.limits import Limits
from services.kit.files.names import clean_name
from services.kit.files.ports import Files, NewFile
from services.kit.logs import log


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

    def __init__(self, files: Files, examine: ExamineFile, limits: Limits, clock: Clock, unnamed: timedelta) -> None:
        self._files = files
        self._examine = examine
        self._limits = limits
        self._clock = clock
        self._unnamed = unnamed

    def keep(self, uploads: Sequence[Upload], owner: str = "") -> tuple[Attachment, ...]:
        """Keep all files of a message, or none; `owner` as in `NewFile`.

        Raises `Rejected` for the first that cannot be kept, with its name as `file`: `too-many-attachments`,
        `attachment-too-large`, `attachments-too-large`, `attachment-empty`, `attachment-type-not-accepted`,
        `attachment-not-readable`, `attachment-infected`. Raises `Retryable` while the virus scanner is away.
        """
        found = []
        for name, result in self._examined(uploads):
            if isinstance(result, FileFault):
                raise Rejected(result.slug, result.vi, result.en, file=name)
            found.append(replace(result, owner=owner))
        return self._stored(found)

    def keep_what_can_be(self, uploads: Sequence[Upload]) -> Kept:
        """Keep every file that can be kept: a bad file must not lose a message. Raises `Retryable` as `keep` does."""
        found: list[NewFile] = []
        refused: list[Refused] = []
        for name, result in self._examined(uploads):
            if isinstance(result, FileFault):
                refused.append(Refused(name=name, slug=result.slug, vi=result.vi, en=result.en))
            else:
                found.append(result)
        return Kept(self._stored(found), tuple(refused))

    def hold(self, attachments: Sequence[Attachment]) -> tuple[Attachment, ...]:
        """Let kept files wait as long again from now, and return those that are still there.

        For conversations that may last: a file that nothing named for a day is deleted.
        """
        if not attachments:
            return ()
        held = self._files.hold({each.id for each in attachments}, self._clock.now() + self._unnamed)
        return tuple(each for each in attachments if each.id in held)

    def _examined(self, uploads: Sequence[Upload]) -> Iterator[tuple[str, NewFile | FileFault]]:
        """Yield each file's cleaned name with the file or its fault. What has a fault does not count for the limits."""
        files = together = 0
        for upload in uploads:
            name = clean_name(upload.name)
            fault = self._size_fault(name, len(upload.content), files, together)
            result = fault or self._examine(name, upload.content)
            if isinstance(result, FileFault):
                log.info("attachment refused", slug=result.slug, size=len(upload.content))
            else:
                files, together = files + 1, together + len(upload.content)
            yield name, result

    def _size_fault(self, name: str, size: int, files: int, together: int) -> FileFault | None:
        limits = self._limits
        if files >= limits.files:
            return refusals.too_many(name, limits)
        if size > limits.bytes_each:
            return refusals.too_large(name, limits)
        if together + size > limits.bytes_together:
            return refusals.too_large_together(name, limits)
        return None

    def _stored(self, found: Sequence[NewFile]) -> tuple[Attachment, ...]:
        now = self._clock.now()
        for each in found:
            self._files.keep(each, now, now + self._unnamed)
            log.info(
                "attachment kept", file=each.attachment.id, type=each.original_type, caution=each.attachment.caution
            )
        return tuple(each.attachment for each in found)
