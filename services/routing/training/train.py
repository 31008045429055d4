"""Training: texts in, a calibrated and measured model document out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from services.routing.domain.suggestion.model import Model
from services.routing.training.calibrating import best_temperature
from services.routing.training.exporting import calibrated, document_of
from services.routing.training.fitting import fit
from services.routing.training.measuring import figures, halves, summary, tried
from services.routing.training.texts import Example, read_examples, read_phrases


@dataclass(frozen=True, slots=True)
class Folder:
    """A province's folder of texts: what is learnt from, what is measured by, words of caution."""

    path: Path

    def learning(self) -> list[Example]:
        """Return the sentences and phrases to learn from."""
        return [*read_examples(self.path / "train.txt"), *read_examples(self.path / "phrases.txt")]

    def held_out(self) -> tuple[list[Example], list[Example]]:
        """Return the development half and the test half."""
        return halves(read_examples(self.path / "held_out.txt"))

    def places(self) -> list[Example]:
        """Return addresses with the codes of the areas they mean."""
        return read_examples(self.path / "places.txt")

    def caution(self) -> tuple[str, ...]:
        """Return the words at which only a person decides."""
        return read_phrases(self.path / "caution.txt")

    @property
    def model(self) -> Path:
        """Return where the model of the invented texts lies."""
        return self.path / "model.json.gz"


def train(folder: Folder, decided: Iterable[Example], threshold: float, now: datetime) -> dict[str, Any]:
    """Return the document of a model that has learnt from the folder and from what people decided.

    Raises `Rejected("training-not-installed")` without scikit-learn.
    """
    development, _ = folder.held_out()
    raw = document_of(fit([*folder.learning(), *decided]), folder.caution(), now)
    document = calibrated(raw, best_temperature(Model(raw), development))
    return {**document, "figures": measured(folder, document, threshold)}


def measured(folder: Folder, document: dict[str, Any], threshold: float) -> dict[str, Any]:
    """Return the figures of a model on the folder's test half."""
    development, test = folder.held_out()
    model = Model(document)
    return {
        **figures(model, test, threshold),
        "development": summary(tried(model, development), threshold),
        "all": summary(tried(model, [*development, *test]), threshold),
    }
