"""Which lines of the columns a question is about: `domain.counting`, for all cases at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from services.reporting.adapters.columns.census import Census
from services.reporting.adapters.columns.encoding import BIT, HANDLED, OPEN
from services.reporting.adapters.columns.growing import Column
from services.reporting.domain.question import Part, Question, group_of, is_within
from services.reporting.domain.sheet import since_epoch


@dataclass(frozen=True, slots=True)
class Happened:
    """What happened in the period: which line of the happenings, and how the case stood when the question looks."""

    figure: Column
    agency: Column
    state: Column


class Selection:
    """One question to the census."""

    def __init__(self, census: Census, question: Question) -> None:
        self.census, self.question = census, question
        self.start, self.seen_at = since_epoch(question.period.start), since_epoch(question.seen_at)
        self.now = census.as_of(self.seen_at)

    def of(self, name: str, lines: Column) -> Column:
        """Return a column of states for some lines."""
        return self.census.states.column(name)[lines]

    def of_case(self, name: str, lines: Column) -> Column:
        """Return a column of cases for the cases of some lines."""
        return self.census.cases.column(name)[self.of("case", lines)]

    def to_handle(self) -> Column:
        """Return the lines of the cases that had to be handled in the period, narrowed as the question wants it."""
        closed_before = (self.of("phase", self.now) != OPEN) & (self.of("moment", self.now) < self.start)
        new = self.of_case("received", self.now) >= self.start
        lines = self._fitting(self.now[new | ~closed_before])
        wanted = self.question.narrowing.agency
        return lines if wanted is None else lines[self.of("agency", lines) == self._find("agency", wanted)]

    def open_at_start(self) -> Column:
        """Return, for every case, whether it was open when the period began."""
        before = self.census.as_of(self.start)
        found = np.zeros(self.census.cases.size, bool)
        found[self.of("case", before[self.of("phase", before) == OPEN])] = True
        return found

    def happened(self) -> Happened:
        """Return what happened in the period with cases that fit."""
        at = self.census.happenings.column("at")
        lines = np.flatnonzero((at >= self.start) & (at < self.seen_at))
        state = self._state_of_cases()[self.census.happenings.column("case")[lines]]
        lines, state = lines[state >= 0], state[state >= 0]
        figure, own = (self.census.happenings.column(name)[lines] for name in ("figure", "agency"))
        # Whoever has the case, where it happened with nobody in particular.
        agency = np.where(own > 0, own, self.of("agency", state))
        wanted = self.question.narrowing.agency
        kept = slice(None) if wanted is None else agency == self._find("agency", wanted)
        return Happened(figure[kept], agency[kept], state[kept])

    def codes(self, part: Part, lines: Column) -> Column:
        """Return the number of what each line's case has for a part."""
        if part is Part.CHANNEL:
            return self.of_case("channel", lines)
        if part is Part.GROUP:
            return self._groups()[self.of("category", lines)]
        return self.of(part.value, lines)

    def words(self, part: Part) -> list[str | None]:
        """Return the words of a part, by number."""
        if part is Part.GROUP:
            return self._group_words()
        return self.census.codes[part.value].words

    def is_overdue(self, lines: Column) -> Column:
        """Return for lines of open cases whether they are overdue, as `State.is_overdue` has it."""
        marks = self.of("marks", lines)
        paused, stopped_late = bits(marks, "paused"), bits(marks, "stopped_late")
        return np.where(paused, stopped_late, self.of("moment", lines) < self.seen_at)

    def _state_of_cases(self) -> Column:
        """Return, for every case, the line of its state now that fits, or -1."""
        found = np.full(self.census.cases.size, -1, np.int64)
        fitting = self._fitting(self.now)
        found[self.of("case", fitting)] = fitting
        return found

    def _fitting(self, lines: Column) -> Column:
        """Return those of the lines whose cases are as the question wants them, whatever agency they are about."""
        wanted = self.question.narrowing
        if wanted.category is not None:
            lines = lines[self._within(wanted.category)[self.of("category", lines)]]
        for part in (Part.CHANNEL, Part.AREA, Part.KIND, Part.PERSON):
            value = getattr(wanted, part.value)
            if value is not None:
                lines = lines[self.codes(part, lines) == self._find(part.value, value)]
        return lines

    def _find(self, name: str, word: str) -> int:
        return self.census.codes[name].find(word)

    def _within(self, wanted: str) -> Column:
        return np.array([is_within(word, wanted) for word in self.census.codes["category"].words])

    def _group_words(self) -> list[str | None]:
        groups = {group_of(word) for word in self.census.codes["category"].words}
        return [None, *sorted(word for word in groups if word)]

    def _groups(self) -> Column:
        numbers = {word: number for number, word in enumerate(self._group_words())}
        return np.array([numbers[group_of(word)] for word in self.census.codes["category"].words])


def bits(marks: Column, name: str) -> Column:
    """Return for which of the marks a bit is set."""
    found: Column = (marks & BIT[name]) != 0
    return found


def handled(selection: Selection, lines: Column) -> Column:
    """Return for which of the lines there is an answer."""
    found: Column = selection.of("phase", lines) == HANDLED
    return found
