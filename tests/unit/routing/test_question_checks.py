"""A category's questions can be asked and answered, or the catalogue is not put in force."""

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from services.routing import catalog

DATA = Path(__file__).parents[3] / "deploy/data/gialai"
REAL = catalog.load(DATA)


def lamp(*questions: dict[str, Any]) -> dict[str, Any]:
    """Return the real catalogue with these questions for street lights."""
    snapshot = deepcopy(REAL)
    for category in snapshot["categories"]:
        if category["slug"] == "ha-tang.chieu-sang":
            category["questions"] = list(questions)
    return snapshot


def question(slug: str = "q", **more: Any) -> dict[str, Any]:
    return {"slug": slug, "vi": "Gì?", "en": "What?", "type": "text", "choices": [], "only_if": None, **more}


ONE, TWO = {"slug": "a", "vi": "A", "en": "A"}, {"slug": "b", "vi": "B", "en": "B"}


@pytest.mark.parametrize(
    ("questions", "slug"),
    [
        ([question(type="choice", choices=[ONE])], "choices-missing"),
        ([question(type="choice", choices=[ONE, ONE])], "choices-missing"),
        ([question(choices=[ONE, TWO])], "choices-not-needed"),
        ([question(), question()], "question-doubled"),
        ([question(only_if={"question": "later", "values": ["a"]})], "question-never-asked"),
        (
            [
                question("k", type="choice", choices=[ONE, TWO]),
                question(only_if={"question": "k", "values": ["c"]}),
            ],
            "question-never-asked",
        ),
    ],
)
def test_a_question_nobody_can_answer_is_found(questions: list[dict[str, Any]], slug: str):
    assert {problem.slug for problem in catalog.check(lamp(*questions))} == {slug}


def test_a_question_that_depends_on_an_earlier_answer_is_fine():
    first = question("k", type="choice", choices=[ONE, TWO])

    assert catalog.check(lamp(first, question(only_if={"question": "k", "values": ["a"]}))) == []
