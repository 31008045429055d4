"""Find entries: for whoever looks after them, and for whoever answers a citizen now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from services.kit.clock import Clock
from services.routing.domain.calendar import VIETNAM
from services.routing.domain.knowledge.entry import Entry, Kind, Revision, Stage, holds_on
from services.routing.domain.knowledge.searching import telling
from services.routing.domain.knowledge.wording import answer_of
from services.routing.domain.search_words import sought, words_of
from services.routing.usecases.knowledge.ports import Entries, Listed, Wanted
from services.routing.usecases.knowledge.refusals import unknown_entry

MOST_OFFERED = 8
#: More is looked at than is offered: some may not be valid today.
MOST_LOOKED_AT = 30


@dataclass(frozen=True, slots=True)
class Offered:
    """A published entry, with the words it would put into an answer."""

    code: str
    kind: Kind
    title: str
    words: str


@dataclass(frozen=True, slots=True)
class FindEntries:
    """The use case."""

    entries: Entries
    clock: Clock

    def one(self, code: str) -> Entry:
        """Return an entry. Raises `Rejected("unknown-entry")`."""
        found = self.entries.find(code)
        if found is None:
            raise unknown_entry()
        return found

    def revisions(self, code: str) -> Sequence[Revision]:
        """Return its texts, newest first. Raises `Rejected("unknown-entry")`."""
        self.one(code)
        return self.entries.revisions(code)

    def list(self, wanted: Wanted) -> Listed:
        """Return what is asked for."""
        return self.entries.list(wanted)

    def offer(self, question: str, tongue: str = "vi", kind: Kind | None = None) -> Sequence[Offered]:
        """Return what may answer a question now: entries with all of its words, or else those with the most of them."""
        asked = sought(question)
        if asked.is_nothing:
            return []
        exact = Wanted(sought=asked, kind=kind, stage=Stage.PUBLISHED, limit=MOST_LOOKED_AT)
        found: Sequence[Entry] = self.entries.list(exact).entries
        if not found:
            words = telling(words_of([question]))
            found = self.entries.guess(words, MOST_LOOKED_AT) if words else []
        return [_offered(each, tongue) for each in found if self._counts(each, kind)][:MOST_OFFERED]

    def _counts(self, entry: Entry, kind: Kind | None) -> bool:
        today = self.clock.now().astimezone(VIETNAM).date()
        return kind in (None, entry.kind) and entry.live is not None and holds_on(entry.live, today)


def _offered(entry: Entry, tongue: str) -> Offered:
    read = replace(entry, content=entry.live or entry.content)
    words = answer_of(read.code, read.kind, read.content, tongue)
    title = read.content.get("title_en") if tongue == "en" else None
    return Offered(read.code, read.kind, str(title or read.title), words)
