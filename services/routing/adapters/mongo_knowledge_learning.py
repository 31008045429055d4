"""What is learnt from answers, in MongoDB: uses of entries, proposals, and how far was looked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any

from pymongo import ASCENDING, DESCENDING
from pymongo.database import Database
from pymongo.errors import DuplicateKeyError

from services.routing.adapters.case_document import case_of
from services.routing.adapters.part_documents import slots
from services.routing.domain.case import Case
from services.routing.domain.knowledge.proposal import Proposal, Proposed, Standing

SEEN = "answers"
MOST_COMPARED = 200


class MongoAnsweredCases:
    """Port `AnsweredCases`, on `cases` and `knowledge_state`."""

    def __init__(self, database: Database[Any]) -> None:
        self._cases, self._state = database["cases"], database["knowledge_state"]

    def prepare(self) -> None:
        """Create the index, of answered cases only. Safe to repeat."""
        answered = {"answer.at": {"$type": "date"}}
        self._cases.create_index([("answer.at", ASCENDING)], name="answered_at", partialFilterExpression=answered)

    def answered_since(self, moment: datetime, limit: int) -> Sequence[Case]:
        """Return them by the index."""
        query = {"answer.at": {"$type": "date", "$gte": moment}}
        found = self._cases.find(query, {"outbox": 0}, sort=[("answer.at", ASCENDING)], limit=limit)
        return [case_of(each) for each in found]

    def seen_until(self) -> datetime | None:
        """Return the moment."""
        found = self._state.find_one({"_id": SEEN})
        return found["at"] if found else None

    def saw(self, moment: datetime) -> None:
        """Move it, never back."""
        self._state.update_one({"_id": SEEN}, {"$max": {"at": moment}}, upsert=True)


class MongoUses:
    """Port `Uses`: collection `knowledge_uses`, one document per answer."""

    def __init__(self, database: Database[Any]) -> None:
        self._uses = database["knowledge_uses"]

    def prepare(self) -> None:
        """Create the index. Safe to repeat."""
        self._uses.create_index([("entries", ASCENDING)], name="entries")

    def keep(self, case: str, at: datetime, entries: Sequence[str]) -> None:
        """Replace what is known of the answer."""
        key = f"{case}/{at.isoformat(timespec='milliseconds')}"
        self._uses.update_one({"_id": key}, {"$set": {"entries": sorted(entries), "at": at}}, upsert=True)

    def counts(self, codes: Sequence[str]) -> Mapping[str, int]:
        """Let the database count."""
        stages: list[Mapping[str, Any]] = [
            {"$match": {"entries": {"$in": list(codes)}}},
            {"$unwind": "$entries"},
            {"$match": {"entries": {"$in": list(codes)}}},
            {"$group": {"_id": "$entries", "n": {"$sum": 1}}},
        ]
        return {each["_id"]: each["n"] for each in self._uses.aggregate(stages)}


class MongoProposals:
    """Port `Proposals`: collection `knowledge_proposals`. A unique index lets every case count once in all of them."""

    def __init__(self, database: Database[Any]) -> None:
        self._proposals = database["knowledge_proposals"]

    def prepare(self) -> None:
        """Create the indexes. Safe to repeat."""
        self._proposals.create_index([("cases", ASCENDING)], name="once", unique=True)
        self._proposals.create_index([("category", ASCENDING), ("words", ASCENDING)], name="like")
        order = [("standing", ASCENDING), ("count", DESCENDING), ("last_at", DESCENDING)]
        self._proposals.create_index(order, name="frequent")
        self._proposals.create_index("expires_at", name="expiry", expireAfterSeconds=0)

    def like(self, proposed: Proposed) -> Sequence[Proposal]:
        """Return those with words in common, the most frequent first where there are very many."""
        query = {"category": proposed.category, "words": {"$in": list(proposed.words)}}
        found = self._proposals.find(query, sort=[("count", DESCENDING)], limit=MOST_COMPARED)
        return [_proposal(each) for each in found]

    def add(self, proposal: Proposal, case: str, until: datetime) -> None:
        """Insert it; where the case counts already, its key is taken."""
        facts = {**slots(proposal), "words": list(proposal.words), "standing": proposal.standing.value}
        document = {"_id": facts.pop("id"), **facts, "cases": [case], "expires_at": until}
        self._once(lambda: self._proposals.insert_one(document))

    def join(self, id_: str, proposed: Proposed, until: datetime) -> None:
        """Count it; the newest answer stands."""
        one = {"_id": id_, "cases": {"$ne": proposed.case}}
        grown = {"$push": {"cases": proposed.case}, "$inc": {"count": 1}}
        newest = {"answer": proposed.answer, "last_at": proposed.at}
        self._once(lambda: self._proposals.update_one(one, {**grown, "$max": {"expires_at": until}}))
        self._proposals.update_one({"_id": id_, "last_at": {"$lt": proposed.at}}, {"$set": newest})

    def list(self, standing: Standing, offset: int, limit: int) -> tuple[Sequence[Proposal], int]:
        """Return a page and the number of all."""
        query = {"standing": standing.value}
        order = [("count", DESCENDING), ("last_at", DESCENDING), ("_id", ASCENDING)]
        found = self._proposals.find(query, sort=order, skip=offset, limit=limit)
        return [_proposal(each) for each in found], self._proposals.count_documents(query)

    def get(self, id_: str) -> Proposal | None:
        """Return one."""
        found = self._proposals.find_one({"_id": id_})
        return _proposal(found) if found else None

    def settle(self, id_: str, standing: Standing, by: str, entry: str | None) -> bool:
        """Close an open one."""
        change = {"standing": standing.value, "by": by, "entry": entry}
        closed = self._proposals.update_one({"_id": id_, "standing": Standing.OPEN.value}, {"$set": change})
        return closed.modified_count == 1

    def _once(self, write: Callable[[], object]) -> None:
        """Where the case counts already, here or in another proposal, nothing is written."""
        with suppress(DuplicateKeyError):
            write()


def _proposal(document: Mapping[str, Any]) -> Proposal:
    facts = {name: document[name] for name in Proposal.__slots__ if name not in ("id", "words", "standing")}
    standing = Standing(document["standing"])
    return Proposal(id=document["_id"], words=tuple(document["words"]), standing=standing, **facts)
