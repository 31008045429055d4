"""Suggest what a text is about and where it is."""

from __future__ import annotations

from datetime import date, datetime

from services.kit.clock import Clock
from services.routing.domain.catalog import Catalog
from services.routing.domain.classification import Suggested
from services.routing.domain.gazetteer import Gazetteer
from services.routing.domain.submission import Submission
from services.routing.domain.suggestion import Guesses, Model, Opinion, Thresholds, cautions, opinion
from services.routing.usecases.ports import Catalogs
from services.routing.usecases.suggesting.ports import Models

MOST = 3
#: What is less likely helps nobody who has to choose.
LEAST = 0.01


class Suggest:
    """For whoever decides, and for deciding alone where the guess is good enough. Keeps one index of places."""

    def __init__(self, models: Models, catalogs: Catalogs, clock: Clock, thresholds: Thresholds) -> None:
        """Take the adapters and from which confidence on a guess decides."""
        self._models = models
        self._catalogs = catalogs
        self._clock = clock
        self._thresholds = thresholds
        self._places: tuple[Catalog, date, Gazetteer] | None = None

    def __call__(self, text: str, address: str | None = None) -> Guesses:
        """Return guesses about a text. Raises `Retryable` while there is no catalogue.

        Places are read without a model too; categories are not.
        """
        return self._guesses(text, address, self._catalogs.assigner().catalog, self._clock.now())

    def about(self, said: Submission, catalog: Catalog, now: datetime) -> Opinion:
        """Return what follows from a new case's text; nothing where the citizen said category and area."""
        if said.category and said.area:
            return Opinion()
        guesses = self._guesses(f"{said.title}\n{said.text}", said.address, catalog, now)
        if not guesses.has_model:
            return Opinion()
        return opinion(said, _still_open(said, guesses), catalog, self._thresholds, now)

    def _guesses(self, text: str, address: str | None, catalog: Catalog, now: datetime) -> Guesses:
        day = catalog.agency_hours.local(now).date()
        areas = self._gazetteer(catalog, day).find(text, address)
        model = self._models.current()
        if model is None:
            return Guesses(areas=areas)
        return Guesses(
            categories=_categories(model, text, catalog, day),
            areas=areas,
            cautions=cautions(text, model.caution),
            has_model=True,
        )

    def _gazetteer(self, catalog: Catalog, day: date) -> Gazetteer:
        known = self._places
        if known is None or known[0] is not catalog or known[1] != day:
            known = self._places = (catalog, day, Gazetteer(catalog.areas, day))
        return known[2]


def _categories(model: Model, text: str, catalog: Catalog, day: date) -> tuple[Suggested, ...]:
    today = {slug for slug, category in catalog.categories.items() if category.term.holds(day)}
    best = [guess for guess in model.guesses(text, today)[:MOST] if guess[1] >= LEAST]
    return tuple(Suggested(what="category", value=slug, confidence=round(share, 4)) for slug, share in best)


def _still_open(said: Submission, guesses: Guesses) -> Guesses:
    """What the citizen said needs no guess."""
    return Guesses(
        categories=() if said.category else guesses.categories,
        areas=() if said.area else guesses.areas,
        cautions=guesses.cautions,
        has_model=guesses.has_model,
    )
