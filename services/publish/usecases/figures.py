"""What the hotline has done, in five numbers, for everybody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from services.kit.clock import Clock
from services.publish.domain.days import local_day


@dataclass(frozen=True, slots=True)
class Month:
    """The cases answered in one month of the province's time: how many, and how many of them in time."""

    first_day: date
    answered: int
    on_time: int


@dataclass(frozen=True, slots=True)
class Figures:
    """The portal's figures. Counted are all cases, also those nobody may read.

    `answered` and `on_time` since the beginning, `this_month` within the month of `at`; `open_now` waits for an answer.
    """

    answered: int
    on_time: int
    this_month: Month
    open_now: int
    at: datetime

    @property
    def on_time_percent(self) -> int | None:
        """How many of a hundred answers came in time, rounded down; None while there is none."""
        return self.on_time * 100 // self.answered if self.answered else None


class Counts(Protocol):
    """What is counted as cases change; asking costs next to nothing, however many cases there are."""

    def months(self) -> Sequence[Month]:
        """Return the months with answers, in any order. A case counts in the month of the answer that counts."""

    def open_now(self) -> int:
        """Return how many cases wait for an answer, also for another one."""


class ReadFigures:
    """Adds up what is counted."""

    def __init__(self, counts: Counts, clock: Clock) -> None:
        self._counts = counts
        self._clock = clock

    def __call__(self) -> Figures:
        """Return the figures as of now; what happened in the last minute may be missing."""
        now, months = self._clock.now(), self._counts.months()
        first = local_day(now).replace(day=1)
        this = next((each for each in months if each.first_day == first), Month(first, 0, 0))
        answered, on_time = sum(each.answered for each in months), sum(each.on_time for each in months)
        return Figures(answered, on_time, this, self._counts.open_now(), now)
