"""The figures counted by brute force over raw events, from the definitions alone.

It shares nothing with the service but names of figures: no sheets, no slots, no states. Every question is answered by
going through all events of a case again.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from services.kit.events import Event

#: Type → the field with the moment it happened, and what makes two of them the same thing, said anew.
IDENTITY: dict[str, tuple[str, tuple[str, ...]]] = {
    "case.received": ("received_at", ()),
    "case.classified": ("classified_at", ("classified_at",)),
    "case.merged": ("merged_at", ("merged_at",)),
    "case.withdrawn": ("withdrawn_at", ()),
    "case.routed": ("routed_at", ("assignment", "role")),
    "case.accepted": ("accepted_at", ("assignment",)),
    "case.returned": ("returned_at", ("assignment",)),
    "case.moved": ("moved_at", ("assignment",)),
    "case.extended": ("extended_at", ("assignment", "extended_at")),
    "extension.refused": ("refused_at", ("assignment", "refused_at")),
    "case.info_requested": ("asked_at", ("assignment", "asked_at")),
    "case.resumed": ("resumed_at", ("assignment", "resumed_at")),
    "case.overdue": ("told_at", ("assignment", "level")),
    "case.contributed": ("contributed_at", ("assignment",)),
    "case.answered": ("answered_at", ("times",)),
    "case.reopened": ("reopened_at", ("times",)),
    "case.rated": ("rated_at", ("rated_at",)),
    "case.published": ("published_at", ("published_at",)),
    "case.withheld": ("withheld_at", ("withheld_at",)),
    "notification.failed": ("gave_up_at", ("gave_up_at", "channel")),
}
FLOWS = {
    "case.returned": lambda _: "returns",
    "case.moved": lambda _: "moves",
    "case.extended": lambda _: "extensions",
    "extension.refused": lambda _: "extensions_refused",
    "case.contributed": lambda data: "parts_on_time" if data.on_time else "parts_late",
    "case.routed": lambda data: "parts_asked" if data.role == "coordinating" else None,
    "case.reopened": lambda _: "reopenings",
    "case.info_requested": lambda _: "questions",
    "notification.failed": lambda _: "not_reached",
}  # fmt: skip


@dataclass
class Heap:
    """What was counted under one key."""

    counts: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    took: list[timedelta] = field(default_factory=list)

    def add(self, figures: Iterable[str], took: timedelta | None) -> None:
        """Count."""
        for name in figures:
            self.counts[name] += 1
        if took is not None:
            self.took.append(max(timedelta(0), took))


def moment(event: Event) -> datetime:
    """Return when it happened."""
    return getattr(event.data, IDENTITY[event.type][0])  # type: ignore[no-any-return]


def order(event: Event) -> tuple[datetime, datetime, str]:
    """Return what orders events: when it happened, then when it was said, then by whom first."""
    return moment(event), event.time, event.id


def spoken(events: Iterable[Event]) -> dict[str, list[Event]]:
    """Return the events of each case, without those that were said anew, in the order they happened."""
    last: dict[Any, Event] = {}
    for event in events:
        same = (event.subject, event.type, *(getattr(event.data, name) for name in IDENTITY[event.type][1]))
        if same not in last or (last[same].time, last[same].id) < (event.time, event.id):
            last[same] = event
    cases: dict[str, list[Event]] = defaultdict(list)
    for event in sorted(last.values(), key=order):
        cases[event.subject].append(event)
    return cases


class Seen:
    """One case as it could be known at an instant."""

    def __init__(self, events: Sequence[Event], at: datetime) -> None:
        self.at = at
        self.events = [event for event in events if moment(event) < at]

    def all(self, *types: str) -> list[Any]:
        """Return the data of these types, in order."""
        return [event.data for event in self.events if event.type in types]

    def last(self, *types: str, when: Callable[[Any], bool] = lambda _: True) -> Any:
        """Return the last of these types, or None."""
        found = [data for data in self.all(*types) if when(data)]
        return found[-1] if found else None

    @property
    def received(self) -> Any:
        """Return the receipt."""
        return self.last("case.received")

    @property
    def answer(self) -> Any:
        """Return the answer of the latest round, where the citizen has not begun a later one."""
        answers = sorted(self.all("case.answered"), key=lambda data: data.times)
        rounds = [data.times for data in self.all("case.reopened")]
        return answers[-1] if answers and answers[-1].times >= max(rounds, default=0) else None

    @property
    def withdrawal(self) -> Any:
        """Return the withdrawal, where there is no answer."""
        return None if self.answer else self.last("case.withdrawn")

    @property
    def open(self) -> bool:
        """Return whether somebody still owes an answer."""
        return not self.answer and not self.withdrawal

    @property
    def lead(self) -> Any:
        """Return the assignment with the highest number, of those for the case itself."""
        return max((d for d in self.all("case.routed") if d.role == "lead"), key=lambda d: d.assignment, default=None)

    @property
    def follows(self) -> Any:
        """Return the merger that holds: nothing since has given the case to an agency, or reopened it."""
        types = ("case.merged", "case.routed", "case.reopened")
        last = self.last(*types, when=lambda data: getattr(data, "role", "") != "coordinating")
        return last if not self.answer and type(last).__name__ == "CaseMerged" else None

    @property
    def agency(self) -> str | None:
        """Return whose case it is."""
        for holder in (self.answer, self.follows, self.lead):
            if holder:
                return str(holder.agency)
        return None

    def about(self, name: str) -> Any:
        """Return category, area or kind, as whoever spoke of it last had it."""
        if self.answer and getattr(self.answer, name, None):
            return getattr(self.answer, name)
        said = self.last(
            "case.routed", "case.classified",
            when=lambda d: getattr(d, "role", "lead") == "lead" and bool(getattr(d, name)),
        )  # fmt: skip
        return getattr(said or self.received, name)

    def _of_lead(self, *types: str) -> Any:
        number = self.lead.assignment if self.lead else 0
        role = lambda d: getattr(d, "role", "lead") == "lead" or type(d).__name__ != "CaseRouted"  # noqa: E731
        return self.last(*types, when=lambda d: d.assignment == number and role(d))

    @property
    def due(self) -> datetime | None:
        """Return by when the answer is owed."""
        said = self._of_lead("case.routed", "case.extended", "case.resumed")
        return said.due_at if said else None

    @property
    def stopped(self) -> datetime | None:
        """Return since when the clock stands still."""
        said = self._of_lead("case.info_requested", "case.resumed")
        return said.asked_at if said and type(said).__name__ == "CaseInfoRequested" else None

    @property
    def rating(self) -> Any:
        """Return what was said of the answer that stands."""
        return self.last("case.rated", when=lambda d: bool(self.answer) and d.answered_at == self.answer.answered_at)

    @property
    def shown(self) -> str | None:
        """Return whether the public can read it, or why not."""
        said = self.last("case.published", "case.withheld")
        return None if said is None else getattr(said, "reason", "published")

    def value(self, part: str) -> str | None:
        """Return what the case is counted by."""
        answer = self.answer
        simple: dict[str, Callable[[], Any]] = {
            "agency": lambda: self.agency,
            "channel": lambda: self.received.channel,
            "group": lambda: (self.about("category") or "").split(".")[0] or None,
            "person": lambda: answer.by if answer else None,
            "outcome": lambda: answer.outcome if answer else None,
            "shown": lambda: self.shown if answer else None,
        }
        found = simple[part]() if part in simple else self.about(part)
        return None if found is None else str(found)


def marks(now: Seen, start: Seen, soon: timedelta) -> set[str]:
    """Return the figures that a case counts for."""
    answer, begin = now.answer, start.at
    ended = answer.answered_at if answer else now.withdrawal.withdrawn_at if now.withdrawal else None
    if ended is not None and ended < begin and now.received.received_at < begin:
        return set()
    overdue = now.open and now.due is not None and now.due < (now.stopped or now.at)
    is_soon = now.open and not overdue and now.due is not None and not now.stopped and now.due <= now.at + soon
    new = now.received.received_at >= begin
    rating, outcome = now.rating, answer.outcome if answer else None
    first_due = answer.original_due_at if answer else None
    unhappy = (rating.not_fixed or rating.rating == "unsatisfied") if rating else bool(answer and answer.times > 0)
    returns = len(now.all("case.returned"))
    accepted = [d for d in now.all("case.accepted") if d.assignment == (now.lead.assignment if now.lead else 0)]
    holds = {
        "received": new,
        "carried_over": not new and start.open,
        "reopened": not new and not start.open,
        "handled_on_time": answer and answer.on_time,
        "handled_late": answer and not answer.on_time,
        "withdrawn": now.withdrawal,
        "overdue": overdue,
        "due_soon": is_soon,
        "not_due": now.open and not overdue and not is_soon,
        "not_accepted": now.open and not accepted,
        "waiting": now.open and now.stopped,
        "referred": outcome == "transferred",
        "referred_on_time": outcome == "transferred" and answer.on_time,
        "refused": outcome == "not_feasible",
        "in_first_time": answer and (answer.answered_at <= first_due if first_due else answer.on_time),
        "satisfied": rating and rating.rating == "satisfied",
        "acceptable": rating and rating.rating == "acceptable",
        "unsatisfied": rating and rating.rating == "unsatisfied",
        "discontent": overdue or (answer and outcome != "transferred" and (unhappy or not answer.on_time)),
        "published": answer and now.shown == "published",
        "withheld": answer and now.shown not in (None, "published"),
        "extended": bool(now.all("case.extended")),
        "merged": answer.merged_into is not None if answer else bool(now.follows),
        "shared": any(d.role == "coordinating" for d in now.all("case.routed")),
        "related": now.received.related is not None,
        "returned_once": returns > 0,
        "returned_twice": returns > 1,
    }
    return {name for name, hold in holds.items() if hold}


def fits(now: Seen, wanted: dict[str, str]) -> bool:
    """Return whether a case is as the question wants it, whatever agency it is about."""
    for name, value in wanted.items():
        have = now.value(name)
        below = name == "category" and have is not None and have.startswith(f"{value}.")
        if name != "agency" and have != value and not below:
            return False
    return True


def counted(events: Iterable[Event], question: Any, by: Sequence[str]) -> tuple[dict[Any, Heap], Heap]:
    """Return what is counted under each key, and in all."""
    heaps: dict[Any, Heap] = defaultdict(Heap)
    whole = Heap()
    for told in spoken(events).values():
        now, start = Seen(told, question.seen_at), Seen(told, question.period.start)
        if now.received and fits(now, question.narrowing.given()):
            for key, figures, took in _counts(now, start, question, by):
                for heap in (heaps[key], whole):
                    heap.add(figures, took)
    return dict(heaps), whole


def _counts(now: Seen, start: Seen, question: Any, by: Sequence[str]) -> Iterator[tuple[Any, Iterable[str], Any]]:
    """Yield keys with what one case adds to them: what it is, and each thing that happened with it."""
    wanted = question.narrowing.agency
    own = {part: now.value(part) for part in by}
    found = marks(now, start, question.soon)
    if found and wanted in (None, now.agency):
        took = now.answer.answered_at - now.received.received_at if now.answer else None
        yield tuple(own.values()), found, took
    for event in now.events:
        figure = FLOWS[event.type](event.data) if event.type in FLOWS else None
        agency = getattr(event.data, "agency", now.agency)
        if figure and moment(event) >= question.period.start and wanted in (None, agency):
            yield tuple({**own, "agency": agency}[part] for part in by), [figure], None


def hours_within(took: Sequence[timedelta], share: int) -> float | None:
    """Return the hours that so many per cent took at most: the nearest-rank definition."""
    if not took:
        return None
    return sorted(took)[math.ceil(len(took) * share / 100) - 1] / timedelta(hours=1)
