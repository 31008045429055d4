"""How one case is counted in November 2026, seen at different moments. One comment per row says what it is about."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

import pytest

from services.reporting.domain.counting import Figures, count
from services.reporting.domain.indicators import COUNTS, FLOWS, Tally
from services.reporting.domain.period import Month, MonthCut
from services.reporting.domain.question import Key, Part, Question
from tests.unit.reporting.builders import Case, a_case, local

NOVEMBER = MonthCut().period(Month.parse("2026-11"))
#: What follows from the others, and what is counted as often as it happened, is looked at below.
STATES = tuple(name for name in COUNTS if name not in (*FLOWS, "in_first_time", "discontent"))
ROAD, HEALTH, CENTRE = "so-xay-dung", "so-y-te", "trung-tam-1022"


def counted(case: Case, seen: str = "2026-12-15 00:00") -> tuple[str | None, str] | None:
    """Return the agency and the counts that are 1, or None where the case is not in the report at all."""
    question = Question(NOVEMBER, NOVEMBER.seen_at(local(seen)), timedelta(hours=24))
    found = count([case.sheet], question, [Part.AGENCY]).rows
    words = {key[0]: _words(figures.tally) for key, figures in found.items()}
    return next(((agency, said) for agency, said in words.items() if said), None)


def _words(tally: Tally) -> str:
    return " ".join(name for name in STATES if getattr(tally, name))


ROWS = [
    # Received and answered on time within the month.
    (
        a_case().received("2026-11-02 08:00").routed(1, ROAD, "2026-11-02 08:01", "2026-11-05 17:00")
        .answered(ROAD, "2026-11-04 10:00"),
        "2026-12-15 00:00", (ROAD, "received handled_on_time"),
    ),
    # Answered late within the month.
    (
        a_case().received("2026-11-02 08:00").routed(1, ROAD, "2026-11-02 08:01", "2026-11-05 17:00")
        .answered(ROAD, "2026-11-06 10:00", on_time=False),
        "2026-12-15 00:00", (ROAD, "received handled_late"),
    ),
    # Received in the last minute of October, local time: carried over, although UTC still says 16:59.
    (
        a_case().received("2026-10-31 23:59").routed(1, ROAD, "2026-11-01 00:00", "2026-11-04 17:00")
        .answered(ROAD, "2026-11-03 10:00"),
        "2026-12-15 00:00", (ROAD, "carried_over handled_on_time"),
    ),
    # Received at local midnight: already November, although UTC says 31 October.
    (
        a_case().received("2026-11-01 00:00").routed(1, ROAD, "2026-11-01 00:01", "2026-11-04 17:00")
        .answered(ROAD, "2026-11-03 10:00"),
        "2026-12-15 00:00", (ROAD, "received handled_on_time"),
    ),
    # Answered in the last minute of October: nothing left to handle in November.
    (
        a_case().received("2026-10-20 08:00").routed(1, ROAD, "2026-10-20 08:01", "2026-10-23 17:00")
        .answered(ROAD, "2026-10-31 23:59", on_time=False),
        "2026-12-15 00:00", None,
    ),
    # Answered at midnight of 1 November: November's work, carried over.
    (
        a_case().received("2026-10-20 08:00").routed(1, ROAD, "2026-10-20 08:01", "2026-10-23 17:00")
        .answered(ROAD, "2026-11-01 00:00", on_time=False),
        "2026-12-15 00:00", (ROAD, "carried_over handled_late"),
    ),
    # Received at midnight of 1 December: not November's.
    (a_case().received("2026-12-01 00:00"), "2026-12-15 00:00", None),
    # Late at month end, answered in December: November's report keeps saying overdue.
    (
        a_case().received("2026-11-20 08:00").routed(1, ROAD, "2026-11-20 08:01", "2026-11-25 17:00")
        .accepted(1, "2026-11-20 09:00").answered(ROAD, "2026-12-02 10:00", on_time=False),
        "2026-12-15 00:00", (ROAD, "received overdue"),
    ),
    # The same case in the middle of the month: in hand, and far from its due time.
    (
        a_case().received("2026-11-20 08:00").routed(1, ROAD, "2026-11-20 08:01", "2026-11-25 17:00")
        .accepted(1, "2026-11-20 09:00").answered(ROAD, "2026-12-02 10:00", on_time=False),
        "2026-11-21 08:00", (ROAD, "received not_due"),
    ),
    # A day before its due time it is due soon.
    (
        a_case().received("2026-11-20 08:00").routed(1, ROAD, "2026-11-20 08:01", "2026-11-25 17:00")
        .accepted(1, "2026-11-20 09:00"),
        "2026-11-24 17:00", (ROAD, "received due_soon"),
    ),
    # At the very due time it is not late yet: an answer at that moment is on time.
    (
        a_case().received("2026-11-20 08:00").routed(1, ROAD, "2026-11-20 08:01", "2026-11-25 17:00")
        .accepted(1, "2026-11-20 09:00"),
        "2026-11-25 17:00", (ROAD, "received due_soon"),
    ),
    # Nobody opened it: overdue all the same, so that looking away does not help.
    (
        a_case().received("2026-11-20 08:00").routed(1, ROAD, "2026-11-20 08:01", "2026-11-25 17:00"),
        "2026-11-26 08:00", (ROAD, "received overdue not_accepted"),
    ),
    # Not routed yet: with nobody, without a due time.
    (a_case().received("2026-11-20 08:00"), "2026-11-26 08:00", (None, "received not_due not_accepted")),
    # Re-routed and then answered: counted once, for who answered.
    (
        a_case().received("2026-11-02 08:00").routed(1, ROAD, "2026-11-02 08:01", "2026-11-05 17:00")
        .accepted(1, "2026-11-02 09:00").returned(1, "2026-11-03 09:00")
        .routed(2, HEALTH, "2026-11-03 09:01", "2026-11-06 17:00").answered(HEALTH, "2026-11-06 10:00"),
        "2026-12-15 00:00", (HEALTH, "received handled_on_time returned_once"),
    ),
    # Re-routed, open: with the new agency, which has not accepted it; the old acceptance does not count.
    (
        a_case().received("2026-11-02 08:00").routed(1, ROAD, "2026-11-02 08:01", "2026-11-05 17:00")
        .accepted(1, "2026-11-02 09:00").returned(1, "2026-11-03 09:00")
        .routed(2, HEALTH, "2026-11-03 09:01", "2026-11-06 17:00"),
        "2026-11-04 08:00", (HEALTH, "received not_due not_accepted returned_once"),
    ),
    # Re-routed in December: November's report keeps the agency of November.
    (
        a_case().received("2026-11-28 08:00").routed(1, ROAD, "2026-11-28 08:01", "2026-12-02 17:00")
        .returned(1, "2026-12-01 09:00").routed(2, HEALTH, "2026-12-01 09:01", "2026-12-04 17:00"),
        "2026-12-15 00:00", (ROAD, "received not_due not_accepted"),
    ),
    # Answered by the operator on the telephone before any routing: the centre's own.
    (
        a_case().received("2026-11-02 08:00", "hotline").answered(CENTRE, "2026-11-02 08:05"),
        "2026-12-15 00:00", (CENTRE, "received handled_on_time"),
    ),
    # Routed to an agency but answered by the centre: the centre's.
    (
        a_case().received("2026-11-02 08:00").routed(1, ROAD, "2026-11-02 08:01", "2026-11-05 17:00")
        .answered(CENTRE, "2026-11-02 09:00"),
        "2026-12-15 00:00", (CENTRE, "received handled_on_time"),
    ),
    # Passed to a body outside the system: handled, but outside competence for the national figure.
    (
        a_case().received("2026-11-02 08:00").routed(1, ROAD, "2026-11-02 08:01", "2026-11-05 17:00")
        .answered(ROAD, "2026-11-03 09:00", outcome="transferred"),
        "2026-12-15 00:00", (ROAD, "received handled_on_time referred referred_on_time"),
    ),
    # Reopened: open again, and overdue by the clock of the first agency, until there is another answer.
    (
        a_case().received("2026-11-02 08:00").routed(1, ROAD, "2026-11-02 08:01", "2026-11-05 17:00")
        .answered(ROAD, "2026-11-03 09:00").reopened("2026-11-10 09:00"),
        "2026-12-15 00:00", (ROAD, "received overdue not_accepted"),
    ),
    # Before it was reopened it was handled, whatever came later.
    (
        a_case().received("2026-11-02 08:00").routed(1, ROAD, "2026-11-02 08:01", "2026-11-05 17:00")
        .answered(ROAD, "2026-11-03 09:00").reopened("2026-12-10 09:00"),
        "2026-12-01 00:00", (ROAD, "received handled_on_time"),
    ),
    # Answered anew after it was reopened: handled by whoever answered last.
    (
        a_case().received("2026-11-02 08:00").routed(1, ROAD, "2026-11-02 08:01", "2026-11-05 17:00")
        .reopened("2026-11-10 09:00").answered(HEALTH, "2026-11-12 09:00", on_time=False),
        "2026-12-15 00:00", (HEALTH, "received handled_late"),
    ),
    # Answered last month and reopened in this one: to be handled in this one, though last month left nothing open.
    (
        a_case().received("2026-10-02 08:00").routed(1, ROAD, "2026-10-02 08:01", "2026-10-05 17:00")
        .answered(ROAD, "2026-10-03 09:00").reopened("2026-11-10 09:00"),
        "2026-12-15 00:00", (ROAD, "reopened overdue not_accepted"),
    ),
    # Open when the month began, answered and reopened in it: carried over, once.
    (
        a_case().received("2026-10-30 08:00").routed(1, ROAD, "2026-10-30 08:01", "2026-11-05 17:00")
        .answered(ROAD, "2026-11-03 09:00").reopened("2026-11-10 09:00"),
        "2026-12-15 00:00", (ROAD, "carried_over overdue not_accepted"),
    ),
    # Answered in this month and anew in the next: November's report keeps the answer of November.
    (
        a_case().received("2026-11-02 08:00").routed(1, ROAD, "2026-11-02 08:01", "2026-11-05 17:00")
        .answered(ROAD, "2026-11-03 09:00").reopened("2026-12-10 09:00").answered(HEALTH, "2026-12-11 09:00"),
        "2026-12-15 00:00", (ROAD, "received handled_on_time"),
    ),
    # The clock stands still while the citizen is asked, though more time was granted meanwhile: not late.
    (
        a_case().received("2026-11-02 08:00").routed(1, ROAD, "2026-11-02 08:01", "2026-11-05 17:00")
        .paused(1, ROAD, "2026-11-03 09:00").extended(1, ROAD, "2026-11-04 09:00", "2026-11-06 17:00"),
        "2026-11-20 00:00", (ROAD, "received not_due not_accepted waiting extended"),
    ),
    # Late when the clock stopped: late.
    (
        a_case().received("2026-11-02 08:00").routed(1, ROAD, "2026-11-02 08:01", "2026-11-05 17:00")
        .paused(1, ROAD, "2026-11-06 09:00"),
        "2026-11-20 00:00", (ROAD, "received overdue not_accepted waiting"),
    ),
    # The clock runs again, until the time that was given then.
    (
        a_case().received("2026-11-02 08:00").routed(1, ROAD, "2026-11-02 08:01", "2026-11-05 17:00")
        .paused(1, ROAD, "2026-11-03 09:00").resumed(1, ROAD, "2026-11-10 09:00", "2026-11-12 17:00"),
        "2026-11-12 09:00", (ROAD, "received due_soon not_accepted"),
    ),
    # More time was granted: due by then.
    (
        a_case().received("2026-11-02 08:00").routed(1, ROAD, "2026-11-02 08:01", "2026-11-05 17:00")
        .extended(1, ROAD, "2026-11-05 09:00", "2026-11-20 17:00"),
        "2026-11-06 00:00", (ROAD, "received not_due not_accepted extended"),
    ),
    # The citizen took it back: nobody owes anything.
    (
        a_case().received("2026-11-02 08:00").routed(1, ROAD, "2026-11-02 08:01", "2026-11-05 17:00")
        .withdrawn("2026-11-03 09:00"),
        "2026-12-15 00:00", (ROAD, "received withdrawn"),
    ),
    # It was taken back before the month: no work of this month.
    (a_case().received("2026-10-02 08:00").withdrawn("2026-10-03 09:00"), "2026-12-15 00:00", None),
    # Rated, and shown to the public.
    (
        a_case().received("2026-11-02 08:00").routed(1, ROAD, "2026-11-02 08:01", "2026-11-05 17:00")
        .answered(ROAD, "2026-11-03 09:00").rated("2026-11-03 09:00", "2026-11-04 09:00").published("2026-11-03 10:00"),
        "2026-12-15 00:00", (ROAD, "received handled_on_time satisfied published"),
    ),
    # The last word about publication counts.
    (
        a_case().received("2026-11-02 08:00").answered(ROAD, "2026-11-03 09:00")
        .published("2026-11-03 10:00").withheld("2026-11-05 10:00", "editor"),
        "2026-12-15 00:00", (ROAD, "received handled_on_time withheld"),
    ),
    # What was said of an answer that no longer stands is not said of the next one.
    (
        a_case().received("2026-11-02 08:00").answered(ROAD, "2026-11-03 09:00")
        .rated("2026-11-03 09:00", "2026-11-04 09:00", "unsatisfied").reopened("2026-11-04 09:00")
        .answered(ROAD, "2026-11-06 09:00"),
        "2026-12-15 00:00", (ROAD, "received handled_on_time"),
    ),
    # Two agencies are asked for their parts, the lead gives it back twice.
    (
        a_case().received("2026-11-02 08:00").routed(1, ROAD, "2026-11-02 08:01", "2026-11-30 17:00")
        .part(2, HEALTH, "2026-11-02 08:01", "2026-11-05 17:00").returned(1, "2026-11-03 08:00")
        .routed(3, HEALTH, "2026-11-03 09:00", "2026-11-30 17:00").returned(3, "2026-11-04 08:00"),
        "2026-11-05 00:00", (HEALTH, "received not_due not_accepted shared returned_once returned_twice"),
    ),
    # Its routing came first and `case.received` is still on the way: not counted until it is there.
    (a_case().routed(1, ROAD, "2026-11-02 08:01", "2026-11-05 17:00"), "2026-12-15 00:00", None),
]  # fmt: skip


@pytest.mark.parametrize(("case", "seen", "expected"), ROWS)
def test_a_case_is_counted_where_and_how_the_form_says(case: Case, seen: str, expected: object) -> None:
    assert counted(case, seen) == expected


def test_the_category_is_that_of_whoever_said_it_last_or_else_the_citizens() -> None:
    chosen = a_case().received("2026-11-02 08:00", category=None)
    assert list(by(Part.CATEGORY, chosen)) == [(None,)]
    routed = chosen.routed(1, ROAD, "2026-11-02 08:01", "2026-11-05 17:00", category="ha-tang.dien")
    assert list(by(Part.CATEGORY, routed)) == [("ha-tang.dien",)]
    silent = routed.routed(2, HEALTH, "2026-11-03 08:01", "2026-11-05 17:00", category=None)
    assert list(by(Part.GROUP, silent)) == [("ha-tang",)]


def test_cases_with_the_same_key_are_added_up() -> None:
    cases = [a_case(code).received("2026-11-02 08:00") for code in ("1", "2", "3")]
    assert by(Part.CHANNEL, *cases) == {("web",): Figures(Tally(received=3, not_due=3, not_accepted=3))}


def by(part: Part, *cases: Case) -> Mapping[Key, Figures]:
    question = Question(NOVEMBER, NOVEMBER.end, timedelta(hours=24))
    return count([case.sheet for case in cases], question, [part]).rows
