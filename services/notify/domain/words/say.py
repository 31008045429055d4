"""What one piece of news says on one kind of channel."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from services.notify.domain.wording import cut
from services.notify.domain.words.occasions import CHAT_WORDS, LETTER, MAIL_WORDS, SMS_WORDS, SUBJECT, Occasion
from services.notify.domain.words.template import CannotSay, Facts, Look, Paragraph, line, said
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
    """`title` is for the subject and the heading of a mail; other channels have none."""

    paragraphs: tuple[Paragraph, ...]
    title: str = ""

    @property
    def text(self) -> str:
        """Return it as plain text; the title of a case stands out by its margin."""
        return "\n\n".join(f"    {each.text}" if each.look is Look.TITLE else each.text for each in self.paragraphs)


def say(occasion: Occasion, kind: str, words: Mapping[str, str], facts: Facts, *, needs_all: bool = True) -> News:
    """Return the news. `words` are those of each part.

    Raises CannotSay; where `needs_all`, also for words that leave out what citizens need.
    """
    room = _short(facts, kind) if kind in ROOM else facts
    if kind == MAIL_WORDS:
        title = line(words[SUBJECT], _short(facts, SUBJECT))
        news = News(tuple(said(words[LETTER], facts, QUOTES)), title)
    elif kind == SMS_WORDS:
        news = News((Paragraph(line(words[SMS_WORDS], room)),))
    else:
        news = News(tuple(said(words[kind], room)))
    missing = left_out(occasion, LETTER if kind == MAIL_WORDS else kind, news.text, room)
    if needs_all and (missing or not news.text):
        raise CannotSay(f"left out: {', '.join(missing)}")
    return news


def left_out(occasion: Occasion, part: str, text: str, facts: Facts) -> list[str]:
    """Return the variables whose value is known, needed in this part, and not said."""
    needed = ((name, " ".join(facts[name].split())) for name in occasion.must_say(part))
    flat = " ".join(text.split()).casefold()
    return [name for name, value in needed if value and value.casefold() not in flat]


def _short(facts: Facts, kind: str) -> dict[str, str]:
    room = ROOM[kind]
    return {name: cut(value, room[name]) if name in room else value for name, value in facts.items()}
