"""Gia Lai's own data, read once: areas, texts and the model that ships with them."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from services.routing import catalog as catalog_files
from services.routing.adapters.catalog_snapshot import catalog_of
from services.routing.adapters.model_file import read_model
from services.routing.domain.catalog import Catalog
from services.routing.domain.gazetteer import Gazetteer
from services.routing.domain.suggestion import Model
from services.routing.training.train import Folder

DATA = Path(__file__).parents[4] / "deploy" / "data" / "gialai"
FOLDER = Folder(DATA / "suggestion")
TODAY = date(2026, 11, 24)


@cache
def catalog() -> Catalog:
    """Return the catalogue."""
    return catalog_of(1, catalog_files.load(DATA))


@cache
def gazetteer(day: date = TODAY) -> Gazetteer:
    """Return the places."""
    return Gazetteer(catalog().areas, day)


@cache
def model() -> Model:
    """Return the model that ships."""
    return Model(read_model(FOLDER.model))
