"""By when an agency must answer, and in words why then."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from services.routing.domain import words
from services.routing.domain.calendar import DayOff, WorkingCalendar
from services.routing.domain.catalog import Preset
from services.routing.domain.working_time import add_working_minutes, is_working, next_opening

MOST_RUNS = 4


@dataclass(frozen=True, slots=True)
class Deadline:
    """`due_at` is aware; the reasons are one sentence each, Vietnamese and English."""

    due_at: datetime
    reason_vi: str
    reason_en: str


@dataclass(frozen=True, slots=True)
class DaysOff:
    """Consecutive local days on which nobody works. `names` are the holidays among them, in order, each once."""

    first: date
    last: date
    names: tuple[str, ...]
    weekend: bool


@dataclass(frozen=True, slots=True)
class _Told:
    """What the sentences tell: moments are local; `begins` is when the clock began to run."""

    preset: Preset
    urgency: str
    minutes: int
    due: datetime
    start: datetime
    begins: datetime
    runs: list[DaysOff]


def set_deadline(preset: Preset, urgency: str, start: datetime, calendar: WorkingCalendar) -> Deadline:
    """Return the deadline of a case whose clock starts at `start` (aware).

    A preset that does not list the urgency has its normal limit. Raises `NoWorkingTime` for a calendar that runs dry.
    """
    minutes = preset.minutes_for(urgency)
    due, local = add_working_minutes(calendar, start, minutes), calendar.local(start)
    begins = local if is_working(calendar, local) else next_opening(calendar, local)
    told = _Told(preset, urgency, minutes, due, local, begins, list(days_off(calendar, start, due)))
    return Deadline(due, _reason_vi(told), _reason_en(told))


def days_off(calendar: WorkingCalendar, start: datetime, due: datetime) -> Iterator[DaysOff]:
    """Yield the runs of days off between two moments, first to last."""
    run: list[date] = []
    day, last = calendar.local(start).date(), calendar.local(due).date()
    while day <= last:
        if calendar.day_off(day):
            run.append(day)
        elif run:
            yield _described(calendar, run)
            run = []
        day += timedelta(days=1)


def _described(calendar: WorkingCalendar, run: list[date]) -> DaysOff:
    names = dict.fromkeys(calendar.holidays[day] for day in run if day in calendar.holidays)
    weekend = any(calendar.day_off(day) is DayOff.WEEKEND for day in run)
    return DaysOff(run[0], run[-1], tuple(names), weekend)


def _reason_vi(told: _Told) -> str:
    example = ", mức mẫu" if told.preset.example else ""
    after = f" (giờ làm việc kế tiếp sau {words.moment_vi(told.start)})" if told.begins != told.start else ""
    skipped = _skipped(told.runs, words.day_vi, "nghỉ cuối tuần", "từ {} đến {}", "và {} đợt nghỉ khác")
    return (
        f"Hạn: {words.moment_vi(told.due)}, vì “{told.preset.name}” "
        f"(mức {words.URGENCIES.get(told.urgency, told.urgency)}{example}) có hạn {words.duration_vi(told.minutes)}, "
        f"tính từ {words.moment_vi(told.begins)}{after}{'; không tính ' + skipped if skipped else ''}."
    )


def _reason_en(told: _Told) -> str:
    example = ", an example limit" if told.preset.example else ""
    after = f" (the next working time after {words.moment_en(told.start)})" if told.begins != told.start else ""
    skipped = _skipped(told.runs, words.day_en, "weekend", "{} to {}", "and {} more periods off")
    return (
        f"Due {words.moment_en(told.due)}, because “{told.preset.name}” ({told.urgency}{example}) "
        f"allows {words.duration_en(told.minutes)}, counted from {words.moment_en(told.begins)}{after}"
        f"{'; not counting ' + skipped if skipped else ''}."
    )


def _skipped(runs: list[DaysOff], in_words: Callable[[date], str], weekend: str, between: str, more: str) -> str:
    told = [f"{_days(run, in_words, between)} ({_why(run, weekend)})" for run in runs[:MOST_RUNS]]
    if len(runs) > MOST_RUNS:
        told.append(more.format(len(runs) - MOST_RUNS))
    return ", ".join(told)


def _days(run: DaysOff, in_words: Callable[[date], str], between: str) -> str:
    if run.first == run.last:
        return in_words(run.first)
    return between.format(in_words(run.first), in_words(run.last))


def _why(run: DaysOff, weekend: str) -> str:
    """Name the first two holidays: the names of all days of Tết would drown the sentence."""
    names = [*run.names[:2], *(["…"] if len(run.names) > 2 else [])]
    return ", ".join([*names, *([weekend] if run.weekend and not names else [])])
