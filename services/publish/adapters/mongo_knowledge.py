"""The knowledge base of the portal: collection `knowledge`, one document per entry, keyed by code."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from pymongo import ASCENDING, UpdateOne
from pymongo.database import Database
from pymongo.errors import BulkWriteError

from services.kit.storage.remembered import Remembered
from services.kit.text import fold
from services.publish.adapters.documents import Document
from services.publish.domain.knowledge import KnowledgeEntry
from services.publish.usecases.knowledge.ports import Facets, Found, Question

REMEMBERED_SECONDS = 60.0
LONGEST_MS = 5_000
DUPLICATE = 11_000
#: How much more a word of the title says than one of the text.
TITLE_WEIGHS = 3
_READ = {"words": 0, "title_words": 0}
#: What an entry is called and where it belongs.
_CALLED: dict[str, Any] = {
    "kind": 1,
    "live": 1,
    "changed_at": 1,
    "content": {"title_vi": "$content.title_vi", "title_en": "$content.title_en", "category": "$content.category"},
}


class MongoKnowledge:
    """Port `KnowledgeStore`."""

    def __init__(self, database: Database[Document]) -> None:
        self._entries = database["knowledge"]
        self._day = date.min
        self._facets = Remembered(self._load_facets, REMEMBERED_SECONDS)
        self._titles = Remembered(self._load_titles, REMEMBERED_SECONDS)

    def prepare(self) -> None:
        """Create the indexes. Safe to repeat."""
        self._entries.create_index([("words", ASCENDING)], name="knowledge_words")
        self._entries.create_index([("kind", ASCENDING), ("sort", ASCENDING)], name="knowledge_kind")

    def keep(self, entries: Sequence[KnowledgeEntry]) -> None:
        """Write over what is older. Where something later is there, the insert finds its key taken: so be it."""
        writes = [_write(each) for each in entries]
        if not writes:
            return
        try:
            self._entries.bulk_write(writes, ordered=False)
        except BulkWriteError as error:
            if any(each["code"] != DUPLICATE for each in error.details["writeErrors"]):
                raise

    def find(self, question: Question) -> Found:
        """Rank by what is small, and read the page alone in full."""
        (found,) = self._entries.aggregate(_stages(question), maxTimeMS=LONGEST_MS)
        total = found["total"][0]["n"] if found["total"] else 0
        codes = [each["_id"] for each in found["page"]]
        by_code = {each["_id"]: _entry(each) for each in self._entries.find({"_id": {"$in": codes}}, _READ)}
        return Found([by_code[code] for code in codes if code in by_code], total)

    def show(self, code: str) -> KnowledgeEntry | None:
        """Return one."""
        found = self._entries.find_one({"_id": code}, _READ)
        return _entry(found) if found else None

    def facets(self, day: date) -> Facets:
        """Return what there is; on a new day at once."""
        self._turn_to(day)
        return self._facets.get()

    def titles(self, day: date) -> Sequence[KnowledgeEntry]:
        """Return what everything is called; on a new day at once."""
        self._turn_to(day)
        return self._titles.get()

    def _turn_to(self, day: date) -> None:
        if day != self._day:
            self._day = day
            self._facets.forget()
            self._titles.forget()

    def _load_titles(self) -> list[KnowledgeEntry]:
        return [_entry(each) for each in self._entries.find(_public(self._day), _CALLED)]

    def _load_facets(self) -> Facets:
        public = _public(self._day)
        kinds = self._entries.aggregate([{"$match": public}, {"$group": {"_id": "$kind", "n": {"$sum": 1}}}])
        levels, fields, agencies = (self._distinct(each, public) for each in ("level", "field", "agency"))
        return Facets({each["_id"]: each["n"] for each in kinds}, levels, fields, agencies)

    def _distinct(self, name: str, public: Mapping[str, Any]) -> list[str]:
        return sorted(self._entries.distinct(f"content.{name}", public), key=fold)


def _write(entry: KnowledgeEntry) -> UpdateOne:
    older = {"_id": entry.code, "changed_at": {"$lt": entry.changed_at}}
    return UpdateOne(older, {"$set": _document(entry)}, upsert=True)


def _document(entry: KnowledgeEntry) -> Document:
    first, last = entry.days
    return {
        "kind": entry.kind,
        "live": entry.live,
        "content": dict(entry.content),
        "changed_at": entry.changed_at,
        "valid_from": first,
        "valid_to": last,
        "last_day": entry.last_day,
        "sort": f"{entry.content.get('from_day', '')}{fold(entry.title('vi'))}",
        "title_words": entry.title_words.split(),
        "words": entry.words.split(),
    }


def _entry(document: Document) -> KnowledgeEntry:
    facts = (document[name] for name in ("_id", "kind", "live", "content", "changed_at"))
    return KnowledgeEntry(*facts)


def _public(day: date) -> dict[str, Any]:
    today = day.isoformat()
    return {"live": True, "valid_from": {"$lte": today}, "valid_to": {"$gte": today}, "last_day": {"$gte": today}}


def _stages(question: Question) -> list[dict[str, Any]]:
    matching = [
        {"$match": {**_public(question.day), **_narrowed(question)}},
        {"$project": {"sort": 1, "score": _score(question.words)}},
    ]
    if question.any_of:
        # Words of the title count more, so a title may reach half with fewer.
        matching.append({"$match": {"score": {"$gte": max(2, -(-len(question.words) // 2))}}})
    page = [
        {"$sort": {"score": -1, "sort": 1, "_id": 1}},
        {"$skip": question.skip},
        {"$limit": question.most},
    ]
    return [*matching, {"$facet": {"page": page, "total": [{"$count": "n"}]}}]


def _narrowed(question: Question) -> dict[str, Any]:
    asked = {
        "kind": question.kind,
        "content.level": question.level,
        "content.field": question.field,
        "content.agency": question.agency,
    }
    query: dict[str, Any] = {name: value for name, value in asked.items() if value is not None}
    if question.words:
        query["words"] = {"$in" if question.any_of else "$all": list(question.words)}
    return query


def _score(words: Sequence[str]) -> dict[str, Any]:
    if not words:
        return {"$literal": 0}
    in_title = {"$size": {"$setIntersection": ["$title_words", list(words)]}}
    anywhere = {"$size": {"$setIntersection": ["$words", list(words)]}}
    return {"$add": [anywhere, {"$multiply": [in_title, TITLE_WEIGHS - 1]}]}
