"""What one piece of news says on one kind of channel."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from services.notify.domain.wording import cut
from services.notify.domain.words.occasions import CHAT_WORDS, LETTER, MAIL_WORDS, PARTS, SMS_WORDS, SUBJECT, Occasion
from services.notify.domain.words.template import Facts, Look, Paragraph, line, said
from services.notify.domain.words.variables import VARIABLES

QUOTES = frozenset(each.name for each in VARIABLES.values() if each.long)
#: Kind of channel → variable → most characters. A chat takes 2,000, the rest is on the tracking page.
ROOM: Mapping[str, Mapping[str, int]] = {
    CHAT_WORDS: {"tra_loi": 950, "cau_hoi": 1_100, "ly_do": 900, "ghi_chu": 900, "tieu_de": 120},
    SMS_WORDS: {"tieu_de": 60, "nguoi_dan": 40},
    SUBJECT: {"tieu_de": 120},
}


@dataclass(frozen=True, slots=True)
class News:
    """`title` is for the subject and the heading of a mail; other channels have none.

    `missing` are the variables that citizens need and that these words leave out.
    """

    paragraphs: tuple[Paragraph, ...]
    title: str = ""
    missing: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Return it as plain text; the title of a case stands out by its margin."""
        return "\n\n".join(f"    {each.text}" if each.look is Look.TITLE else each.text for each in self.paragraphs)


def say(occasion: Occasion, kind: str, words: Mapping[str, str], facts: Facts) -> News:
    """Return the news. `words` are those of each part. Raises CannotSay."""
    room, title = _short(facts, kind), ""
    if kind == MAIL_WORDS:
        title = line(words[SUBJECT], _short(facts, SUBJECT))
        paragraphs = tuple(said(words[LETTER], facts, QUOTES))
    elif kind == SMS_WORDS:
        paragraphs = (Paragraph(line(words[SMS_WORDS], room)),)
    else:
        paragraphs = tuple(said(words[kind], room))
    news = News(paragraphs, title)
    return replace(news, missing=_left_out(occasion.must_say(PARTS[kind][-1]), news.text, room))


def _left_out(needed: tuple[str, ...], text: str, facts: Facts) -> tuple[str, ...]:
    flat = " ".join(text.split()).casefold()
    values = ((name, " ".join(facts[name].split()).casefold()) for name in needed)
    return tuple(name for name, value in values if value and value not in flat)


def _short(facts: Facts, kind: str) -> dict[str, str]:
    room = ROOM.get(kind, {})
    return {name: cut(value, room[name]) if name in room else value for name, value in facts.items()}
