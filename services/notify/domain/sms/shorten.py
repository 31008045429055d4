"""Make a text fit into so many parts without losing what the citizen needs to act: the code and the link."""

from __future__ import annotations

import re
from dataclasses import dataclass

from services.notify.domain.sms.parts import coding_of, split, units
from services.notify.domain.sms.plain import plain

#: A code in its groups, `261123 482917 0`, is one word.
_WORD = re.compile(r"(?:\d{6} \d{6} (?=\d))?\S+\s*")
#: Links, case codes, telephone numbers and PINs: whole, or useless.
_KEPT = re.compile(r"https?://|\d{4,}")
MARK = "..."


@dataclass(frozen=True, slots=True)
class Style:
    """How texts are written on this network: `unicode` keeps diacritics, `forbidden` characters become spaces.

    `most_parts` and `most_characters` are limits of one message; 0 means none.
    """

    unicode: bool = False
    forbidden: str = ""
    most_parts: int = 3
    most_characters: int = 0

    def written(self, text: str) -> str:
        """Return the text as it is sent."""
        lines = (text if self.unicode else plain(text)).translate(dict.fromkeys(map(ord, self.forbidden), " "))
        return self._short(re.sub(r"\n{3,}", "\n\n", lines.strip()))

    def fits(self, text: str) -> bool:
        """Return whether the text keeps to the limits."""
        if self.most_characters and units(text, coding_of(text)) > self.most_characters:
            return False
        return not self.most_parts or len(split(text)) <= self.most_parts

    def _short(self, text: str) -> str:
        """Drop words from the end until it fits, but none that `_KEPT` finds; if nothing helps, cut."""
        if self.fits(text):
            return text
        words = _WORD.findall(text)
        for count in range(len(words) - 1, -1, -1):
            shorter = _without(words, count)
            if self.fits(shorter):
                return shorter
        return self._cut(text)

    def _cut(self, text: str) -> str:
        while text and not self.fits(text + MARK):
            text = text[:-1]
        return text + MARK


def _without(words: list[str], count: int) -> str:
    """Return the first `count` words, the mark, and what must be kept of the others."""
    kept = [word.strip() for word in words[count:] if _KEPT.search(word)]
    return " ".join(["".join(words[:count]).rstrip() + MARK, *kept])
