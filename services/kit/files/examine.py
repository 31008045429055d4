"""Examine a file: what it is, whether it may be kept, and what of it others may see."""

from __future__ import annotations

import hashlib

from ulid import ULID

from services.kit.clock import Clock
from services.kit.events import Attachment
from services.kit.files import refusals
from services.kit.files.archives import Unsafe
from services.kit.files.content import recognise
from services.kit.files.fault import FileFault
from services.kit.files.kinds import IMAGE, JPEG, KINDS, FileKind
from services.kit.files.limits import Limits
from services.kit.files.names import named_as, speaks_of_a_card
from services.kit.files.ports import (
    ORIGINAL,
    THUMBNAIL,
    VIEW,
    NewFile,
    Picture,
    Pictures,
    Scanner,
    TooManyPixels,
    Unreadable,
    Workbench,
)

ID_CARD = "id-card"


class ExamineFile:
    """Looks at one file. It is scanned before anything of it is decoded, and decoded on the workbench."""

    def __init__(
        self, pictures: Pictures, scanner: Scanner, workbench: Workbench, limits: Limits, clock: Clock
    ) -> None:
        self._pictures = pictures
        self._scanner = scanner
        self._workbench = workbench
        self._limits = limits
        self._clock = clock

    def __call__(self, name: str, content: bytes) -> NewFile | FileFault:
        """Return the file ready to be kept, or why it is not. Raises `Retryable` while the scanner is away."""
        if not content:
            return refusals.empty(name)
        try:
            media_type = self._workbench.do(recognise, content)
        except Unsafe:
            return refusals.unsafe(name)
        if media_type is None:
            return refusals.not_accepted(name)
        if self._scanner.finding(content):
            return refusals.infected(name)
        return self._of_kind(named_as(name, KINDS[media_type]), content, KINDS[media_type])

    def _of_kind(self, name: str, content: bytes, kind: FileKind) -> NewFile | FileFault:
        if kind.kind != IMAGE:
            return self._file(name, content, kind)
        if not self._pictures.readable(kind.media_type):
            return refusals.no_decoder(name)
        try:
            picture = self._workbench.do(self._pictures.redraw, content, kind.media_type)
        except Unreadable:
            return refusals.not_readable(name)
        except TooManyPixels:
            return refusals.too_many_pixels(name, self._limits)
        return self._file(name, content, kind, picture)

    def _file(self, name: str, content: bytes, kind: FileKind, picture: Picture | None = None) -> NewFile:
        seen = {VIEW: picture.view, THUMBNAIL: picture.thumbnail} if picture else {}
        card = picture is not None and (picture.card or speaks_of_a_card(name))
        attachment = Attachment(
            id=str(ULID.from_datetime(self._clock.now())),
            name=name,
            media_type=JPEG if picture else kind.media_type,
            kind=kind.kind,
            size=len(seen.get(VIEW, content)),
            sha256=hashlib.sha256(content).hexdigest(),
            caution=ID_CARD if card else kind.caution,
        )
        return NewFile(
            attachment=attachment,
            original_type=kind.media_type,
            contents={ORIGINAL: content, **seen},
            private=picture.private if picture else {},
        )
