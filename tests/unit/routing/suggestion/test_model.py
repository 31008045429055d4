"""The model that ships: how good, how big, how fast, how honest."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.routing.adapters.model_file import packed, read_model, unpacked
from services.routing.domain.suggestion import Model
from services.routing.settings.suggestion import THRESHOLD
from services.routing.training.measuring import Tried, calibration_error, halves, summary, threshold_for, tried
from services.routing.training.noise import NOISES
from services.routing.training.texts import Example
from tests.unit.routing.suggestion.province import FOLDER, catalog, model

HELD_OUT = [each for half in FOLDER.held_out() for each in half]
LEAVES = {slug for slug in catalog().categories if "." in slug}


def test_every_category_has_texts_to_learn_from_and_others_to_measure_by() -> None:
    for examples, least in ((FOLDER.learning(), 20), (HELD_OUT, 10)):
        counted = {slug: sum(each.label == slug for each in examples) for slug in LEAVES}
        assert min(counted.values()) >= least
        assert {each.label for each in examples} == LEAVES
    learnt = {each.text for each in FOLDER.learning()}
    assert not learnt & {each.text for each in HELD_OUT}
    assert len({each.text for each in HELD_OUT}) == len(HELD_OUT)


def test_it_is_as_good_as_it_says() -> None:
    found = summary(tried(model(), HELD_OUT), THRESHOLD)
    assert found == model().figures["all"]
    assert found["top1"] >= 0.65 and found["top3"] >= 0.8
    assert found["precision"] >= 0.97 and found["coverage"] >= 0.2 and found["ece"] <= 0.08


@pytest.mark.parametrize("kind", NOISES)
def test_noise_makes_it_less_sure_and_hardly_less_right(kind) -> None:
    found = summary(tried(model(), HELD_OUT, kind), THRESHOLD)
    assert found["precision"] >= 0.95 and found["top3"] >= 0.75


def test_it_is_small_loads_at_once_and_guesses_fast() -> None:
    assert FOLDER.model.stat().st_size < 2_000_000
    document = read_model(FOLDER.model)
    started = time.process_time()
    loaded = Model(document)
    assert time.process_time() - started < 0.3
    started = time.process_time()
    for each in HELD_OUT[:200]:
        loaded.guesses(each.text)
    assert (time.process_time() - started) / 200 < 0.005  # 0.4 ms on an idle core


def test_confidences_are_shares_of_one_and_only_of_what_is_asked_for() -> None:
    guesses = model().guesses("đèn đường không sáng", {"ha-tang.chieu-sang", "khac.tieng-on"})
    assert [label for label, _ in guesses] == ["ha-tang.chieu-sang", "khac.tieng-on"]
    assert sum(share for _, share in guesses) == pytest.approx(1)
    assert model().guesses("đèn", set()) == []


@pytest.mark.parametrize("text", ["", "12345", "!!!", "xin chào 😀😀"[9:]])
def test_what_it_does_not_understand_it_does_not_guess(text) -> None:
    assert model().guesses(text) == []


@settings(max_examples=60)
@given(st.text(max_size=400))
def test_no_text_upsets_it(text: str) -> None:
    assert all(0 <= share <= 1 for _, share in model().guesses(text))


def test_a_document_of_another_format_is_refused() -> None:
    with pytest.raises(ValueError, match="format 99"):
        Model({**read_model(FOLDER.model), "format": 99})


def test_packing_is_the_same_every_time() -> None:
    document = {"b": "đ", "a": [1]}
    assert packed(document) == packed({"a": [1], "b": "đ"}) and unpacked(packed(document)) == document


def test_halves_share_no_text_and_every_label() -> None:
    texts = [Example(f"{label}{n}", label) for label in "ab" for n in range(5)]
    development, test = halves(texts)
    assert len(development) == 6 and len(test) == 4
    assert {each.label for each in development} == {each.label for each in test} == {"a", "b"}


def test_the_threshold_is_the_lowest_that_keeps_the_precision() -> None:
    results = [result for n in range(100) for result in [asked(0.99 - n / 1000, right=n != 97)]]
    assert threshold_for(results, 0.97) == pytest.approx(0.99 - 99 / 1000)
    assert threshold_for(results, 1.0) == pytest.approx(0.99 - 96 / 1000)
    assert threshold_for([asked(0.9, right=False)]) == 1.0


def test_a_model_that_is_right_as_often_as_it_is_sure_has_no_calibration_error() -> None:
    assert calibration_error([asked(0.75, right=n != 0) for n in range(4)]) == pytest.approx(0)
    assert calibration_error([asked(0.95, right=False)]) == pytest.approx(0.95)


def asked(confidence: float, *, right: bool):
    return Tried("a", "a" if right else "b", confidence, True)
