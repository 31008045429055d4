"""The linear model: a weight for each feature and label, in a form that loads at once and takes little memory."""

from __future__ import annotations

import base64
import math
import sys
from array import array
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from services.routing.domain.suggestion.grams import grams_of

FORMAT = 1

Guess = tuple[str, float]


class Model:
    """Guesses the category of a text. Its document is plain JSON (`training/exporting.py` writes it).

    `rows` holds, for one feature after another, how many labels have a weight (`counts`), which (`labels`), and the
    weights in steps of `step`; `idf` is how telling a feature is, in steps of a sixteenth. Scores are divided by
    `temperature`, so that a confidence of 0.9 is right nine times in ten.
    """

    def __init__(self, document: Mapping[str, Any]) -> None:
        """Read a document. Raises KeyError or ValueError for one that `training` did not write."""
        if document["format"] != FORMAT:
            raise ValueError(f"a model of format {document['format']}")
        self.trained_at: str = document["trained_at"]
        self.labels: tuple[str, ...] = tuple(document["labels"])
        self.figures: Mapping[str, Any] = document["figures"]
        self.caution: tuple[str, ...] = tuple(document["caution"])
        self._bias: Sequence[float] = document["bias"]
        self._temperature: float = document["temperature"]
        self._step: float = document["step"]
        self._idf = base64.b64decode(document["idf"])
        self._of = base64.b64decode(document["labels_of"])
        self._weights = array("b", base64.b64decode(document["weights"]))
        self._number = {sys.intern(gram): number for number, gram in enumerate(document["grams"])}
        self._starts = _starts(base64.b64decode(document["counts"]))

    def guesses(self, text: str, among: Collection[str] | None = None) -> list[Guess]:
        """Return labels with their confidence, best first: all together 1. `among` leaves out what is not in it.

        A text of which no word is known has no guess.
        """
        scores = self._scores(text)
        if scores is None:
            return []
        wanted = [at for at, label in enumerate(self.labels) if among is None or label in among]
        return _shares((self.labels[at], scores[at] / self._temperature) for at in wanted)

    def _scores(self, text: str) -> list[float] | None:
        total, square = [0.0] * len(self.labels), 0.0
        for gram, times in Counter(grams_of(text)).items():
            number = self._number.get(gram)
            if number is None:
                continue
            value = (1.0 + math.log(times)) * self._idf[number]
            square += value * value
            start, end = self._starts[number], self._starts[number + 1]
            for label, weight in zip(self._of[start:end], self._weights[start:end], strict=True):
                total[label] += value * weight
        if not square:
            return None
        scale = self._step / math.sqrt(square)
        return [bias + scale * score for bias, score in zip(self._bias, total, strict=True)]


def _starts(counts: bytes) -> array[int]:
    starts = array("l", [0])
    for count in counts:
        starts.append(starts[-1] + count)
    return starts


def _shares(scored: Any) -> list[Guess]:
    pairs = list(scored)
    if not pairs:
        return []
    top = max(score for _, score in pairs)
    raised = [(label, math.exp(score - top)) for label, score in pairs]
    whole = sum(each for _, each in raised)
    return sorted(((label, each / whole) for label, each in raised), key=lambda pair: (-pair[1], pair[0]))
