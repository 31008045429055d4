"""The knowledge base in memory. The contract suite holds it to what MongoDB does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from services.kit.events import Event
from services.kit.text import fold
from services.routing.domain.knowledge.entry import Entry, Revision
from services.routing.domain.knowledge.searching import TITLE_WEIGHS, body_words, title_words
from services.routing.domain.search_words import Sought
from services.routing.usecases.knowledge.ports import Change, EventOf, Listed, Upload, Wanted


class MemoryKnowledge:
    """Port `Entries`; `told` records every event that was stored with a change."""

    def __init__(self) -> None:
        self.by_code: dict[str, Entry] = {}
        self.told: list[Event] = []
        self._texts: dict[str, list[Revision]] = {}

    def find(self, code: str) -> Entry | None:
        return self.by_code.get(code)

    def known(self, codes: Iterable[str]) -> Mapping[str, Entry]:
        return {code: self.by_code[code] for code in codes if code in self.by_code}

    def save(self, changes: Sequence[Change]) -> bool:
        if any(_version(self.by_code.get(each.after.code)) != _version(each.before) for each in changes):
            return False
        for each in changes:
            self._keep(each)
        return True

    def revisions(self, code: str) -> Sequence[Revision]:
        return self._texts.get(code, [])[::-1]

    def list(self, wanted: Wanted) -> Listed:
        words = [word for each in wanted.sought.words for word in each]
        found = sorted((each for each in self.by_code.values() if _fits(each, wanted)), key=lambda e: _order(e, words))
        return Listed(found[wanted.offset :][: wanted.limit], len(found))

    def guess(self, words: Sequence[str], most: int) -> Sequence[Entry]:
        needed = min(len(words), 2)
        found = [e for e in self.by_code.values() if e.is_live and _score(e, words) >= needed]
        return sorted(found, key=lambda e: _order(e, words))[:most]

    def fields(self) -> Sequence[str]:
        return sorted({each.content["field"] for each in self.by_code.values() if each.kind == "procedure"})

    def tell_again(self, event_of: EventOf) -> int:
        found = [each for each in self.by_code.values() if each.live is not None]
        self.told += [event_of(each) for each in found]
        return len(found)

    def _keep(self, change: Change) -> None:
        after, before = change.after, change.before
        if before is None or before.revision != after.revision:
            last = after.history[-1]
            made = Revision(after.revision, after.content, last.by, last.at)
            self._texts.setdefault(after.code, []).append(made)
        self.by_code[after.code] = after
        self.told += [change.event] if change.event else []


class MemoryUploads:
    """Port `Uploads`; nothing expires here."""

    def __init__(self) -> None:
        self.by_id: dict[str, Upload] = {}

    def keep(self, upload: Upload, until: datetime) -> None:
        self.by_id[upload.id] = upload

    def find(self, id_: str, by: str) -> Upload | None:
        found = self.by_id.get(id_)
        return found if found and found.by == by else None

    def forget(self, id_: str) -> None:
        self.by_id.pop(id_, None)


def _version(entry: Entry | None) -> int:
    return entry.version if entry else 0


def _fits(entry: Entry, wanted: Wanted) -> bool:
    named = ((wanted.level, "level"), (wanted.about, "field"), (wanted.agency, "agency"))
    return (
        wanted.kind in (None, entry.kind)
        and wanted.stage in (None, entry.stage)
        and all(value in (None, entry.content.get(name)) for value, name in named)
        and (entry.waits or not wanted.waits)
        and _has(entry, wanted.sought)
    )


def _has(entry: Entry, sought: Sought) -> bool:
    words = {*title_words(entry), *body_words(entry)}
    begins = sought.beginning is None or any(each.startswith(sought.beginning) for each in words)
    return begins and all(words & set(each) for each in sought.words)


def _score(entry: Entry, words: Sequence[str]) -> int:
    title, wanted = set(title_words(entry)), set(words)
    return len(wanted & (title | set(body_words(entry)))) + (TITLE_WEIGHS - 1) * len(wanted & title)


def _order(entry: Entry, words: Sequence[str]) -> tuple[int, str, str]:
    return (-_score(entry, words), fold(entry.title), entry.code)
