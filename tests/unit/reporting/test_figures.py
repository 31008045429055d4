"""Figures that follow from several others: durations, contentment, and what is told of whom."""

from __future__ import annotations

import pytest

from services.reporting.domain.question import Part
from tests.unit.reporting.builders import Case, a_case
from tests.unit.reporting.test_counting import HEALTH, ROAD, by


def test_half_and_nine_of_ten_took_no_longer_than_these() -> None:
    cases = [
        a_case(str(number)).received("2026-11-02 08:00").answered(ROAD, f"2026-11-02 {8 + number:02d}:30")
        for number in range(10)
    ]
    [figures] = by(Part.AGENCY, *cases).values()
    # From 0.5 to 9.5 hours: the fifth and the ninth of ten.
    assert (str(figures.median_hours), str(figures.ninetieth_hours)) == ("4.5", "8.5")


@pytest.mark.parametrize(
    ("case", "discontent"),
    [
        # In time, and the citizen says nothing.
        (a_case().received("2026-11-02 08:00").answered(ROAD, "2026-11-03 09:00"), 0),
        # Late.
        (a_case().received("2026-11-02 08:00").answered(ROAD, "2026-11-03 09:00", on_time=False), 1),
        # In time, but the citizen is not content.
        (a_case().received("2026-11-02 08:00").answered(ROAD, "2026-11-03 09:00")
         .rated("2026-11-03 09:00", "2026-11-04 09:00", "unsatisfied"), 1),
        # The citizen is content with the words, but nothing has changed.
        (a_case().received("2026-11-02 08:00").answered(ROAD, "2026-11-03 09:00")
         .rated("2026-11-03 09:00", "2026-11-04 09:00", "acceptable", not_fixed=True), 1),
        # Reopened and answered anew, and no word since.
        (a_case().received("2026-11-02 08:00").answered(ROAD, "2026-11-03 09:00").reopened("2026-11-04 09:00")
         .answered(ROAD, "2026-11-05 09:00"), 1),
        # Reopened and answered anew, and now it is well.
        (a_case().received("2026-11-02 08:00").answered(ROAD, "2026-11-03 09:00").reopened("2026-11-04 09:00")
         .answered(ROAD, "2026-11-05 09:00").rated("2026-11-05 09:00", "2026-11-06 09:00"), 0),
        # Overdue and unanswered: nobody gains by leaving it.
        (a_case().received("2026-11-02 08:00").routed(1, ROAD, "2026-11-02 08:01", "2026-11-05 17:00"), 1),
        # Passed on outside, late: not within competence.
        (a_case().received("2026-11-02 08:00").answered(ROAD, "2026-11-03 09:00", on_time=False, outcome="transferred"),
         0),
    ],
)  # fmt: skip
def test_who_is_not_content_by_the_national_formula(case: Case, discontent: int) -> None:
    assert sum(figures.tally.discontent for figures in by(Part.AGENCY, case).values()) == discontent


def test_what_an_agency_gave_back_is_told_of_that_agency() -> None:
    case = (
        a_case().received("2026-11-02 08:00").routed(1, ROAD, "2026-11-02 08:01", "2026-11-30 17:00")
        .returned(1, "2026-11-03 08:00", ROAD).routed(2, HEALTH, "2026-11-03 09:00", "2026-11-30 17:00")
    )  # fmt: skip
    counted_ = by(Part.AGENCY, case)
    assert {key[0]: figures.tally.returns for key, figures in counted_.items()} == {ROAD: 1, HEALTH: 0}
