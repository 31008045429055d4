"""The words of a PDF as WeasyPrint writes it: enough of a reader for tests, written from the format's definition."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass

_OBJECT = re.compile(rb"(\d+) 0 obj\n(.*?)\nendobj", re.DOTALL)
_FONT = re.compile(rb"/BaseFont /([A-Z]{6})\+[\w-]+/ToUnicode (\d+) 0 R")
_LETTER = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]+)>")
_SHOWN = re.compile(rb"/([A-Z]{6}) [\d.]+ Tf|\[(.*?)\] TJ")
_GLYPHS = re.compile(rb"<([0-9a-f]+)>")


@dataclass(frozen=True, slots=True)
class Pdf:
    """An opened document: its objects by number, and everything that lay in compressed bundles of objects."""

    objects: dict[int, bytes]
    bundled: bytes

    def words(self) -> str:
        """Return what is shown, every run of letters on a line of its own, in the order it is drawn."""
        letters = {font: _letters(_inflated(self.objects[int(at)])) for font, at in _FONT.findall(self.bundled)}
        drawn = (_inflated(body) for body in self.objects.values() if b" Tf" in _inflated(body))
        return "\n".join(_shown(content, letters) for content in drawn)

    def pages(self) -> int:
        """Return how many pages there are."""
        return len(re.findall(rb"/Type /Page\b(?!s)", self.bundled))


def opened(pdf: bytes) -> Pdf:
    """Return the document. Raises AssertionError for what is none."""
    assert pdf.startswith(b"%PDF-")
    objects = {int(number): body for number, body in _OBJECT.findall(pdf)}
    bundles = [_inflated(body) for body in objects.values() if b"/ObjStm" in body[:40]]
    return Pdf(objects, b"\n".join(bundles))


def _inflated(body: bytes) -> bytes:
    head, found, stream = body.partition(b"stream\n")
    compressed = found and b"/FlateDecode" in head
    return zlib.decompress(stream.rpartition(b"\nendstream")[0]) if compressed else b""


def _letters(table: bytes) -> dict[bytes, str]:
    return {glyph: bytes.fromhex(letters.decode()).decode("utf-16-be") for glyph, letters in _LETTER.findall(table)}


def _shown(content: bytes, letters: dict[bytes, dict[bytes, str]]) -> str:
    font, lines = b"", []
    for chosen, run in _SHOWN.findall(content):
        font = chosen or font
        if run:
            glyphs = b"".join(_GLYPHS.findall(run))
            lines.append("".join(letters[font].get(glyphs[at : at + 4], "?") for at in range(0, len(glyphs), 4)))
    return "\n".join(lines)
