"""Open an attachment: what anybody with a link sees, or the original for those who work on the case."""

from __future__ import annotations

from dataclasses import dataclass

from services.kit.failures import Rejected
from services.kit.files.kinds import IMAGE, JPEG, KINDS
from services.kit.files.names import named_as
from services.kit.files.ports import ORIGINAL, THUMBNAIL, VIEW, Files, KeptFile
from services.kit.logs import log


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A file to be sent. `shown`: it is a picture we drew ourselves, so a browser may show it; all else is saved."""

    name: str
    media_type: str
    content: bytes
    shown: bool


class OpenAttachment:
    """The use case. Who may ask for what was decided before."""

    def __init__(self, files: Files) -> None:
        self._files = files

    def seen(self, file_id: str) -> OpenedFile:
        """Return what others see: the picture drawn anew, any other file itself. Raises `Rejected("not-found")`."""
        kept = self._found(file_id)
        return self._drawn(kept, VIEW) if kept.attachment.kind == IMAGE else self._original(kept)

    def thumbnail(self, file_id: str) -> OpenedFile:
        """Return the small picture. Raises `Rejected("not-found")`, also for what is no picture."""
        return self._drawn(self._found(file_id), THUMBNAIL)

    def original(self, file_id: str, account: str) -> OpenedFile:
        """Return what was sent, with all that the camera wrote; that `account` looked is logged, with the file's id."""
        opened = self._original(self._found(file_id))
        log.info("original file opened", file=file_id, account=account)
        return opened

    def _found(self, file_id: str) -> KeptFile:
        kept = self._files.find(file_id)
        if kept is None:
            raise _not_found()
        return kept

    def _drawn(self, kept: KeptFile, variant: str) -> OpenedFile:
        name = named_as(kept.attachment.name, KINDS[JPEG])
        return OpenedFile(name, JPEG, self._content(kept, variant), shown=True)

    def _original(self, kept: KeptFile) -> OpenedFile:
        return OpenedFile(kept.attachment.name, kept.original_type, self._content(kept, ORIGINAL), shown=False)

    def _content(self, kept: KeptFile, variant: str) -> bytes:
        content = self._files.read(kept.attachment.id, variant) if variant in kept.variants else None
        if content is None:
            raise _not_found()
        return content


def _not_found() -> Rejected:
    return Rejected("not-found", "Không có tệp này.", "There is no such file.")
