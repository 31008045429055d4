"""A small nameko service for the kit's own tests: writes down what it gets, and fails on demand.

What an event makes it do stands in the event's `title`, so that tests steer it over the broker alone.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import eventlet
from pymongo.errors import BulkWriteError

from services.kit.events import CaseReceived, Event
from services.kit.failures import Rejected
from services.kit.messaging.consumer import batch
from services.kit.service import Wired
from services.kit.settings import CommonSettings, common
from services.kit.storage.mongo import connect, ping


@dataclass(frozen=True, slots=True)
class Probe:
    """The application: a collection of what was seen."""

    database: Any
    probes: dict[str, Any]

    def take(self, events: list[Event]) -> None:
        """Note the attempt, do what the events ask for, then store them by their ids."""
        self.database.attempts.insert_one({"ids": [event.id for event in events], "at": datetime.now(UTC)})
        for event in events:
            self._obey(event)
        documents = [{"_id": event.id, "code": event.subject} for event in events]
        try:
            self.database.seen.insert_many(documents, ordered=False)
        except BulkWriteError as error:
            if any(each["code"] != 11000 for each in error.details["writeErrors"]):
                raise

    def _obey(self, event: Event) -> None:
        data: CaseReceived = event.data
        if data.title == "reject":
            raise Rejected("asked-to-reject", "Theo yêu cầu.", "As asked.")
        if data.title == "fail":
            raise ValueError("as asked")
        if data.title == "fail once" and self.database.attempts.count_documents({"ids": event.id}) <= 1:
            raise ValueError("as asked, once")
        if data.title == "slow":
            eventlet.sleep(1.5)
        if data.title == "hog":
            time.sleep(0)
            until = time.perf_counter() + 3
            while time.perf_counter() < until:
                pass


def build(settings: CommonSettings) -> Probe:
    """Connect."""
    database = connect(settings)
    return Probe(database, {"database": lambda: ping(database)})


class ProbeService:
    """Consumes `routing.cases`, because that queue is in the topology."""

    name = "probe"
    app = Wired(build, lambda env: CommonSettings(**common(env, "probe")))

    @batch("routing.cases")
    def on_cases(self, events: list[Event]) -> None:
        """Hand over."""
        self.app.take(events)
