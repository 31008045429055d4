"""How good a model is on texts it has never seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from services.routing.domain.suggestion.model import Model
from services.routing.training.fitting import SEED
from services.routing.training.noise import NOISES, noisy
from services.routing.training.texts import Example

WANTED_PRECISION = 0.97
_BINS = 10
CLEAN = "clean"


@dataclass(frozen=True, slots=True)
class Tried:
    """One text that a model was asked about: its label, the first guess, how sure; whether the first three have it."""

    label: str
    guess: str
    confidence: float
    in_three: bool

    @property
    def right(self) -> bool:
        """Return whether the first guess is right."""
        return self.guess == self.label


def halves(examples: Sequence[Example]) -> tuple[list[Example], list[Example]]:
    """Return the development half (first, third, … of each label) and the test half."""
    development, test = [], []
    for _, group in groupby(examples, key=lambda each: each.label):
        ours = list(group)
        development += ours[0::2]
        test += ours[1::2]
    return development, test


def tried(model: Model, examples: Iterable[Example], kind: str = CLEAN) -> list[Tried]:
    """Ask the model about each text, with one kind of noise."""
    return [_asked(model, each, each.text if kind == CLEAN else noisy(each.text, kind, SEED)) for each in examples]


def figures(model: Model, test: Sequence[Example], threshold: float) -> dict[str, Any]:
    """Return all figures of a model at a threshold: plain numbers, fit for JSON."""
    clean = tried(model, test)
    noise = {kind: summary(tried(model, test, kind), threshold) for kind in NOISES}
    wrong = Counter((each.label, each.guess) for each in clean if not each.right)
    return {
        "texts": len(clean),
        **summary(clean, threshold),
        "noise": noise,
        "confusions": [[label, guess, times] for (label, guess), times in wrong.most_common(12)],
    }


def summary(results: Sequence[Tried], threshold: float) -> dict[str, float]:
    """Return the figures of some results at a threshold."""
    sure = [each for each in results if each.confidence >= threshold]
    return {
        "top1": _share(sum(each.right for each in results), len(results)),
        "top3": _share(sum(each.in_three for each in results), len(results)),
        "threshold": threshold,
        "coverage": _share(len(sure), len(results)),
        "precision": _share(sum(each.right for each in sure), len(sure)),
        "ece": round(calibration_error(results), 4),
    }


def threshold_for(results: Sequence[Tried], precision: float = WANTED_PRECISION) -> float:
    """Return the lowest confidence from which on so many of the guesses are right; 1 where there is none."""
    ranked = sorted(results, key=lambda each: -each.confidence)
    lowest, right = 1.0, 0
    for count, each in enumerate(ranked, 1):
        right += each.right
        if right / count >= precision:
            lowest = each.confidence
    return lowest


def calibration_error(results: Sequence[Tried]) -> float:
    """Return the expected calibration error: how far confidence and truth are apart, over ten bins."""
    apart = 0.0
    for number in range(_BINS):
        inside = [each for each in results if number <= min(each.confidence, 0.9999) * _BINS < number + 1]
        apart += abs(sum(each.right for each in inside) - sum(each.confidence for each in inside))
    return apart / len(results) if results else 0.0


def _asked(model: Model, example: Example, text: str) -> Tried:
    guesses = model.guesses(text)[:3] or [("", 0.0)]
    return Tried(example.label, guesses[0][0], guesses[0][1], example.label in [label for label, _ in guesses])


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 1.0
