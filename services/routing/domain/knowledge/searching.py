"""By which words an entry is found, without diacritics, and which words of a question tell nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from services.routing.domain.knowledge.entry import Content, Entry
from services.routing.domain.search_words import words_of

#: They stand in every question and say nothing about what it is about.
IDLE = frozenset(
    (
        *("toi", "minh", "em", "chau", "anh", "chi", "ong", "ba", "ban", "nguoi", "nha", "chung", "ta", "ai", "ho"),
        *("muon", "hoi", "xin", "cho", "biet", "can", "duoc", "phai", "nen", "hay", "gui", "giup", "lam", "bao"),
        *("la", "gi", "nhu", "the", "nao", "o", "dau", "sao", "may", "nhieu", "bao", "khi", "vi", "tai", "theo", "ve"),
        *("khong", "va", "voi", "de", "co", "thi", "cac", "nhung", "nay", "do", "vay", "cua", "len", "ra", "vao"),
        *("a", "ah", "oi", "roi", "da", "dang", "se", "mot", "hai", "ngay", "nam", "thang", "gio"),
        *("i", "am", "the", "to", "is", "how", "what", "where", "do", "can", "my", "for", "of", "in", "and"),
    )
)
MOST_GUESSED = 24
#: How much more a word of the title says than one of the text.
TITLE_WEIGHS = 3


def title_words(entry: Entry) -> list[str]:
    """Return the words of what an entry is called, and its code."""
    called = (entry.code, entry.code.replace(".", ""), *_texts(entry.content, ("title_vi", "title_en", "field")))
    return words_of((*called, entry.live.get("title_vi", "") if entry.live else ""))


def body_words(entry: Entry) -> list[str]:
    """Return the words of everything else that an entry says."""
    rest = (name for name in entry.content if name not in ("title_vi", "title_en", "agency", "category", "area"))
    return words_of(_texts(entry.content, rest))


def telling(words: Iterable[str]) -> list[str]:
    """Return the words of a question that say what it is about, at most `MOST_GUESSED`."""
    return [each for each in dict.fromkeys(words) if each not in IDLE][:MOST_GUESSED]


def _texts(content: Content, names: Iterable[str]) -> list[str]:
    return [text for name in names if name in content for text in _strings(content[name])]


def _strings(value: Any) -> Iterable[str]:
    """Yield every text in a value of JSON."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each)
