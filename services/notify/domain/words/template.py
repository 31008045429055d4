"""Words with variables in braces, and passages in double brackets that are left out where one of theirs is missing.

Nothing else means anything: what stands in a value is never read again, and there is nothing to execute.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

Facts = Mapping[str, str]
_VARIABLE = re.compile(r"\{([A-Za-z_]+)\}")
_PASSAGE = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)
_GAP = re.compile(r"\n[ \t]*\n\s*")
#: What is left of braces and brackets that belong to nothing.
_STRAY = re.compile(r"[{}]|\[\[|\]\]")


class CannotSay(Exception):  # noqa: N818 - named by what is known
    """These words cannot be said about this case; says why, without anything of the case."""


class Look(Enum):
    """How a paragraph of a letter looks: plain, what it is about, or what somebody wrote."""

    PLAIN = "plain"
    TITLE = "title"
    QUOTE = "quote"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Of a message, its variables filled in."""

    text: str
    look: Look = Look.PLAIN


def said(words: str, facts: Facts, quotes: frozenset[str] = frozenset()) -> list[Paragraph]:
    """Return the paragraphs; one that is nothing but a title or one of `quotes` looks so. Raises CannotSay."""
    found = (_paragraph(each, facts, quotes) for each in _GAP.split(words.strip()))
    return [each for each in found if each.text]


def line(words: str, facts: Facts) -> str:
    """Return words of one line. Raises CannotSay."""
    return " ".join(_filled(words, facts).split())


def names_in(words: str) -> Iterator[tuple[str, bool]]:
    """Yield the variables, and whether each stands in a passage that may be left out."""
    for passage in _PASSAGE.findall(words):
        yield from ((name.lower(), True) for name in _VARIABLE.findall(passage))
    yield from ((name.lower(), False) for name in _VARIABLE.findall(_PASSAGE.sub("", words)))


def strays_in(words: str) -> list[str]:
    """Return braces and brackets that do not belong together, and passages over more than one paragraph."""
    long = [each for each in _PASSAGE.findall(words) if _GAP.search(each)]
    plain = _VARIABLE.sub("", _PASSAGE.sub(lambda found: found[1], words))
    return [*_STRAY.findall(plain), *("[[…]]" for _ in long)]


def _paragraph(words: str, facts: Facts, quotes: frozenset[str]) -> Paragraph:
    alone = _VARIABLE.fullmatch(words.removeprefix("[[").removesuffix("]]").strip())
    name = alone[1].lower() if alone else ""
    look = Look.TITLE if name == "tieu_de" else Look.QUOTE if name in quotes else Look.PLAIN
    if look is not Look.PLAIN:
        return Paragraph(_filled(words, facts).strip(), look)
    # A line whose only passage is left out leaves no empty line behind.
    lines = (_filled(each, facts).rstrip() for each in _lines(words))
    return Paragraph("\n".join(each for each in lines if each).strip())


def _lines(words: str) -> list[str]:
    """Return the lines; a passage over several stays with the line it begins in."""
    lines: list[str] = []
    for each in words.split("\n"):
        if lines and lines[-1].count("[[") > lines[-1].count("]]"):
            lines[-1] += f"\n{each}"
        else:
            lines.append(each)
    return lines


def _filled(words: str, facts: Facts) -> str:
    whole = _STRAY.search(_VARIABLE.sub("", _PASSAGE.sub(lambda found: found[1], words)))
    if whole:
        raise CannotSay("stray brackets")
    pieces, end = [], 0
    for passage in _PASSAGE.finditer(words):
        pieces.append(_values(words[end : passage.start()], facts))
        names = _VARIABLE.findall(passage[1])
        if all(_value(each, facts) for each in names):
            pieces.append(_values(passage[1], facts))
        end = passage.end()
    return "".join((*pieces, _values(words[end:], facts)))


def _values(words: str, facts: Facts) -> str:
    return _VARIABLE.sub(lambda found: _value(found[1], facts), words)


def _value(name: str, facts: Facts) -> str:
    """Return a fact; a name that begins with a capital begins a sentence."""
    try:
        value = facts[name.lower()]
    except KeyError as unknown:
        raise CannotSay("unknown variable") from unknown
    return value[:1].upper() + value[1:] if name[0].isupper() else value
