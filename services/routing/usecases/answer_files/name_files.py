"""Name files in an answer: only an agency's own, and only what is still there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from services.kit.clock import Clock
from services.kit.events import Attachment
from services.kit.failures import Rejected
from services.kit.files.ports import Files
from services.routing.domain.file import File
from services.routing.usecases.answer_files.ports import CENTRE


@dataclass(frozen=True, slots=True)
class NameFiles:
    """Port `AnswerFiles`. A file that is about to be named is held first, so that no sweep takes it meanwhile."""

    files: Files
    clock: Clock
    unnamed: timedelta
    most: int

    def known_files(self, agency: str | None, ids: Sequence[str]) -> tuple[File, ...]:
        """Return the agency's own files. Raises `Rejected`: `unknown-file`, `too-many-files`."""
        wanted = tuple(dict.fromkeys(ids))
        if len(wanted) > self.most:
            raise _too_many(self.most)
        if not wanted:
            return ()
        held = self.files.hold(wanted, self.clock.now() + self.unnamed)
        return tuple(self._own(each, agency or CENTRE, held) for each in wanted)

    def _own(self, file_id: str, owner: str, held: frozenset[str]) -> File:
        kept = self.files.find(file_id) if file_id in held else None
        if kept is None or kept.owner != owner:
            raise Rejected(
                "unknown-file",
                "Không có tệp đính kèm này, hoặc tệp đã chờ quá lâu nên bị xoá. Xin tải lên lại.",
                "There is no such file, or it waited too long and was deleted. Please upload it again.",
            )
        return file_of(kept.attachment)


def file_of(attachment: Attachment) -> File:
    """Return a kept file as a case names it."""
    return File(
        id=attachment.id,
        name=attachment.name,
        media_type=attachment.media_type,
        kind=attachment.kind,
        size=attachment.size,
        caution=attachment.caution,
    )


def _too_many(most: int) -> Rejected:
    return Rejected(
        "too-many-files", f"Câu trả lời có nhiều nhất {most} tệp.", f"An answer may have at most {most} files."
    )
