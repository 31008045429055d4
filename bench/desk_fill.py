"""Fills a routing database with open cases and their words, from two processes at once."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

from pymongo import MongoClient
from pymongo.database import Database

from bench.desk_cases import CENTRE, Owner, documents
from services.routing.adapters.mongo_words import MongoWords

PORTION = 5_000
PROCESSES = 2


@dataclass(frozen=True, slots=True)
class Filling:
    """What is to be filled with how many cases of whom."""

    mongo_uri: str
    database: str
    count: int
    owners: Sequence[Owner]
    now: datetime


def fill(mongo_uri: str, database: str, count: int) -> None:
    """Store so many open cases. The catalogue must be in force: cases belong to its agencies of today."""
    with MongoClient[dict[str, Any]](mongo_uri) as client:
        owners = _owners(client[database])
    filling = Filling(mongo_uri, database, count, owners, datetime.now(UTC))
    # Not forked: this process has threads of its own by now.
    with ProcessPoolExecutor(PROCESSES, multiprocessing.get_context("spawn")) as pool:
        for done in [pool.submit(_portion, filling, numbers) for numbers in _portions(count)]:
            done.result()


def _portions(count: int) -> Iterator[range]:
    edges = [*range(0, count, PORTION), count]
    return (range(first, last) for first, last in pairwise(edges))


def _portion(filling: Filling, numbers: range) -> None:
    """Store a portion as the index would have left it: nothing of it is due any more."""
    with MongoClient[dict[str, Any]](filling.mongo_uri) as client:
        database = client[filling.database]
        cases = list(documents(numbers, filling.count, filling.owners, filling.now))
        found_by = MongoWords(database).write(cases)
        for case, number in zip(cases, found_by, strict=True):
            del case["search_due"]
            case["search_no"] = number
        database["cases"].insert_many(cases, ordered=False)


def _owners(database: Database[dict[str, Any]]) -> list[Owner]:
    """Return the agencies of today but the centre, with the area of each that has one."""
    found = database["catalog"].find_one({"_id": "current"}) or {}
    snapshot: Any = found["catalog"]
    areas = {each["agency"]: each["code"] for each in snapshot["areas"] if each["agency"] and not each["valid_to"]}
    of_today = (each for each in snapshot["agencies"] if not each["valid_to"] and each["slug"] != CENTRE)
    return [Owner(each["slug"], each["name"], areas.get(each["slug"], "52")) for each in of_today]
