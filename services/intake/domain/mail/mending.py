"""Vietnamese that was decoded by the wrong table, put right. Good text is never touched.

A reading is taken only when the text as it stands is mostly no Vietnamese and the other reading mostly is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

from services.intake.domain.mail.old_fonts import from_tcvn, from_vni
from services.intake.domain.mail.syllables import is_syllable, marked

#: One spoilt word alone may be a name or a foreign word.
LEAST_WORDS = 2
MOST_SYLLABLES_BEFORE = 0.5
LEAST_SYLLABLES_AFTER = 0.8
MOST_BEFORE_WHOLE = 0.75

_PARAGRAPHS = re.compile(r"(\n[ \t]*\n)")
_SUSPICIOUS = re.compile(
    "[\x80-\xff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2122\u2212\u03bc]"
)
_WORDS = re.compile("[^\\s.,;:!?()\"'/]+")


def mended(text: str) -> str:
    """Return `text` in NFC, with what was typed in an old font or decoded twice turned into the letters it meant."""
    if not _SUSPICIOUS.search(text):
        return unicodedata.normalize("NFC", text)
    text = _decoded_once_more(text)
    whole = _better_reading(text)
    if whole is None:
        # A letter in Unicode may quote a paragraph in an old font.
        whole = "".join(_better_reading(part) or part for part in _PARAGRAPHS.split(text))
    return unicodedata.normalize("NFC", whole)


def _better_reading(text: str) -> str | None:
    best: tuple[float, str] | None = None
    for read in (from_tcvn, from_vni):
        found = _judged(text, read)
        if found and (best is None or found[0] > best[0]):
            best = found
    return best[1] if best else None


def _judged(text: str, read: Callable[[str], str]) -> tuple[float, str] | None:
    """Return how good the reading is, with it, when it is clearly better than the text as it stands."""
    changed = list(_changed(text, read))
    if len(changed) < LEAST_WORDS:
        return None
    before = _share(before for before, _ in changed)
    after = _share(after for _, after in changed)
    clearly = before <= MOST_SYLLABLES_BEFORE and after >= LEAST_SYLLABLES_AFTER and after > before + 0.3
    # By chance many syllables of an old font look like others; that every single word comes right is no chance.
    wholly = before <= MOST_BEFORE_WHOLE and after == 1.0 and (1.0 - before) * len(changed) >= LEAST_WORDS
    return (after, read(text)) if clearly or wholly else None


def _changed(text: str, read: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    """Yield each word that is not plain ASCII, as it stands and as it would be read."""
    for word in _WORDS.findall(text):
        if not word.isascii():
            yield word, read(word)


def _share(words: Iterator[str]) -> float:
    judged = [_is_right(word) for word in words]
    return sum(judged) / len(judged)


def _is_right(word: str) -> bool:
    letters = marked(word)
    return bool(letters) and all(map(is_syllable, letters)) and _only_letters(word)


def _only_letters(word: str) -> bool:
    """Whether what is outside ASCII is letters and marks: a sign inside a word is what a wrong table leaves."""
    return all(char.isascii() or unicodedata.category(char)[0] in "LM" for char in word)


def _decoded_once_more(text: str) -> str:
    """Undo UTF-8 that was read as Windows-1252. Its bytes are UTF-8 again, which hardly ever happens by chance."""
    for _ in range(2):
        try:
            again = bytes(map(_windows_byte, text)).decode("utf-8")
        except (UnicodeError, ValueError):
            return "".join(_line_decoded_once_more(line) for line in text.splitlines(keepends=True))
        if again == text:
            return text
        text = again
    return text


def _line_decoded_once_more(line: str) -> str:
    try:
        return bytes(map(_windows_byte, line)).decode("utf-8")
    except (UnicodeError, ValueError):
        return line


def _windows_byte(char: str) -> int:
    """Return the byte that Windows-1252 has for `char`; its five gaps stand for themselves. Raises UnicodeError."""
    return ord(char) if char < "\xa0" else char.encode("windows-1252")[0]
