"""The dashboard for a wall and for a telephone: no interaction needed, refreshed by itself."""

from __future__ import annotations

from flask import Blueprint, render_template

from services.kit.web import language, limit_rate
from services.reporting.domain.dashboard.glance import Glance
from services.reporting.web import curves
from services.reporting.web.api import RATE, application
from services.reporting.web.outlook_pages import decimal
from services.reporting.web.pages import figure

pages = Blueprint("dashboard", __name__)


@pages.get("/dieu-hanh")
@limit_rate(RATE)
def dashboard() -> str:
    """Show the dashboard."""
    glance = application().show_dashboard(language())
    return render_template(
        "reporting/dashboard.html",
        glance=glance,
        figure=figure,
        decimal=decimal,
        hours=curves.hours,
        rates=rates(glance),
        mean_wait=mean_wait(glance),
        desk=application().settings.desk_url,
    )


def rates(glance: Glance) -> dict[str, object]:
    """Return the week's rates in per cent; None where there is nothing to take a share of."""
    week = glance.week
    return {"on_time": week.on_time_percent, "satisfied": week.satisfied_percent}


def mean_wait(glance: Glance) -> float | None:
    """Return how many seconds today's answered callers waited on average."""
    calls = glance.calls
    return calls.wait_seconds / calls.answered if calls.answered else None
