"""Questions to the knowledge base, as stages for MongoDB."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from services.routing.domain.knowledge.entry import Stage
from services.routing.domain.knowledge.searching import TITLE_WEIGHS
from services.routing.domain.search_words import Sought
from services.routing.usecases.knowledge.ports import Wanted

Stages = list[dict[str, Any]]


def list_stages(wanted: Wanted) -> Stages:
    """Return what answers with one document: the codes of a `page`, and the `total`. Only what is small is ranked."""
    score = _score([word for each in wanted.sought.words for word in each])
    page: Stages = [
        {"$sort": {"score": -1, "sort": 1, "_id": 1}},
        {"$skip": wanted.offset},
        {"$limit": wanted.limit},
    ]
    ranked = {"$project": {"sort": 1, "score": score}}
    return [{"$match": _matching(wanted)}, ranked, {"$facet": {"page": page, "total": [{"$count": "n"}]}}]


def guess_stages(words: Sequence[str], most: int) -> Stages:
    """Return what answers with the codes of published entries that have any of the words, the most telling first.

    One word alone tells little.
    """
    needed = 1 if len(words) == 1 else 2
    return [
        {"$match": {"words": {"$in": list(words)}, "stage": Stage.PUBLISHED.value}},
        {"$project": {"sort": 1, "score": _score(words)}},
        {"$match": {"score": {"$gte": needed}}},
        {"$sort": {"score": -1, "sort": 1, "_id": 1}},
        {"$limit": most},
    ]


def _matching(wanted: Wanted) -> dict[str, Any]:
    asked: dict[str, Any] = {
        "kind": wanted.kind and wanted.kind.value,
        "stage": wanted.stage and wanted.stage.value,
        "content.level": wanted.level,
        "content.field": wanted.about,
        "content.agency": wanted.agency,
        "waits": wanted.waits or None,
    }
    query = {name: value for name, value in asked.items() if value is not None}
    words = _words(wanted.sought)
    return {**query, "$and": words} if words else query


def _words(sought: Sought) -> Stages:
    """Each word in one of its spellings, and something that begins as what may be unfinished."""
    whole: Stages = [{"words": {"$in": list(each)}} for each in sought.words]
    if sought.beginning is None:
        return whole
    return [*whole, {"words": {"$regex": f"^{re.escape(sought.beginning)}"}}]


def _score(words: Sequence[str]) -> dict[str, Any]:
    """Count the words that occur, those of the title more."""
    if not words:
        return {"$literal": 0}
    wanted = list(words)
    in_title = {"$size": {"$setIntersection": ["$title_words", wanted]}}
    anywhere = {"$size": {"$setIntersection": ["$words", wanted]}}
    return {"$add": [anywhere, {"$multiply": [in_title, TITLE_WEIGHS - 1]}]}
