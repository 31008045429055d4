"""Which figures each line counts for: `domain.marks`, for all cases at once."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from services.reporting.adapters.columns.encoding import HANDLED, MARKS, OPEN, WITHDRAWN
from services.reporting.adapters.columns.growing import Column
from services.reporting.adapters.columns.selecting import Selection, bits
from services.reporting.domain.marks import REFERRED, REFUSED
from services.reporting.domain.sheet import since_epoch
from services.reporting.domain.story import PUBLISHED

RATINGS = ("satisfied", "acceptable", "unsatisfied")
#: Traits of a case that count whatever becomes of it.
TRAITS = ("extended", "merged", "shared", "returned_once", "returned_twice")


def marked(selection: Selection, lines: Column) -> Iterator[tuple[str, Column]]:
    """Yield each figure with, for each line, whether it counts for it. What is no part of any other is in `Tally`."""
    marks = {name: bits(selection.of("marks", lines), name) for name in MARKS}
    phase = selection.of("phase", lines)
    yield from _arrivals(selection, lines)
    yield from _handled(selection, lines, phase == HANDLED, marks)
    yield "withdrawn", phase == WITHDRAWN
    yield from _open(selection, lines, phase == OPEN, marks)
    yield "related", selection.of_case("related", lines)
    for name in TRAITS:
        yield name, marks[name]


def _arrivals(selection: Selection, lines: Column) -> Iterator[tuple[str, Column]]:
    new = selection.of_case("received", lines) >= selection.start
    was_open = selection.open_at_start()[selection.of("case", lines)]
    yield "received", new
    yield "carried_over", ~new & was_open
    yield "reopened", ~new & ~was_open


def _handled(
    selection: Selection, lines: Column, handled: Column, marks: dict[str, Column]
) -> Iterator[tuple[str, Column]]:
    on_time, outcome = marks["on_time"], selection.of("outcome", lines)
    codes = selection.census.codes
    referred = handled & (outcome == codes["outcome"].find(REFERRED))
    yield "handled_on_time", handled & on_time
    yield "handled_late", handled & ~on_time
    yield "referred", referred
    yield "referred_on_time", referred & on_time
    yield "refused", handled & (outcome == codes["outcome"].find(REFUSED))
    yield "in_first_time", handled & marks["in_first_time"]
    rating = selection.of("rating", lines)
    for name in RATINGS:
        yield name, handled & (rating == codes["rating"].find(name))
    yield "discontent", handled & ~referred & (marks["complained"] | ~on_time)
    shown = selection.of("shown", lines)
    published = shown == codes["shown"].find(PUBLISHED)
    yield "published", handled & published
    yield "withheld", handled & (shown > 0) & ~published


def _open(
    selection: Selection, lines: Column, is_open: Column, marks: dict[str, Column]
) -> Iterator[tuple[str, Column]]:
    overdue = is_open & selection.is_overdue(lines)
    by_then = since_epoch(selection.question.seen_at + selection.question.soon)
    soon = is_open & ~overdue & ~marks["paused"] & (selection.of("moment", lines) <= by_then)
    yield "overdue", overdue
    yield "due_soon", soon
    yield "not_due", is_open & ~overdue & ~soon
    yield "discontent", overdue
    yield "not_accepted", is_open & ~marks["accepted"]
    yield "waiting", is_open & marks["paused"]


def durations(selection: Selection, lines: Column) -> Column:
    """Return how long it took from receipt to answer (ms), for lines of handled cases."""
    took: Column = np.maximum(0, selection.of("moment", lines) - selection.of_case("received", lines))
    return took
