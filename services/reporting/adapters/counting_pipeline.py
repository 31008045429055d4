"""`domain.counting.count`, said in MongoDB's aggregation language, so that no case is loaded into this process.

A property test compares both on random histories against a real server.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from services.reporting.domain.counting import REFERRED, Question
from services.reporting.domain.indicators import COUNTS
from services.reporting.usecases.ports import Part

Expression = dict[str, Any]

# In BSON order nothing is before everything, so a field that is not there would pass for "earlier".
_NOTHING = None


def pipeline(question: Question, by: Collection[Part]) -> list[Expression]:
    """Return the stages; each result has `_id` with the parts asked for, and one sum per count."""
    return [
        {"$match": _belongs(question)},
        {"$project": _case(question)},
        {"$project": _marks(question, by)},
        {"$group": {"_id": {part.value: f"${part.value}" for part in by}, **_sums()}},
    ]


def _belongs(question: Question) -> Expression:
    return {
        "received.at": {"$lt": question.seen_at},
        "$or": [
            {"answered.at": None},
            {"answered.at": {"$gte": question.period.start}},
            {"reopened.at": {"$lt": question.seen_at}, "$expr": {"$gte": ["$reopened.at", "$answered.at"]}},
        ],
    }


def _case(question: Question) -> Expression:
    """Reduce a document to what is known before the instant: the last assignment, and the answer if there is one."""
    made = {
        "$filter": {
            "input": {"$objectToArray": {"$ifNull": ["$assignments", {}]}},
            "cond": _before("$$this.v.routed.at", question),
        }
    }
    numbered = {"$map": {"input": made, "in": {"n": {"$toInt": "$$this.k"}, "v": "$$this.v"}}}
    return {
        "received": 1,
        "answered": {"$cond": [_stands(question), "$answered", _NOTHING]},
        "current": {"$getField": {"field": "v", "input": {"$max": numbered}}},
    }


def _marks(question: Question, by: Collection[Part]) -> Expression:
    """Return 0 or 1 per count, and the parts of the key."""
    keys: dict[Part, Expression] = {
        Part.AGENCY: {"$ifNull": ["$answered.agency", "$current.routed.agency", _NOTHING]},
        Part.CATEGORY: {"$ifNull": ["$answered.category", "$current.routed.category", "$received.category", _NOTHING]},
        Part.CHANNEL: {"$ifNull": ["$received.channel", _NOTHING]},
    }
    return {**{part.value: keys[part] for part in by}, **{name: _one(when) for name, when in _cases(question).items()}}


def _cases(question: Question) -> dict[str, Expression]:
    due = "$current.routed.due_at"
    is_new = {"$gte": ["$received.at", question.period.start]}
    is_open = {"$eq": [{"$ifNull": ["$answered", _NOTHING]}, _NOTHING]}
    on_time: Expression = {"$eq": ["$answered.on_time", True]}
    late: Expression = {"$eq": ["$answered.on_time", False]}
    referred: Expression = {"$eq": ["$answered.outcome", REFERRED]}
    overdue = _before(due, question)
    by_soon = {"$and": [{"$gt": [due, _NOTHING]}, {"$lte": [due, question.seen_at + question.soon]}]}
    return {
        "received": is_new,
        "carried_over": {"$not": [is_new]},
        "handled_on_time": on_time,
        "handled_late": late,
        "overdue": {"$and": [is_open, overdue]},
        "due_soon": {"$and": [is_open, {"$not": [overdue]}, by_soon]},
        "not_due": {"$and": [is_open, {"$not": [overdue]}, {"$not": [by_soon]}]},
        "not_accepted": {"$and": [is_open, {"$not": [_before("$current.accepted.at", question)]}]},
        "referred": referred,
        "referred_on_time": {"$and": [referred, on_time]},
    }


def _stands(question: Question) -> Expression:
    void = {"$and": [_before("$reopened.at", question), {"$gte": ["$reopened.at", "$answered.at"]}]}
    return {"$and": [_before("$answered.at", question), {"$not": [void]}]}


def _before(moment: str, question: Question) -> Expression:
    return {"$and": [{"$gt": [moment, _NOTHING]}, {"$lt": [moment, question.seen_at]}]}


def _one(when: Expression) -> Expression:
    return {"$cond": [when, 1, 0]}


def _sums() -> Expression:
    return {name: {"$sum": f"${name}"} for name in COUNTS}
