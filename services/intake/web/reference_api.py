"""GET /api/categories and /api/areas: what a case may be filed under today."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from flask import Response, current_app

from services.intake.domain.reference import Reference
from services.intake.web.application import application
from services.intake.web.schemas import AreaSchema, CategorySchema
from services.kit.web import Operations

MAX_AGE_SECONDS = 60

choices = Operations("reference", __name__, url_prefix="/api", description="Categories and areas")


@choices.get("/categories")
@choices.response(200, CategorySchema(many=True))
def list_categories() -> Response:
    """List the categories one may choose, in order."""
    return _listed(_today().categories.values())


@choices.get("/areas")
@choices.response(200, AreaSchema(many=True))
def list_areas() -> Response:
    """List the communes and wards in force."""
    return _listed(_today().areas.values())


def _today() -> Reference:
    app = application()
    return app.look_up.reference(app.clock.now())


def _listed(entries: Iterable[Any]) -> Response:
    body = current_app.json.dumps([asdict(each) for each in entries])
    response = Response(body, mimetype="application/json")
    response.headers["Cache-Control"] = f"public, max-age={MAX_AGE_SECONDS}"
    return response
