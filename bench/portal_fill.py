"""Fills the portal's database with published cases, as its own document builders make them, from two processes."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from pymongo import MongoClient
from pymongo.database import Database
from pymongo.write_concern import WriteConcern

from bench.province import Life, lives
from services.publish.adapters.documents import changed_fields, public_document
from services.publish.adapters.indexes import Indexes
from services.publish.adapters.mongo_cases import counted
from services.publish.adapters.mongo_counts import MongoCounts
from services.publish.adapters.mongo_marks import ENTERED
from services.publish.adapters.search.index import UP_TO_DATE, MongoSearchIndex
from services.publish.domain.case import Answer, Case, Received, Routing, Text
from services.publish.domain.policy import PUBLISHED
from services.publish.domain.public_case import public_case

#: About three weeks: the words of each month are then written two or three times.
PORTION = 20_000
INSERTED_AT_ONCE = 2_000
PROCESSES = 2
BY = "system:bench"
EMPTIED = ("cases", "search_words", "search_numbers", "vocabulary", "answered_days")


@dataclass(frozen=True, slots=True)
class Filling:
    """What is to be filled with how many cases that came before when."""

    mongo_uri: str
    database: str
    count: int
    end: datetime


def fill(filling: Filling) -> None:
    """Store so many cases, and no others."""
    with MongoClient[dict[str, Any]](filling.mongo_uri, tz_aware=True) as client:
        database = client[filling.database]
        for name in EMPTIED:
            database.drop_collection(name)
        Indexes(database).ensure()
        database["search_numbers"].update_one({"_id": UP_TO_DATE}, {"$set": {"done": True}}, upsert=True)
    # Not forked: this process has threads of its own by now.
    with ProcessPoolExecutor(PROCESSES, multiprocessing.get_context("spawn")) as pool:
        for done in [pool.submit(_portion, filling, numbers) for numbers in _portions(filling.count)]:
            done.result()


def _portions(count: int) -> Iterator[range]:
    edges = [*range(0, count, PORTION), count]
    return (range(first, last) for first, last in pairwise(edges))


def _portion(filling: Filling, numbers: range) -> None:
    with MongoClient[dict[str, Any]](filling.mongo_uri, tz_aware=True) as client:
        database: Database[Any] = client.get_database(filling.database, write_concern=WriteConcern(1))
        cases = [case_of(life, filling.end) for life in lives(numbers, filling.count, filling.end)]
        documents = [_document(case) for case in cases]
        MongoSearchIndex(database).enter([each for each in documents if "public" in each])
        for start in range(0, len(documents), INSERTED_AT_ONCE):
            database["cases"].insert_many(documents[start : start + INSERTED_AT_ONCE], ordered=False)
        MongoCounts(database).mark(case.answer.answered_at for case in cases if case.answer)


def case_of(life: Life, end: datetime) -> Case:
    """Return what the portal knows of a case at the end: without an answer where that came later."""
    answers = {"a": _answer(life)} if life.answered_at < end else {}
    return Case(life.code, _received(life), {"o": _routing(life)}, answers, contact_forgotten=True)


def _document(case: Case) -> dict[str, Any]:
    public = public_case(case)
    fields = {**changed_fields(Case(case.code), case), **counted(case)}
    shown = {"public": public_document(public), ENTERED: True} if public else {}
    known = {name: value for name, value in fields.items() if value is not None}
    return {"_id": case.code, "revision": 1, **known, **shown, "outbox": []}


def _received(life: Life) -> Received:
    return Received(
        event=f"{life.code}r",
        received_at=life.received_at,
        channel=life.channel,
        kind=life.kind,
        category=life.category,
        area=life.place.code,
        private=False,
        secret=False,
        title=Text(life.title),
        text=Text(life.text),
        address=Text(life.address),
    )


def _routing(life: Life) -> Routing:
    return Routing(
        event=f"{life.code}o",
        assignment=1,
        agency=life.agency,
        agency_name=life.agency_name,
        category=life.category,
        area=life.place.code,
        triage=False,
        routed_at=life.routed_at,
        due_at=life.due_at,
        due_reason_vi="5 ngày làm việc kể từ khi tiếp nhận",
        due_reason_en="5 working days from filing",
    )


def _answer(life: Life) -> Answer:
    return Answer(
        event=f"{life.code}a",
        assignment=1,
        agency=life.agency,
        agency_name=life.agency_name,
        answered_at=life.answered_at,
        due_at=life.due_at,
        on_time=life.on_time,
        outcome=life.outcome,
        text=Text(life.answer),
        state=PUBLISHED,
        decided_at=life.answered_at,
        decided_by=BY,
        decisions=1,
    )
