"""The knowledge base in memory. The contract suite holds it to what MongoDB does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from services.kit.events import Event
from services.kit.text import fold
from services.routing.domain.case import Case
from services.routing.domain.knowledge.entry import Entry, Revision
from services.routing.domain.knowledge.proposal import Proposal, Proposed, Standing
from services.routing.domain.knowledge.searching import TITLE_WEIGHS, body_words, title_words
from services.routing.domain.search_words import Sought
from services.routing.usecases.knowledge.ports import Change, EventOf, Listed, Upload, Wanted
from services.routing.wiring.knowledge import KnowledgeStore
from tests.unit.routing.fakes import MemoryCases


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

    def index_due(self) -> int:
        return 0

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


class MemoryAnswered:
    """Port `AnsweredCases`, on the cases of a test."""

    def __init__(self, cases: MemoryCases) -> None:
        self._cases, self.seen = cases, None

    def answered_since(self, moment: datetime, limit: int) -> Sequence[Case]:
        found = [each for each in self._cases.by_code.values() if each.answer and each.answer.at >= moment]
        return sorted(found, key=lambda each: each.answer.at)[:limit]

    def seen_until(self) -> datetime | None:
        return self.seen

    def saw(self, moment: datetime) -> None:
        self.seen = max(self.seen or moment, moment)


class MemoryUses:
    """Port `Uses`."""

    def __init__(self) -> None:
        self.by_answer: dict[tuple[str, datetime], Sequence[str]] = {}

    def keep(self, case: str, at: datetime, entries: Sequence[str]) -> None:
        self.by_answer[case, at] = entries

    def counts(self, codes: Sequence[str]) -> Mapping[str, int]:
        used = Counter(each for entries in self.by_answer.values() for each in entries)
        return {code: used[code] for code in codes if used[code]}


class MemoryProposals:
    """Port `Proposals`."""

    def __init__(self) -> None:
        self.by_id: dict[str, Proposal] = {}
        self._cases: set[str] = set()

    def like(self, proposed: Proposed) -> Sequence[Proposal]:
        words = set(proposed.words)
        return [e for e in self.by_id.values() if e.category == proposed.category and words & set(e.words)]

    def add(self, proposal: Proposal, case: str, until: datetime) -> None:
        if case not in self._cases:
            self._cases.add(case)
            self.by_id[proposal.id] = proposal

    def join(self, id_: str, proposed: Proposed, until: datetime) -> None:
        known = self.by_id[id_]
        if proposed.case not in self._cases:
            self._cases.add(proposed.case)
            known = replace(known, count=known.count + 1)
        if known.last_at < proposed.at:
            known = replace(known, answer=proposed.answer, last_at=proposed.at)
        self.by_id[id_] = known

    def list(self, standing: Standing, offset: int, limit: int) -> tuple[Sequence[Proposal], int]:
        found = [each for each in self.by_id.values() if each.standing is standing]
        found.sort(key=lambda each: (-each.count, -each.last_at.timestamp(), each.id))
        return found[offset:][:limit], len(found)

    def get(self, id_: str) -> Proposal | None:
        return self.by_id.get(id_)

    def settle(self, id_: str, standing: Standing, by: str, entry: str | None) -> bool:
        known = self.by_id.get(id_)
        if known is None or known.standing is not Standing.OPEN:
            return False
        self.by_id[id_] = replace(known, standing=standing, by=by, entry=entry)
        return True


def memory_store(entries: MemoryKnowledge, cases: MemoryCases | None = None) -> KnowledgeStore:
    """Return all adapters, in memory."""
    return KnowledgeStore(
        entries=entries,
        uploads=MemoryUploads(),
        answered=MemoryAnswered(cases or MemoryCases()),
        uses=MemoryUses(),
        proposals=MemoryProposals(),
    )


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
