"""The measured quality of the redactor does not sink; how the sets were made: docs/measurements/redaction.md."""

from __future__ import annotations

import pytest

from bench.redaction.made import made
from bench.redaction.score import NAME, STRUCTURED, Score, score
from bench.redaction.texts import BY_HAND, Marked, MarkedText, read, written

MADE = 1400
STRUCTURED_RECALL, STRUCTURED_PRECISION = 0.98, 0.97
NAME_RECALL, NAME_PRECISION = 0.92, 0.92


@pytest.fixture(scope="module")
def by_hand() -> Score:
    return score([text for file in BY_HAND for text in written(file)])


def test_what_has_a_form_of_its_own_is_found_in_texts_by_hand(by_hand: Score) -> None:
    assert by_hand.recall(*STRUCTURED) >= STRUCTURED_RECALL, by_hand.missed
    assert by_hand.precision(*STRUCTURED) >= STRUCTURED_PRECISION, by_hand.needless


def test_names_are_found_in_texts_by_hand(by_hand: Score) -> None:
    assert by_hand.recall(NAME) >= NAME_RECALL, by_hand.missed
    assert by_hand.precision(NAME) >= NAME_PRECISION, by_hand.needless


@pytest.mark.parametrize("seed", [1, 2026])
def test_every_spelling_that_the_set_makes_is_found(seed: int) -> None:
    counted = score(made(seed, MADE))
    for kind in STRUCTURED:
        assert counted.recall(kind) >= STRUCTURED_RECALL, counted.missed
    assert counted.recall(NAME) >= NAME_RECALL and counted.precision(NAME) >= NAME_PRECISION


def test_the_set_is_the_same_for_everybody_and_has_every_kind() -> None:
    assert made(7, 50) == made(7, 50)
    kinds = {mark.kind for text in made(7, 50) for mark in text.marks}
    assert kinds == {*STRUCTURED, NAME}


def test_a_half_hidden_number_counts_as_missed() -> None:
    counted = score([MarkedText("gọi 0905 000 001 ngay", (Marked(0, 16, "phone"),))])
    assert (counted.recall("phone"), counted.precision("phone")) == (0.0, 1.0)
    assert score([read("Cho hỏi {phone:hôm nay}")]).recall("phone") == 0.0
