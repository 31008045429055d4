"""An entry of the knowledge base: what editors have written, and what the public reads of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

#: Values of JSON by the name of the field; days are ISO texts. Which fields there are says `fields`.
Content = Mapping[str, Any]

#: The three levels at which procedures are settled; the district's ended with the districts themselves.
LEVELS = ("province", "district", "commune")
MOST_REVISIONS = 50


class Kind(StrEnum):
    """What an entry is about."""

    PROCEDURE = "procedure"
    FAQ = "faq"
    INVESTMENT = "investment"
    TOURISM = "tourism"
    EVENT = "event"


class Stage(StrEnum):
    """Where an entry stands. PUBLISHED: the public reads `live`, whatever is being written beside it."""

    DRAFT = "draft"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class Doing(StrEnum):
    """What a line of the history says was done."""

    DRAFTED = "drafted"
    EDITED = "edited"
    IMPORTED = "imported"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing somebody did. `revision` is the text it was done with."""

    did: Doing
    by: str
    at: datetime
    revision: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Revision:
    """A text as somebody once saved it."""

    number: int
    content: Content
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """`content` is the newest text, `revision` its number; `live` the text that was published last, by its number.

    `hands` are those who have written since then: none of them publishes it. `version` counts what was stored, so that
    nobody overwrites what he has not seen. `changed_at` only ever grows.
    """

    code: str
    kind: Kind
    content: Content
    stage: Stage = Stage.DRAFT
    revision: int = 1
    live: Content | None = None
    live_revision: int | None = None
    hands: frozenset[str] = frozenset()
    history: tuple[Step, ...] = ()
    changed_at: datetime
    version: int = 1

    @property
    def title(self) -> str:
        """Return what the newest text is called, Vietnamese."""
        return str(self.content.get("title_vi", ""))

    @property
    def is_live(self) -> bool:
        """Return whether the public reads it, if its days hold."""
        return self.stage is Stage.PUBLISHED

    @property
    def waits(self) -> bool:
        """Return whether there is a text that was not published."""
        return self.revision != self.live_revision


def holds_on(content: Content, day: date) -> bool:
    """Return whether a text is valid on a day; without days, always."""
    first, last = content.get("valid_from"), content.get("valid_to")
    return (not first or date.fromisoformat(first) <= day) and (not last or day <= date.fromisoformat(last))
