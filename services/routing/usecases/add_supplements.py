"""Add supplements: what a citizen adds to a case joins it and is told to the agency that works on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from services.kit.events import Event
from services.kit.failures import Retryable
from services.kit.logs import log
from services.routing.domain.acts import Act, resume, supplement
from services.routing.domain.case import Case, State
from services.routing.usecases import case_events
from services.routing.usecases.keep_time import kept_time
from services.routing.usecases.merging.passing_on import passed_on
from services.routing.usecases.ports import Cases, Catalogs, Change, Linker

BY_CITIZEN = "citizen"
SUPPLEMENTED = "supplemented"
MOST_TRIES = 5


@dataclass(frozen=True, slots=True)
class AddSupplements:
    """An addition is known by its number within the case: one that comes again changes nothing."""

    cases: Cases
    links: Linker
    catalogs: Catalogs

    def __call__(self, events: Sequence[Event]) -> None:
        """Add what `case.supplemented` events tell.

        Raises `Retryable` for a case that has not arrived yet, or that others keep changing.
        """
        for _ in range(MOST_TRIES):
            known = self.cases.find({event.data.code for event in events})
            changes: dict[str, Change] = {}
            for event in events:
                self._add(event, known, changes)
                self._pass_on(event, known, changes)
            if self.cases.save(list(changes.values())):
                self._require_all(events, known)
                return
        raise Retryable("cases keep changing")

    def _add(self, event: Event, known: Mapping[str, Case], changes: dict[str, Change]) -> None:
        data = event.data
        earlier, case = changes.get(data.code), _latest(data.code, known, changes)
        if case is None or any(each.number == data.number for each in case.additions):
            return
        after = supplement(case, Act(event.id, BY_CITIZEN, data.added_at), case_events.addition_of(data))
        told = case_events.supplemented(after, after.additions[-1], event, self.links)
        before, so_far = (earlier.before, earlier.events) if earlier else (case, ())
        changes[data.code] = self._resumed(Change(after, (*so_far, *told), before), event)

    def _pass_on(self, event: Event, known: Mapping[str, Case], changes: dict[str, Change]) -> None:
        """What somebody adds to a case that follows another is for whoever works on that one. Each document keeps count
        of its own, so that it does not matter which of them was stored before somebody died.
        """
        follower = _latest(event.data.code, known, changes)
        if follower is None or follower.state is not State.MERGED or follower.merged_into is None:
            return
        primary = _latest(follower.merged_into, self.cases.find([follower.merged_into]), changes)
        if primary is None:
            return
        after, told = passed_on(primary, follower, self.links, event)
        if after is not primary:
            earlier = changes.get(primary.code)
            before, so_far = (earlier.before, earlier.events) if earlier else (primary, ())
            changes[primary.code] = Change(after, (*so_far, *told), before)

    def _resumed(self, change: Change, event: Event) -> Change:
        """What the citizen was asked for has come: the clock runs again. What they said before was no answer."""
        asked = change.case.question
        if change.case.state is not State.WAITING or asked is None or event.data.added_at < asked.asked_at:
            return change
        assigner, act = self.catalogs.assigner(), Act(f"{event.id}/resume", BY_CITIZEN, event.data.added_at)
        after = resume(change.case, act, SUPPLEMENTED, assigner.catalog.agency_hours)
        told = case_events.resumed(after, SUPPLEMENTED, event)
        return kept_time(Change(after, (*change.events, told), change.before), assigner)

    def _require_all(self, events: Sequence[Event], known: Mapping[str, Case]) -> None:
        """`case.received` may still be on its way, on another replica's batch: the addition comes again later."""
        missing = {event.data.code for event in events} - known.keys()
        if missing:
            log.info("additions wait for their cases", count=len(missing))
            raise Retryable("case not here yet")


def _latest(code: str, known: Mapping[str, Case], changes: Mapping[str, Change]) -> Case | None:
    """Return the case as the batch has left it so far."""
    return changes[code].case if code in changes else known.get(code)
