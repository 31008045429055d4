"""Export entries as the sheets that an import reads: what goes out comes in again unchanged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from services.routing.domain.knowledge.checking import written_of
from services.routing.domain.knowledge.entry import Entry, Kind
from services.routing.domain.knowledge.fields import FIELDS, KIND_WORDS
from services.routing.usecases.knowledge.ports import Entries, Wanted
from services.routing.usecases.knowledge.sheets import MOST_ROWS, Line, Sheet, heading_of

PAGE = 500


@dataclass(frozen=True, slots=True)
class ExportEntries:
    """The use case."""

    entries: Entries

    def __call__(self, kind: Kind | None = None) -> list[Sheet]:
        """Return a sheet for each kind that has entries, with their newest texts, by title."""
        kinds = [kind] if kind else list(Kind)
        return [sheet for each in kinds if (sheet := self._sheet(each)).lines or kind]

    def empty(self, kind: Kind | None = None) -> list[Sheet]:
        """Return sheets with a first row only, to be filled in."""
        return [Sheet(KIND_WORDS[each], heading_of(each), ()) for each in ([kind] if kind else list(Kind))]

    def _sheet(self, kind: Kind) -> Sheet:
        lines = [Line(number, _cells(each)) for number, each in enumerate(self._all(kind), start=2)]
        return Sheet(KIND_WORDS[kind], heading_of(kind), lines)

    def _all(self, kind: Kind) -> list[Entry]:
        found: list[Entry] = []
        while len(found) < MOST_ROWS:
            page = self.entries.list(Wanted(kind=kind, offset=len(found), limit=PAGE)).entries
            found += page
            if len(page) < PAGE:
                break
        return found


def _cells(entry: Entry) -> Sequence[str]:
    written = written_of(entry.kind, entry.content)
    return [KIND_WORDS[entry.kind], entry.code, *(written.get(each.name, "") for each in FIELDS[entry.kind])]
