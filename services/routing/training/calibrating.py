"""Making a confidence mean what it says: one temperature for all scores, found on texts that nothing was fitted to."""

from __future__ import annotations

import math
from collections.abc import Sequence

from services.routing.domain.suggestion.model import Model
from services.routing.training.texts import Example

_CANDIDATES = tuple(0.05 * step for step in range(2, 61))
_NEVER = 1e-9


def best_temperature(model: Model, examples: Sequence[Example]) -> float:
    """Return the temperature under which the right labels are likeliest, for a model that has temperature 1."""
    shares = [(dict(model.guesses(each.text)), each.label) for each in examples]
    return min(_CANDIDATES, key=lambda candidate: sum(_surprise(guess, label, candidate) for guess, label in shares))


def _surprise(guess: dict[str, float], label: str, temperature: float) -> float:
    raised = {name: max(share, _NEVER) ** (1 / temperature) for name, share in guess.items()}
    whole = sum(raised.values())
    return -math.log(max(raised.get(label, 0.0) / whole, _NEVER)) if whole else 0.0
