"""An entry of the knowledge base as the public reads it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import Any

from services.publish.domain.folding import distinct_words

KINDS = ("procedure", "faq", "investment", "tourism", "event")
LEVELS = ("province", "district", "commune")
#: Days are the province's.
PROVINCE = timezone(timedelta(hours=7))
#: Before and after all days.
FIRST_DAY, LAST_DAY = "0001-01-01", "9999-12-31"
#: They say where an entry belongs, not what it is about.
_NOT_READ = frozenset({"agency", "category", "area", "title_vi", "title_en", "level", "valid_from", "valid_to"})

Content = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class KnowledgeEntry:
    """`content` are values of JSON as routing says them; days are ISO texts. An entry that is gone has none."""

    code: str
    kind: str
    live: bool
    content: Content
    changed_at: datetime

    def title(self, language: str) -> str:
        """Return what it is called, Vietnamese where there is no English name."""
        return str((language == "en" and self.content.get("title_en")) or self.content.get("title_vi", self.code))

    def body(self, language: str) -> str:
        """Return its text, Vietnamese where there is no English one."""
        return str((language == "en" and self.content.get("body_en")) or self.content.get("body_vi", ""))

    @property
    def days(self) -> tuple[str, str]:
        """Return the first and the last day on which it is valid."""
        return self.content.get("valid_from", FIRST_DAY), self.content.get("valid_to", LAST_DAY)

    @property
    def last_day(self) -> str:
        """Return the last day on which something takes place; what is no event never ends."""
        return str(self.content.get("to_day") or self.content.get("from_day") or LAST_DAY)

    def is_shown_on(self, day: date) -> bool:
        """Return whether the public may read it on a day."""
        first, last = self.days
        return self.live and first <= day.isoformat() <= last

    @property
    def title_words(self) -> str:
        """Return the words of what it is called, folded."""
        names = (self.content.get(name, "") for name in ("title_vi", "title_en", "field"))
        return distinct_words(self.code, self.code.replace(".", ""), *names)

    @property
    def words(self) -> str:
        """Return all words by which it is found, folded."""
        return distinct_words(self.title_words, *_texts(self.content))


def local_day(moment: datetime) -> date:
    """Return the day in the province."""
    return moment.astimezone(PROVINCE).date()


def _texts(content: Content) -> Iterable[str]:
    return (text for name, value in content.items() if name not in _NOT_READ for text in _strings(value))


def _strings(value: Any) -> Iterable[str]:
    """Yield every text in a value of JSON."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _strings(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _strings(each)
