"""How cases are counted in a period: the reference that the counting in columns is tested against."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal

from services.reporting.domain.facts import Received
from services.reporting.domain.happenings import happenings
from services.reporting.domain.indicators import Tally
from services.reporting.domain.marks import marks_of
from services.reporting.domain.quantiles import hours_of, quantile
from services.reporting.domain.question import Key, Part, Question, is_within, value_of
from services.reporting.domain.sheet import CaseFacts
from services.reporting.domain.state import State, state_at

_MILLISECOND = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True)
class Figures:
    """The counts, and how long it took from receipt to answer, by the clock: half, and nine of ten, took no longer."""

    tally: Tally = field(default_factory=Tally)
    median_hours: Decimal | None = None
    ninetieth_hours: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """The figures of each key that has any, and of all together."""

    rows: Mapping[Key, Figures]
    total: Figures


class _Heap:
    """What is counted for one key."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.durations: list[int] = []

    def figures(self) -> Figures:
        took = sorted(self.durations)
        return Figures(Tally(**self.counts), *(hours_of(quantile(took, share)) for share in (50, 90)))


@dataclass(frozen=True, slots=True)
class Standing:
    """A case in a question: how it stood, and how it had stood when the period began."""

    received: Received
    now: State
    before: State | None


def count(sheets: Iterable[CaseFacts], question: Question, by: Sequence[Part]) -> Counted:
    """Return the figures by the parts asked for. A case is counted once, however often it was routed."""
    heaps: dict[Key, _Heap] = {}
    whole = _Heap()
    for sheet in sheets:
        for key, figures, duration in _of_case(sheet, question, by):
            for heap in (heaps.setdefault(key, _Heap()), whole):
                heap.counts.update(figures)
                heap.durations += duration
    return Counted({key: heap.figures() for key, heap in heaps.items()}, whole.figures())


def _of_case(
    sheet: CaseFacts, question: Question, by: Sequence[Part]
) -> Iterator[tuple[Key, Sequence[str], Sequence[int]]]:
    """Yield the keys a case counts under, each with its figures and how long its answer took (ms)."""
    standing = standing_of(sheet, question)
    if standing is None or not fits(standing, question):
        return
    key = tuple(value_of(part, standing.received, standing.now) for part in by)
    marks = marks_of(standing.received, standing.before, standing.now, question)
    if marks and question.narrowing.agency in (None, standing.now.agency):
        answer = standing.now.answer
        took = [max(0, (answer.at - standing.received.at) // _MILLISECOND)] if answer else []
        yield key, marks, took
    for each in happenings(sheet):
        agency = each.agency or standing.now.agency
        within = question.period.start <= each.at < question.seen_at
        if within and question.narrowing.agency in (None, agency):
            own = tuple(agency if part is Part.AGENCY else value for part, value in zip(by, key, strict=True))
            yield own, [each.figure], ()


def standing_of(sheet: CaseFacts, question: Question) -> Standing | None:
    """Return the case as the question sees it; None where it was not received by then."""
    now = state_at(sheet, question.seen_at)
    if now is None or sheet.received is None:
        return None
    return Standing(sheet.received, now, state_at(sheet, question.period.start))


def fits(standing: Standing, question: Question) -> bool:
    """Return whether a case is as the question wants it, whatever agency it is about."""
    wanted, now = question.narrowing, standing.now
    if wanted.category is not None and not is_within(now.category, wanted.category):
        return False
    parts = ((Part.CHANNEL, wanted.channel), (Part.AREA, wanted.area), (Part.KIND, wanted.kind))
    own = (*parts, (Part.PERSON, wanted.person))
    return all(value is None or value_of(part, standing.received, now) == value for part, value in own)
