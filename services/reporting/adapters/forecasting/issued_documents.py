"""Forecasts as documents. The calendar stays in the catalogue: a holiday announced later changes what is expected."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from services.reporting.domain.forecast.backtest import Errors
from services.reporting.domain.forecast.day_kinds import DayKind, WorkingCalendar
from services.reporting.domain.forecast.issued import Issued
from services.reporting.domain.forecast.model import Model
from services.reporting.domain.forecast.profile import Profiles
from services.reporting.domain.forecast.smoothing import State

Document = dict[str, Any]


def document_of(issued: Issued) -> Document:
    """Return a forecast as a document; `_id` is day and stream."""
    return {
        "_id": f"{issued.day.isoformat()}:{issued.stream}",
        "day": issued.day.isoformat(),
        "stream": issued.stream,
        "days": issued.days,
        "model": _model(issued.model) if issued.model else None,
        "errors": asdict(issued.errors),
    }


def issued_of(document: Document, calendar: WorkingCalendar) -> Issued:
    """Return the forecast of a document."""
    day, model = date.fromisoformat(document["day"]), document["model"]
    read = _read(model, calendar) if model else None
    return Issued(day, document["stream"], document["days"], read, Errors(**document["errors"]))


def _model(model: Model) -> Document:
    state, shares = model.state, model.shares
    return {
        "until": model.until.isoformat(),
        "busy": model.busy,
        "restless": model.restless,
        "level": state.level,
        "slope": state.slope,
        "scale": state.scale,
        "factors": {str(kind): factor for kind, factor in state.factors.items()},
        "own": {str(kind): list(each) for kind, each in shares.own.items()},
        "working": list(shares.working),
        "off": list(shares.off),
    }


def _read(kept: Document, calendar: WorkingCalendar) -> Model:
    factors = {DayKind(kind): factor for kind, factor in kept["factors"].items()}
    own = {DayKind(kind): tuple(each) for kind, each in kept["own"].items()}
    return Model(
        date.fromisoformat(kept["until"]),
        State(kept["level"], kept["slope"], factors, kept["scale"]),
        Profiles(own, tuple(kept["working"]), tuple(kept["off"])),
        kept["busy"],
        kept["restless"],
        calendar,
    )
