"""Names of files: shown to people and given to their computers, so nothing in them may deceive either."""

from __future__ import annotations

import re
import unicodedata

from services.kit.files.kinds import FileKind
from services.kit.text import visible_line

MOST_NAME = 120
NAMELESS = "tep"
_PATH = re.compile(r"[/\\]")
#: What Windows does not have in names; a colon would also name a stream of another file.
_FORBIDDEN = re.compile(r'[<>:"|?*\t]')
_CARD_WORDS = re.compile(
    r"cccd|cmnd|cmt(?!\w)|can ?cuoc|chung ?minh|dinh ?danh|identity|id ?card|passport|ho ?chieu|vneid"
)
_NO_LETTER = re.compile(r"[\W_]+")


def clean_name(raw: str) -> str:
    """Return the last part of a name in NFC, without what cannot be seen or turns the direction of reading."""
    line = visible_line(_PATH.split(raw)[-1])
    name = _FORBIDDEN.sub("_", line).strip(". ")
    return _cut(name) or NAMELESS


def named_as(name: str, kind: FileKind) -> str:
    """Return `name` with an ending that `kind` has: a text called `hoa-don.bat` becomes `hoa-don.bat.txt`."""
    if name.rpartition(".")[2].lower() in kind.extensions and "." in name:
        return name
    return f"{name}.{kind.extensions[0]}"


def speaks_of_a_card(name: str) -> bool:
    """Return whether a name says that the file shows an identity card or a passport."""
    decomposed = unicodedata.normalize("NFD", name.casefold().replace("đ", "d"))
    letters = "".join(each for each in decomposed if not unicodedata.combining(each))
    return _CARD_WORDS.search(_NO_LETTER.sub(" ", letters)) is not None


def _cut(name: str) -> str:
    """Cut what is before the ending, so that it stays a name of its type."""
    if len(name) <= MOST_NAME:
        return name
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > 10:
        return name[:MOST_NAME].rstrip()
    return f"{stem[: MOST_NAME - len(ending) - 1].rstrip()}.{ending}"
