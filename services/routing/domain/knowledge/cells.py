"""What stands in one field, as people write it and as it is kept: papers, ways to file, links, days.

Papers, ways and links are lines with parts between bars, as in `Tờ khai đăng ký | 1 | 0`; the same in a form, in CSV
and in XLSX. Reading what was written from what is kept gives the same again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

BAR = "|"
MOST_LINES, MOST_COPIES, MOST_DAYS = 60, 99, 999
_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})\Z")
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_LINK = re.compile(r"https?://[^\s|<>\"]+\Z")

WAYS = {"direct": "trực tiếp", "online": "trực tuyến", "post": "bưu chính"}


class Unreadable(ValueError):  # noqa: N818 - an outcome; whoever asked says it in words
    """What was written cannot be read. `slug` says why; `words` is what it is about."""

    def __init__(self, slug: str, words: str = "") -> None:
        super().__init__(slug)
        self.slug, self.words = slug, words


@dataclass(frozen=True, slots=True)
class Cell:
    """One kind of field. `read` raises `Unreadable`; an empty field is never read."""

    read: Callable[[str], Any]
    shown: Callable[[Any], str]
    lines: bool = False


def _text(written: str) -> str:
    return "\n".join(line.rstrip() for line in written.replace("\r\n", "\n").replace("\r", "\n").split("\n")).strip()


def _line(written: str) -> str:
    return " ".join(written.split())


def _number(written: str) -> int:
    if not (written.isascii() and written.isdigit()) or int(written) > MOST_DAYS:
        raise Unreadable("bad-number", written)
    return int(written)


def _day(written: str) -> str:
    """Return the ISO day that 31/12/2026 or 2026-12-31 stands for."""
    match = _DAY.match(written)
    text = f"{match[3]}-{match[2]:0>2}-{match[1]:0>2}" if match else written
    try:
        return date.fromisoformat(text if _ISO_DAY.match(text) else "").isoformat()
    except ValueError:
        raise Unreadable("bad-day", written) from None


def _shown_day(kept: str) -> str:
    return date.fromisoformat(kept).strftime("%d/%m/%Y")


def _lines(written: str) -> list[str]:
    found = [line for each in written.splitlines() if (line := _line(each))]
    if len(found) > MOST_LINES:
        raise Unreadable("too-many-lines")
    return found


def _parts(line: str, most: int) -> list[str]:
    found = [each.strip() for each in line.split(BAR)]
    if len(found) > most or not found[0]:
        raise Unreadable("bad-line", line)
    return [*found, *[""] * (most - len(found))]


def _papers(written: str) -> list[dict[str, Any]]:
    found = [_parts(line, 4) for line in _lines(written)]
    return [
        {"name": name, "originals": _copies(originals), "copies": _copies(copies), "note": note}
        for name, originals, copies, note in found
    ]


def _copies(written: str) -> int:
    if not written:
        return 0
    if not (written.isascii() and written.isdigit()) or int(written) > MOST_COPIES:
        raise Unreadable("bad-copies", written)
    return int(written)


def _shown_papers(kept: list[Mapping[str, Any]]) -> str:
    return "\n".join(_joined(each["name"], str(each["originals"]), str(each["copies"]), each["note"]) for each in kept)


def _ways(written: str) -> list[dict[str, str]]:
    return [_way(*_parts(line, 3)) for line in _lines(written)]


def _way(word: str, where: str, link: str) -> dict[str, str]:
    way = next((each for each, said in WAYS.items() if word.lower() in (each, said)), None)
    if way is None:
        raise Unreadable("unknown-way", word)
    return {"way": way, "where": where, "link": _checked_link(link) if link else ""}


def _shown_ways(kept: list[Mapping[str, str]]) -> str:
    return "\n".join(_joined(WAYS[each["way"]], each["where"], each["link"]) for each in kept)


def _links(written: str) -> list[dict[str, str]]:
    found = [_parts(line, 2) for line in _lines(written)]
    return [{"title": title, "link": _checked_link(link)} for title, link in found]


def _checked_link(written: str) -> str:
    """Only links that a browser opens as a page: nothing else is ever made clickable."""
    if not _LINK.match(written):
        raise Unreadable("bad-link", written)
    return written


def _shown_links(kept: list[Mapping[str, str]]) -> str:
    return "\n".join(_joined(each["title"], each["link"]) for each in kept)


def _joined(*parts: str) -> str:
    return f" {BAR} ".join(parts).rstrip(f" {BAR}")


LINE = Cell(_line, str)
TEXT = Cell(_text, str, lines=True)
NUMBER = Cell(_number, str)
DAY = Cell(_day, _shown_day)
LINES = Cell(_lines, "\n".join, lines=True)
PAPERS = Cell(_papers, _shown_papers, lines=True)
WAYS_TO_FILE = Cell(_ways, _shown_ways, lines=True)
LINKS = Cell(_links, _shown_links, lines=True)


def choice(words: Mapping[str, str]) -> Cell:
    """Return a field with one of some values, written as the value or in words: `commune`, `xã` or `cấp xã`."""

    def read(written: str) -> str:
        said = written.lower().removeprefix("cấp ").strip()
        found = next((value for value, word in words.items() if said in (value, word)), None)
        if found is None:
            raise Unreadable("unknown-choice", written)
        return found

    return Cell(read, lambda kept: words[kept])
