"""Put a model in force, unless it is worse than the one that is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from services.kit.clock import Clock
from services.kit.failures import Rejected
from services.routing.usecases.suggesting.ports import Document, Models

#: Figures of a model on the held-out texts of today: shares of all texts, `top1` right at the first guess, `precision`
#: of those guesses that would decide.
Measure = Callable[[Document], dict[str, Any]]

#: How much worse a new model may be: what a few texts more or less make by chance.
MARGIN = 0.01


@dataclass(frozen=True, slots=True)
class PutInForce:
    """Both models are measured on the same texts, whatever their own figures say."""

    models: Models
    clock: Clock

    def __call__(self, document: Document, measure: Measure, *, force: bool = False) -> int:
        """Put it in force and return its version. Raises `Rejected("model-worse")` unless `force`."""
        before = self.models.document()
        if before is not None and not force:
            _refuse_worse(measure(before), measure(document))
        return self.models.put(document, self.clock.now())


def _refuse_worse(old: dict[str, Any], new: dict[str, Any]) -> None:
    for figure in ("top1", "precision"):
        if new[figure] < old[figure] - MARGIN:
            raise Rejected(
                "model-worse",
                f"Mô hình mới kém hơn mô hình đang dùng ({figure}: {new[figure]:.1%} so với {old[figure]:.1%}).",
                f"The new model is worse than the one in force ({figure}: {new[figure]:.1%}, not {old[figure]:.1%}).",
            )
