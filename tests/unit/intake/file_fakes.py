"""Files in memory, a scanner that is told what to find, and small files of every kind."""

import io
import struct
import zipfile
from collections.abc import Collection
from datetime import datetime
from typing import Any

from PIL import Image

from services.kit.clock import Clock
from services.kit.failures import Retryable
from services.kit.files.examine import ExamineFile
from services.kit.files.keep import KeepAttachments
from services.kit.files.kinds import DOCX, ODT, XLSX
from services.kit.files.limits import Limits
from services.kit.files.ports import KeptFile, NewFile, Pictures, Scanner


class InMemoryFiles:
    """Keeps files as the database does, for `Files` and for the sweep."""

    def __init__(self) -> None:
        self.kept: dict[str, NewFile] = {}
        self.held_until: dict[str, datetime] = {}
        self.condemned: set[str] = set()
        self.named: set[str] = set()

    def keep(self, file: NewFile, now: datetime, until: datetime) -> None:
        self.kept[file.attachment.id] = file
        self.held_until[file.attachment.id] = until

    def hold(self, ids: Collection[str], until: datetime) -> frozenset[str]:
        held = frozenset(each for each in ids if self._there(each))
        self.held_until.update({each: max(until, self.held_until[each]) for each in held})
        return held

    def find(self, file_id: str) -> KeptFile | None:
        if not self._there(file_id):
            return None
        file = self.kept[file_id]
        return KeptFile(attachment=file.attachment, original_type=file.original_type, variants=frozenset(file.contents))

    def read(self, file_id: str, variant: str) -> bytes | None:
        return self.kept[file_id].contents.get(variant) if file_id in self.kept else None

    def overdue(self, now: datetime, most: int) -> list[str]:
        unnamed = [each for each in self.kept if each not in self.named and self.held_until[each] <= now]
        return sorted(unnamed, key=lambda each: self.held_until[each])[:most]

    def mark_named(self, ids: Collection[str]) -> None:
        self.named |= set(ids)

    def condemn(self, ids: Collection[str], now: datetime) -> list[str]:
        self.condemned |= {each for each in ids if each in self.overdue(now, len(self.kept))}
        return [each for each in ids if each in self.condemned]

    def delete(self, file_id: str) -> None:
        if file_id in self.condemned:
            self.kept.pop(file_id, None)

    def _there(self, file_id: str) -> bool:
        return file_id in self.kept and file_id not in self.condemned


class ScriptedScanner:
    """Finds what begins with `MALWARE`; away while `away`. Records how often it looked."""

    MALWARE = b"%PDF-1.4 malware"

    def __init__(self) -> None:
        self.away = False
        self.looks = 0

    def finding(self, content: bytes) -> str | None:
        self.looks += 1
        if self.away:
            raise Retryable("the virus scanner is away")
        return "Test-Signature" if content.startswith(self.MALWARE) else None


class DirectWork:
    """Does the work at once."""

    def do(self, work: Any, *arguments: Any) -> Any:
        return work(*arguments)


def keeping(
    files: InMemoryFiles, clock: Clock, pictures: Pictures, scanner: Scanner, limits: Limits, unnamed: Any
) -> KeepAttachments:
    """Return the use case on memory."""
    examine = ExamineFile(pictures, scanner, DirectWork(), limits, clock)
    return KeepAttachments(files, examine, limits, clock, unnamed)


def picture(kind: str = "JPEG", size: tuple[int, int] = (64, 48), colour: str = "olive", **options: Any) -> bytes:
    """Return a picture of one colour in one of Pillow's formats."""
    written = io.BytesIO()
    Image.new("RGB", size, colour).save(written, kind, **options)
    return written.getvalue()


def archive(entries: dict[str, bytes]) -> bytes:
    """Return a zip archive, its entries in this order."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as made:
        for name, content in entries.items():
            how = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            made.writestr(zipfile.ZipInfo(name), content, compress_type=how)
    return written.getvalue()


def boxes(brand: bytes, *tracks: bytes) -> bytes:
    """Return the beginning of a file of MP4's family with tracks of some kinds (`vide`, `soun`)."""
    kind = struct.pack(">L", 20) + b"ftyp" + brand + b"\0\0\0\0" + brand
    handlers = b"".join(struct.pack(">L", 32) + b"hdlr" + b"\0" * 8 + each + b"\0" * 12 for each in tracks)
    return kind + handlers


MP3_FRAME = b"\xff\xfb\x90\x00" + b"\0" * 413
WEBM = b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84webm" + b"\0" * 20

#: A file of each kind that is taken, by its media type.
SAMPLES: dict[str, bytes] = {
    "image/jpeg": picture("JPEG"),
    "image/png": picture("PNG"),
    "image/webp": picture("WEBP"),
    "image/gif": picture("GIF"),
    "image/heic": boxes(b"heic"),
    "application/pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n",
    DOCX: archive({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w:document/>"}),
    XLSX: archive({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"}),
    ODT: archive({"mimetype": ODT.encode(), "content.xml": b"<office/>"}),
    "text/plain": "Đèn đường hỏng.\r\n".encode(),
    "audio/mpeg": MP3_FRAME * 3,
    "audio/mp4": boxes(b"M4A ", b"soun"),
    "audio/ogg": b"OggS" + b"\0" * 24 + b"OpusHead",
    "audio/wav": b"RIFF\x24\0\0\0WAVEfmt ",
    "audio/amr": b"#!AMR\n\x3c",
    "audio/webm": WEBM + b"A_OPUS",
    "video/mp4": boxes(b"isom", b"vide", b"soun"),
    "video/quicktime": boxes(b"qt  ", b"vide"),
    "video/3gpp": boxes(b"3gp4", b"vide"),
    "video/webm": WEBM + b"V_VP9",
}
