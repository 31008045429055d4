"""From what was fitted to the document that running services read: few small numbers, the weak weights left out."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from services.routing.domain.suggestion.model import FORMAT
from services.routing.training.fitting import Fitted

#: A weight below this share of the largest says too little to be carried along.
WEAKEST = 0.02
_STEPS = 127


def document_of(fitted: Fitted, caution: Iterable[str], trained_at: datetime) -> dict[str, Any]:
    """Return the document, not yet calibrated (`temperature` 1) and without figures."""
    largest = float(abs(fitted.weights).max())
    step = largest / _STEPS
    grams, idf, counts = [], [], []
    labels: list[int] = []
    weights: list[int] = []
    for column, gram in enumerate(fitted.grams):
        kept = [(row, float(w)) for row, w in enumerate(fitted.weights[:, column]) if abs(w) >= WEAKEST * largest]
        if kept:
            grams.append(gram)
            idf.append(min(round(float(fitted.idf[column]) * 16), 255))
            counts.append(len(kept))
            labels.extend(row for row, _ in kept)
            weights.extend(round(weight / step) & 0xFF for _, weight in kept)
    return {
        "format": FORMAT,
        "trained_at": trained_at.isoformat(timespec="seconds"),
        "labels": [str(label) for label in fitted.labels],
        "bias": [round(float(each), 4) for each in fitted.bias],
        "grams": grams,
        "idf": _text(idf),
        "counts": _text(counts),
        "labels_of": _text(labels),
        "weights": _text(weights),
        "step": step,
        "temperature": 1.0,
        "caution": list(caution),
        "figures": {},
    }


def calibrated(document: Mapping[str, Any], temperature: float) -> dict[str, Any]:
    """Return the document with its scores divided by `temperature`."""
    return {**document, "temperature": round(temperature, 4)}


def _text(numbers: Iterable[int]) -> str:
    return base64.b64encode(bytes(numbers)).decode()
