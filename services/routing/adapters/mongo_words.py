"""The words by which cases are found: collection `case_words`, one document per case, filled behind routing's back."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from pymongo import ASCENDING, DESCENDING, UpdateOne
from pymongo.database import Database

from services.kit.text import fold
from services.routing.domain.search_words import HOLDER, STATE, wanted, words_of

#: How many of the newest cases a search looks at: whoever does not find it among these asks more closely.
MOST_FOUND = 1_000
#: Beyond this a word is common, and it does not matter how common.
COMMON = 2_000
READ = {
    "submission.title": 1,
    "submission.text": 1,
    "submission.address": 1,
    "submission.received_at": 1,
    "answer.text": 1,
    "additions.text": 1,
    "holders": 1,
    "forward_at": 1,
    "state": 1,
    "version": 1,
}


class MongoWords:
    """Port `WordIndex`, and the finding."""

    def __init__(self, database: Database[Any]) -> None:
        self._cases, self._words = database["cases"], database["case_words"]

    def prepare(self) -> None:
        """Create the indexes. Safe to repeat."""
        due = {"search_due": True}
        self._cases.create_index([("search_due", ASCENDING)], name="search_due", partialFilterExpression=due)
        self._words.create_index([("words", ASCENDING), ("received_at", DESCENDING)], name="words")

    def index_due(self, limit: int) -> int:
        """Index a page of cases. What is changed meanwhile stays due: the mark is taken off one version only."""
        due = list(self._cases.find({"search_due": True}, READ, limit=limit))
        if due:
            self._words.bulk_write([_entry(each) for each in due], ordered=False)
            done = [UpdateOne({"_id": each["_id"], "version": each["version"]}, OFF) for each in due]
            self._cases.bulk_write(done, ordered=False)
        return len(due)

    def find(self, typed: str, holder: str | None, states: Sequence[str]) -> list[str]:
        """Return the codes of the newest cases with all words, at most `MOST_FOUND`."""
        digits = re.sub(r"\D", "", typed)
        if len(digits) == 13:
            return [digits]
        plain, beginning = wanted(typed, fold)
        plain += [f"{HOLDER}{holder}"] if holder else []
        plain += [f"{STATE}{states[0]}"] if len(states) == 1 else []
        if not plain and not beginning:
            return []
        conditions: list[dict[str, Any]] = [{"words": word} for word in self._rarest_first(plain)]
        if beginning:
            conditions.append({"words": {"$regex": f"^{re.escape(beginning)}"}} if conditions else _begins(beginning))
        found = self._words.find({"$and": conditions}, {"_id": 1}, hint="words", limit=MOST_FOUND)
        return [each["_id"] for each in found.sort("received_at", DESCENDING)]

    def _rarest_first(self, plain: list[str]) -> list[str]:
        """The index is entered at the first word: it had better be a rare one."""
        if len(plain) < 2:
            return plain
        return sorted(plain, key=lambda word: self._words.count_documents({"words": word}, limit=COMMON, hint="words"))


OFF = {"$unset": {"search_due": ""}}


def _begins(beginning: str) -> dict[str, Any]:
    return {"words": {"$gte": beginning, "$lt": beginning + "\uffff"}}


def _entry(case: Mapping[str, Any]) -> UpdateOne:
    said = case["submission"]
    texts = [
        case["_id"],
        case["_id"][-5:],
        said["title"],
        said["text"],
        said.get("address") or "",
        *(each.get("text", "") for each in case.get("additions", ())),
        (case.get("answer") or {}).get("text", ""),
    ]
    holders = case.get("holders", ()) if case.get("forward_at") is None else ()
    marks = [f"{STATE}{case['state']}", *(f"{HOLDER}{each}" for each in holders)]
    words = {"words": [*words_of(texts, fold), *marks], "received_at": said["received_at"]}
    return UpdateOne({"_id": case["_id"]}, {"$set": words}, upsert=True)
