"""POST /api/calls/cases: an operator files a case for a caller."""

from __future__ import annotations

from typing import Any

from flask import Response, g

from services.intake.web.application import application
from services.intake.web.readers import from_call
from services.intake.web.receipt import LOCATION, REPLAY, filed
from services.intake.web.schemas import CallCaseSchema, ReceiptSchema
from services.kit.web import TOKEN_NEEDED, Operations, require

calls = Operations("calls", __name__, url_prefix="/api/calls", description="Cases by telephone")


@calls.post("/cases")
@require("operator", "administrator")
@calls.doc(**TOKEN_NEEDED)
@calls.arguments(CallCaseSchema())
@calls.response(201, ReceiptSchema, description="The case is stored.", headers=LOCATION)
@calls.alt_response(
    200,
    schema=ReceiptSchema,
    description="This matter of this call was filed before; this is its case.",
    headers=REPLAY,
)
@calls.alt_response(409, "CONFLICT")
def file_call_case(body: dict[str, Any]) -> Response:
    """File a case for a caller.

    `call_id` and `matter` name the case: sent again, they return the same case.
    """
    return filed(application().registrar.register(from_call(body, g.account.name)))
