"""Fills a reporting database with the facts of many cases, through the real readers of events and document builders."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from pymongo import MongoClient

from bench.province.lives import Life, lives
from services.kit.events import (
    CaseAccepted,
    CaseAnswered,
    CasePublished,
    CaseRated,
    CaseReceived,
    CaseReopened,
    CaseReturned,
    CaseRouted,
    Event,
    EventData,
)
from services.reporting.adapters.fact_documents import whole_document_of
from services.reporting.usecases.record_facts import facts_of, merged

PORTION, PROCESSES = 5_000, 2
RATED, RETURNED, REOPENED = 0.35, 0.05, 0.03
RATINGS = ("satisfied", "satisfied", "acceptable", "unsatisfied")
#: Who had it before, where a case was returned.
FIRST = "trung-tam-1022"


@dataclass(frozen=True, slots=True)
class Filling:
    """How many cases that came before `end` go into which database."""

    mongo_uri: str
    database: str
    count: int
    end: datetime


def fill(filling: Filling) -> None:
    """Store the facts of so many cases, always the same ones."""
    portions = [range(first, min(first + PORTION, filling.count)) for first in range(0, filling.count, PORTION)]
    # Not forked: this process may have threads of its own by now.
    with ProcessPoolExecutor(PROCESSES, multiprocessing.get_context("spawn")) as pool:
        for done in [pool.submit(_portion, filling, numbers) for numbers in portions]:
            done.result()


def _portion(filling: Filling, numbers: range) -> None:
    with MongoClient[dict[str, Any]](filling.mongo_uri) as client:
        told = (events(life, filling.end) for life in lives(numbers, filling.count, filling.end))
        sheets = (sheet for events_ in told for sheet in merged(map(facts_of, events_)))
        documents = [{**whole_document_of(sheet), "changed": filling.end} for sheet in sheets]
        client[filling.database]["facts"].insert_many(documents, ordered=False)


def events(life: Life, end: datetime) -> list[Event]:
    """Return what was told of a case until `end`."""
    told = [(at, data) for at, data in _told(life, Random(life.code)) if at < end]
    return [
        Event.of(data, source="/bench", subject=life.code, at=at, id=f"{life.code}-{step}")
        for step, (at, data) in enumerate(told)
    ]


def _told(life: Life, chance: Random) -> Iterator[tuple[datetime, EventData]]:
    code, at = life.code, life.routed_at
    yield life.received_at, CaseReceived(
        code=code, channel=life.channel, received_at=life.received_at, title="", text="", category=life.category,
        area=life.place.code, kind=life.kind, urgency=life.urgency,
    )  # fmt: skip
    number = 1
    if chance.random() < RETURNED:
        yield at, _routed(life, number, FIRST, at)
        yield (
            at,
            CaseReturned(
                code=code, assignment=number, agency=FIRST, returned_at=at, reason="", suggestion=None, by="desk:lan"
            ),
        )
        number, at = 2, at + timedelta(hours=1)
    yield at, _routed(life, number, life.agency, at)
    accepted = at + timedelta(hours=1)
    if accepted < life.answered_at:
        yield (
            accepted,
            CaseAccepted(
                code=code, assignment=number, agency=life.agency, accepted_at=accepted, by=f"agency:{life.agency}"
            ),
        )
    yield from _after(life, chance)


def _after(life: Life, chance: Random) -> Iterator[tuple[datetime, EventData]]:
    code, at = life.code, life.answered_at
    yield at, _answered(life, at, 0)
    if chance.random() < REOPENED:
        again = at + timedelta(days=2)
        yield again, CaseReopened(code=code, agency=life.agency, reopened_at=again, reason="", times=1, by="citizen")
        at = again + timedelta(days=2)
        yield at, _answered(life, at, 1)
    if chance.random() < RATED:
        rated = at + timedelta(hours=6)
        yield (
            rated,
            CaseRated(
                code=code, rating=chance.choice(RATINGS), comment="", not_fixed=False, answered_at=at, rated_at=rated
            ),
        )
    shown = at + timedelta(minutes=1)
    yield shown, CasePublished(code=code, agency=life.agency, published_at=shown, answered_event="", path="")


def _routed(life: Life, number: int, agency: str, at: datetime) -> CaseRouted:
    return CaseRouted(
        code=life.code, assignment=number, agency=agency, agency_name="", category=life.category, area=life.place.code,
        address=None, title="", text="", kind=life.kind, urgency=life.urgency, channel=life.channel, language="vi",
        received_at=life.received_at, routed_at=at, due_at=life.due_at, due_reason_vi="", due_reason_en="", rule="r",
    )  # fmt: skip


def _answered(life: Life, at: datetime, times: int) -> CaseAnswered:
    return CaseAnswered(
        code=life.code, assignment=1, agency=life.agency, agency_name="", answered_at=at, due_at=life.due_at,
        on_time=at <= life.due_at, outcome=life.outcome, answer="", by=f"agency:{life.agency}", times=times,
    )  # fmt: skip
