"""An inbox in memory that behaves as the database's does."""

import threading
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from services.intake.usecases.ports import Arrival, Backlog


@dataclass
class Kept:
    """One message with what became of it."""

    arrival: Arrival
    due: datetime
    state: str = "waiting"
    reason: str = ""


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
        self._settle(arrival, "done")

    def postpone(self, arrival: Arrival, reason: str, due: datetime) -> None:
        kept = self.kept[arrival.channel, arrival.id]
        kept.due, kept.reason = due, reason
        kept.arrival = replace(kept.arrival, attempts=kept.arrival.attempts + 1)

    def park(self, arrival: Arrival, reason: str, now: datetime) -> None:
        self._settle(arrival, "parked", reason)

    def release(self, channel: str, thread: str) -> None:
        self.claims.pop((channel, thread), None)

    def backlog(self, channel: str) -> Backlog:
        mine = [kept for kept in self.kept.values() if kept.arrival.channel == channel]
        waiting = [kept.arrival.received_at for kept in mine if kept.state == "waiting"]
        parked = sum(kept.state == "parked" for kept in mine)
        return Backlog(waiting=len(waiting), parked=parked, oldest=min(waiting, default=None))

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

    def _settle(self, arrival: Arrival, state: str, reason: str = "") -> None:
        kept = self.kept[arrival.channel, arrival.id]
        if kept.state == "waiting":
            kept.state, kept.reason = state, reason
