"""Bring what happened to cases onto the portal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from services.kit.clock import Clock
from services.kit.events import Event
from services.kit.failures import Retryable
from services.publish.domain import projection
from services.publish.domain.case import Case
from services.publish.domain.moments import cleaned
from services.publish.usecases.announcing import announce
from services.publish.usecases.facts import additions
from services.publish.usecases.ports import Cases, Change, Stored
from services.publish.usecases.read_reference import ReadReference

#: How often to start again when somebody else changes the same cases.
ROUNDS = 8
HELD_AT_ONCE = 500


class ProjectCases:
    """Adds events to cases, decides what can be decided, and stores both with the events that tell of it."""

    def __init__(self, cases: Cases, reference: ReadReference, clock: Clock, tracking_key: bytes) -> None:
        self._cases = cases
        self._reference = reference
        self._clock = clock
        self._additions = additions(tracking_key)

    def __call__(self, events: Sequence[Event]) -> None:
        """Project a batch: one read and one write for all of it, whatever order the events come in, however often.

        Raises `Retryable` when others keep changing the same cases.
        """
        by_code: dict[str, list[Event]] = {}
        for event in events:
            by_code.setdefault(event.subject, []).append(event)
        self._project(by_code)

    def settle_held(self) -> None:
        """Decide about the cases that only waited for a catalogue."""
        done: list[str] = []
        while self._reference.policy(None) is not None and (codes := self._cases.held(HELD_AT_ONCE)) != done:
            self._project({code: [] for code in codes})
            done = codes

    def _project(self, by_code: Mapping[str, Iterable[Event]]) -> None:
        for _ in range(ROUNDS):
            stored = self._cases.load(by_code)
            changes = [
                change
                for code, events in by_code.items()
                if (change := self._change(stored.get(code) or Stored(Case(code)), events))
            ]
            if not changes or self._cases.save(changes):
                return
        raise Retryable("cases are being changed by others")

    def _change(self, before: Stored, events: Iterable[Event]) -> Change | None:
        """Return what the events change, or None when they say nothing new."""
        case = before.case
        for event in events:
            case = self._additions[type(event.data)](case, event)
        case, now = cleaned(case), self._clock.now()
        case, announcements = projection.settle(case, self._reference.policy, now)
        if case is before.case:
            return None
        told = tuple(announce(case, each, now) for each in announcements)
        return Change(before, case, told, projection.needs_catalogue(case, self._reference.policy))
