"""The words of a case: one normal form, no invisible characters, limits that fit a telephone and a letter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from services.intake.domain.fault import Fault

MOST_TITLE = 200
LEAST_TEXT = 10
MOST_TEXT = 10_000
MOST_ADDRESS = 300
MOST_DERIVED_TITLE = 80

# Control characters but tab and line feed, marks that reverse or hide text, and halves of surrogate pairs: they carry
# no meaning in Vietnamese and can make a published page lie about what it says.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ud800-\udfff]"
)
_LINE_ENDS = re.compile("\r\n?|\u2028|\u2029|\x0b|\x0c|\x85")
_MANY_BLANK_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*){2,}")
_BLANKS = re.compile(r"\s+")


def clean_text(raw: str) -> str:
    """Return a letter's text: NFC, line feeds only, nothing invisible, at most one blank line in a row."""
    text = _INVISIBLE.sub("", _LINE_ENDS.sub("\n", raw))
    return _MANY_BLANK_LINES.sub("\n\n", _nfc(text)).strip()


def clean_line(raw: str) -> str:
    """Return a single line: as `clean_text`, with every run of blanks as one space."""
    return _BLANKS.sub(" ", clean_text(raw)).strip()


def title_from(text: str) -> str:
    """Return a title for a case that came without one: its first line, cut between words."""
    line = text.partition("\n")[0].strip()
    if len(line) <= MOST_DERIVED_TITLE:
        return line
    return line[: MOST_DERIVED_TITLE - 1].rsplit(" ", 1)[0].rstrip(",;:. ") + "…"


def wording_faults(title: str, text: str, address: str) -> Iterator[Fault]:
    """Yield what is wrong with cleaned words. Lengths are counted in characters, as a person counts them."""
    if len(title) > MOST_TITLE:
        yield Fault(
            "title",
            "title-too-long",
            f"Tiêu đề dài quá {MOST_TITLE} ký tự.",
            f"The title is longer than {MOST_TITLE} characters.",
        )
    if len(text) < LEAST_TEXT:
        yield Fault(
            "text",
            "text-too-short",
            f"Nội dung cần ít nhất {LEAST_TEXT} ký tự: xin nêu rõ việc gì, ở đâu.",
            f"The content needs at least {LEAST_TEXT} characters: what is it about, and where?",
        )
    if len(text) > MOST_TEXT:
        yield Fault(
            "text",
            "text-too-long",
            f"Nội dung dài quá {_thousands(MOST_TEXT)} ký tự.",
            f"The content is longer than {MOST_TEXT:,} characters.",
        )
    if len(address) > MOST_ADDRESS:
        yield Fault(
            "address",
            "address-too-long",
            f"Địa chỉ dài quá {MOST_ADDRESS} ký tự.",
            f"The address is longer than {MOST_ADDRESS} characters.",
        )


def _nfc(text: str) -> str:
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def _thousands(number: int) -> str:
    return f"{number:,}".replace(",", ".")
