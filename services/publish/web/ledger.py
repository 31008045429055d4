"""/ledger: the ledger of publications in plain words."""

from __future__ import annotations

from flask import Blueprint, Response, render_template, request

from services.kit.web import limit_rate
from services.publish.web.caching import cacheable
from services.publish.web.current import READING_RATE, application
from services.publish.web.tracking import digits

ledger = Blueprint("ledger", __name__)


@ledger.get("/ledger")
@limit_rate(READING_RATE)
def page() -> Response:
    """Tell what the ledger is, its latest entries and signed days, or (?code=) what it says about one case."""
    read, code = application().ledger.read, digits(request.args.get("code", ""))
    return cacheable(
        render_template(
            "publish/ledger/page.html",
            ledger=read.overview(),
            code=code,
            found=read.of_case(code) if code else [],
        )
    )
