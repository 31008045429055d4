"""A contact as people write it in a chat: name, number, address and consent in one line, in any order."""

from __future__ import annotations

import re
from dataclasses import dataclass

from services.intake.domain.chat.plain import plain

#: Begins where a word does, so that a long text without an address is read once and not once for each letter.
_EMAIL = re.compile(r"(?<!\S)[^\s@]*+@\S*")
_PHONE = re.compile(r"\+?\(?\d(?:[\d\s.\-()]{2,18})\d")
_AGREED = re.compile(r"(?i)\b(?:tôi\s+)?(?<!không )(?:đồng\s+ý|dong\s+y|i\s+agree|yes|agree)\b")
_REFUSED = re.compile(r"(?i)\b(?:tôi\s+)?(?:không|khong|ko|not|don't)\s+(?:đồng\s+ý|dong\s+y|agree)\b")
_FILLERS = re.compile(
    r"(?i)\b(?:tôi tên là|tôi tên|tôi là|tên tôi là|em tên là|em là|họ tên|họ và tên|tên là|tên|sđt|sdt|số điện thoại|"
    r"so dien thoai|điện thoại|dien thoai|đt|dt|email|mail|số|my name is|i am|phone|name|là|của tôi|and|và)\b:?"
)
_EDGES = " ,.;:-–/()\n\t"
_DIGIT = re.compile(r"\d")
MOST_NAME_WORDS = 6
#: Fewer digits among words are a house, a year or a price.
LEAST_DIGITS = 8


@dataclass(frozen=True, slots=True)
class Written:
    """What was found. `share` is True or False only where the citizen says so."""

    name: str = ""
    phone: str = ""
    email: str = ""
    share: bool | None = None

    @property
    def empty(self) -> bool:
        """Whether nothing in it is a contact."""
        return not (self.name or self.phone or self.email)


def contact_in(text: str) -> Written:
    """Return the contact in a text; all empty where the text is something else."""
    refused = bool(_REFUSED.search(text))
    rest = _REFUSED.sub(" ", text)
    share = False if refused else True if _AGREED.search(rest) else None
    rest, email = _cut(_EMAIL, _AGREED.sub(" ", rest))
    rest, phone = _cut(_PHONE, rest)
    name = " ".join(_FILLERS.sub(" ", rest).split()).strip(_EDGES)
    if not (phone or email):
        return Written(name=name, share=share) if _looks_like_a_name(name) else Written(share=share)
    if name and not (_may_be_a_name(name) and (email or len(_DIGIT.findall(phone)) >= LEAST_DIGITS)):
        return Written()  # a story with a number in it
    return Written(name, phone, email, share)


def _cut(pattern: re.Pattern[str], text: str) -> tuple[str, str]:
    found = pattern.search(text)
    if not found:
        return text, ""
    return f"{text[: found.start()]} {text[found.end() :]}", found[0].strip(_EDGES.replace("(", "").replace(")", ""))


def _may_be_a_name(text: str) -> bool:
    return 0 < len(plain(text).split()) <= MOST_NAME_WORDS and not any(char.isdigit() for char in text)


def _looks_like_a_name(text: str) -> bool:
    """Alone, a name must look like one: two words or more, each with a capital."""
    parts = text.split()
    return 2 <= len(parts) <= MOST_NAME_WORDS and all(part.isalpha() and part[0].isupper() for part in parts)
