"""Fetch the files of a chat message while the provider still has them. Files never hold up the words for long."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from services.intake.usecases.chat_ports import CannotFetch, Downloads, KeepsFiles, RemoteFile
from services.kit.failures import Retryable
from services.kit.files.keep import Upload
from services.kit.logs import log

#: Zalo's own files above this are only linked to.
MOST_BYTES = 10 * 1024 * 1024
#: So often a message is tried again for its files before their absence is noted.
TRIES = 3
#: Seconds for all files of a message together, the last time: a provider that answers to none of thirty files must not
#: keep the workers from everybody else.
PATIENCE = 45.0
_NAMES = {"image": "ảnh", "audio": "âm thanh", "video": "video"}


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came of the files: attachments that are kept, and sentences about the others."""

    attachments: tuple[Any, ...] = ()
    notes: tuple[str, ...] = ()


class FetchFiles:
    """The use case."""

    def __init__(self, downloads: Downloads, keep: KeepsFiles, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._downloads = downloads
        self._keep = keep
        self._monotonic = monotonic

    def fetch(self, files: Sequence[RemoteFile], attempts: int) -> Fetched:
        """Return what became of each file. Raises `Retryable` while there are tries left and one may still come."""
        until = self._monotonic() + PATIENCE
        found = [self._upload(file, last=attempts >= TRIES, until=until) for file in files]
        uploads = [each for each in found if isinstance(each, Upload)]
        notes = [each for each in found if isinstance(each, str)]
        kept = self._keep.keep_what_can_be(uploads) if uploads else None
        if kept is None:
            return Fetched(notes=tuple(notes))
        refused = (f"[{each.name or 'tệp'}: {each.vi}]" for each in kept.refused)
        return Fetched(tuple(kept.attachments), (*notes, *refused))

    def _upload(self, file: RemoteFile, *, last: bool, until: float) -> Upload | str:
        if file.size is not None and file.size > MOST_BYTES:
            return f"[{_called(file)} quá 10 MB: {file.url}]"
        if last and self._monotonic() > until:
            return _not_fetched(file)
        try:
            content, media_type = self._downloads.fetch(file.url)
        except CannotFetch as refusal:
            log.warning("file not fetched", reason=refusal.reason)
            return f"[{_called(file)} không tải được: {_why(refusal, file)}]"
        except Retryable:
            if not last:
                raise
            return _not_fetched(file)
        return Upload(name=file.name, content=content, declared_type=file.declared_type or media_type)


def _not_fetched(file: RemoteFile) -> str:
    return f"[{_called(file)} không tải được]"


def _called(file: RemoteFile) -> str:
    return _NAMES.get(file.kind) or file.name or "tệp"


def _why(refusal: CannotFetch, file: RemoteFile) -> str:
    return f"quá 10 MB: {file.url}" if refusal.reason == "too-large" else "không lấy được từ nhà cung cấp"
