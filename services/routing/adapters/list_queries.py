"""What lists ask of the collection of cases: conditions, orders, and the indexes for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from pymongo import ASCENDING, DESCENDING
from pymongo.collection import Collection

from services.routing.domain.case import QUIET, State
from services.routing.usecases.listing.ports import NOBODY, Wanted

Query = dict[str, Any]
Keys = list[tuple[str, int]]

OPEN = frozenset(state.value for state in State if state not in QUIET)
#: Most of all cases ever filed are closed: lists of open ones must not have to pass them.
ONLY_OPEN = {"open": True}
DUE: Keys = [("due_at", ASCENDING), ("_id", ASCENDING)]
RECEIVED: Keys = [("submission.received_at", ASCENDING), ("_id", ASCENDING)]
NEWEST: Keys = [("submission.received_at", DESCENDING), ("_id", DESCENDING)]
CHANGED: Keys = [("changed_at", DESCENDING), ("_id", DESCENDING)]
ORDERS: Mapping[str, Keys] = {"due": DUE, "urgency": DUE, "received": RECEIVED, "newest": NEWEST, "changed": CHANGED}
#: What can be asked for open cases, each in the order of their due times.
SINGLE = ("state", "agency", "category", "area", "submission.channel", "urgency", "kind")
FLAGS = ("wants_time", "submitted")
COUNTS = ("returns", "reopened")
NAMED = ("assignee", "incident", "owing")
THERE = {"$gt": ""}
PHONE = "submission.contact.phone"


def create_indexes(cases: Collection[Any]) -> None:
    """Create the indexes. Safe to repeat."""
    cases.create_index(CHANGED, name="list_changed")
    cases.create_index([(PHONE, ASCENDING), *NEWEST], name="list_by_phone", sparse=True)
    for name, keys in (("due", DUE), ("received", RECEIVED)):
        cases.create_index(keys, name=f"list_{name}", partialFilterExpression=ONLY_OPEN)
    for field in SINGLE:
        name = f"list_by_{field.rpartition('.')[2]}"
        cases.create_index([(field, ASCENDING), *DUE], name=name, partialFilterExpression=ONLY_OPEN)
    by_holder: Keys = [("holders", ASCENDING), ("state", ASCENDING), *DUE]
    cases.create_index(by_holder, name="list_by_holder", partialFilterExpression=ONLY_OPEN)
    for field, keys, only in _rare():
        cases.create_index(
            [(field, ASCENDING), *keys], name=f"list_{field}", partialFilterExpression={**ONLY_OPEN, field: only}
        )
    cases.create_index([("holders", ASCENDING), *NEWEST], name="list_newest_by_holder")


def _rare() -> Iterator[tuple[str, Keys, Any]]:
    """Few cases are like this, and nobody may have to look through all others for them.

    The field comes first, though all are alike in it: without a condition on its first field, no index is entered to
    count. What must be there is written as "above nothing": that an equality implies it, MongoDB sees.
    """
    for field in FLAGS:
        yield field, [("holders", ASCENDING), *DUE], True
    for field in COUNTS:
        # With the state in it, to be counted by state from the index alone.
        yield field, [("state", ASCENDING), ("open", ASCENDING), *DUE], {"$gt": 0}
    for field in NAMED:
        yield field, DUE, THERE


def countable(query: Query) -> Query:
    """Return the same question as an index alone can answer it: every state says whether it is open."""
    if set(query) == {"open"}:
        return {"state": {"$in": sorted(OPEN)}}
    return {"state": query["state"]} if set(query) == {"open", "state"} else query


def conditions(wanted: Wanted, now: datetime) -> Query:
    """Return what every case of the list fulfils."""
    query = _states(wanted) | _kinds(wanted) | _flags(wanted) | _people(wanted)
    return query | _times(wanted, now) | _scope(wanted)


def _states(wanted: Wanted) -> Query:
    states = set(wanted.states)
    if not states:
        return {}
    query: Query = {"open": True} if states <= OPEN else {}
    if states != OPEN:
        query["state"] = {"$in": sorted(states)} if len(states) > 1 else states.pop()
    return query


def _kinds(wanted: Wanted) -> Query:
    named = {"agency": wanted.agency, "urgency": wanted.urgency, "kind": wanted.kind, PHONE: wanted.phone}
    query: Query = {name: value for name, value in named.items() if value}
    if wanted.channel:
        query["submission.channel"] = wanted.channel
    for field, values in (("category", wanted.categories), ("area", wanted.areas)):
        if values:
            query[field] = {"$in": list(values)} if len(values) > 1 else values[0]
    return query


def _flags(wanted: Wanted) -> Query:
    query: Query = {name: True for name in FLAGS if getattr(wanted, name)}
    counted = {"returns": wanted.returned, "reopened": wanted.reopened}
    query |= {name: {"$gt": 0} for name, asked in counted.items() if asked}
    if wanted.level:
        query["level"] = {"$gte": wanted.level}
    if wanted.incident:
        query["incident"] = THERE
    return query


def _people(wanted: Wanted) -> Query:
    if wanted.assignee is None:
        return {}
    return {"assignee": None if wanted.assignee == NOBODY else wanted.assignee}


def _times(wanted: Wanted, now: datetime) -> Query:
    due_to = min(filter(None, (wanted.due_to, now))) if wanted.overdue else wanted.due_to
    between = {
        "due_at": {"$gte": wanted.due_from, "$lt": due_to},
        "submission.received_at": {"$gte": wanted.received_from, "$lt": wanted.received_to},
    }
    edges = {field: {edge: at for edge, at in pair.items() if at} for field, pair in between.items()}
    return {field: pair for field, pair in edges.items() if pair}


def _scope(wanted: Wanted) -> Query:
    """What an agency may see: never what is held, though its name may stand there."""
    if wanted.holder is None:
        return {}
    query: Query = {"holders": wanted.holder, "forward_at": None}
    return {**query, "owing": wanted.holder} if wanted.part else query
