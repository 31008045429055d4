"""An inbox in memory that behaves as the database's does."""

import threading
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from services.intake.usecases.ports import Arrival, Backlog
from services.intake.usecases.settle_parked import Parked, id_of


@dataclass
class Kept:
    """One message with what became of it."""

    arrival: Arrival
    due: datetime
    state: str = "waiting"
    reason: str = ""
    settled_at: datetime | None = None


class InMemoryInbox:
    """One lock; claims are kept by thread with their end."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], Kept] = {}
        self.claims: dict[tuple[str, str], datetime] = {}
        self._lock = threading.Lock()

    def put(self, arrivals: Iterable[Arrival]) -> int:
        with self._lock:
            new = {(each.channel, each.id): Kept(each, each.received_at) for each in arrivals}
            fresh = {key: kept for key, kept in new.items() if key not in self.kept}
            self.kept.update(fresh)
            return len(fresh)

    def claim(self, channel: str, now: datetime, until: datetime) -> list[Arrival]:
        with self._lock:
            for thread in self._threads(channel, now):
                found = self._due(channel, thread, now)
                if found and self.claims.get((channel, thread), now) <= now:
                    self.claims[channel, thread] = until
                    return found
            return []

    def done(self, arrival: Arrival, now: datetime) -> None:
        self._settle(arrival, "done", now)

    def postpone(self, arrival: Arrival, reason: str, due: datetime) -> None:
        kept = self.kept[arrival.channel, arrival.id]
        kept.due, kept.reason = due, reason
        kept.arrival = replace(kept.arrival, attempts=kept.arrival.attempts + 1)

    def park(self, arrival: Arrival, reason: str, now: datetime) -> None:
        self._settle(arrival, "parked", now, reason)

    def release(self, channel: str, thread: str) -> None:
        self.claims.pop((channel, thread), None)

    def backlog(self, channel: str) -> Backlog:
        mine = [kept for kept in self.kept.values() if kept.arrival.channel == channel]
        waiting = [kept.arrival.received_at for kept in mine if kept.state == "waiting"]
        parked = sum(kept.state == "parked" for kept in mine)
        return Backlog(waiting=len(waiting), parked=parked, oldest=min(waiting, default=None))

    def parked(self, channel: str | None, most: int) -> list[Parked]:
        aside = [kept for kept in self.kept.values() if kept.state == "parked"]
        found = [_parked(kept) for kept in aside if channel in (None, kept.arrival.channel)]
        return sorted(found, key=lambda each: each.parked_at)[:most]

    def retry(self, id_: str, now: datetime) -> bool:
        aside = self._aside(id_)
        for kept in aside:
            kept.state, kept.due, kept.arrival = "waiting", now, replace(kept.arrival, attempts=0)
        return bool(aside)

    def drop(self, id_: str, now: datetime) -> bool:
        aside = self._aside(id_)
        for kept in aside:
            kept.state, kept.settled_at = "done", now
        return bool(aside)

    def _aside(self, id_: str) -> list[Kept]:
        return [kept for kept in self.kept.values() if kept.state == "parked" and _parked(kept).id == id_]

    def _threads(self, channel: str, now: datetime) -> list[str]:
        waiting = [kept for kept in self._waiting(channel) if kept.due <= now]
        return list(dict.fromkeys(kept.arrival.thread for kept in sorted(waiting, key=lambda kept: kept.due)))

    def _due(self, channel: str, thread: str, now: datetime) -> list[Arrival]:
        mine = [kept for kept in self._waiting(channel) if kept.arrival.thread == thread]
        found = []
        for kept in sorted(mine, key=lambda kept: (kept.arrival.sent_at, kept.arrival.received_at, kept.arrival.id)):
            if kept.due > now:
                break
            found.append(kept.arrival)
        return found

    def _waiting(self, channel: str) -> list[Kept]:
        return [kept for kept in self.kept.values() if kept.arrival.channel == channel and kept.state == "waiting"]

    def _settle(self, arrival: Arrival, state: str, now: datetime, reason: str = "") -> None:
        kept = self.kept[arrival.channel, arrival.id]
        if kept.state == "waiting":
            kept.state, kept.reason, kept.settled_at = state, reason, now


def _parked(kept: Kept) -> Parked:
    arrival, at = kept.arrival, kept.settled_at
    assert at is not None
    return Parked(
        id=id_of(arrival.channel, arrival.id),
        channel=arrival.channel,
        reason=kept.reason,
        parked_at=at,
        attempts=arrival.attempts + 1,
    )
