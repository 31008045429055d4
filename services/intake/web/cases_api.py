"""POST /api/cases: a citizen's program files a case."""

from __future__ import annotations

import secrets
from typing import Any

from flask import Response

from services.intake.web.application import application
from services.intake.web.readers import from_json
from services.intake.web.receipt import LOCATION, REPLAY, filed
from services.intake.web.schemas import CaseSchema, IdempotencySchema, ReceiptSchema
from services.kit.web import Operations

cases = Operations("cases", __name__, url_prefix="/api/cases", description="Filing cases")


@cases.post("")
@cases.arguments(CaseSchema())
@cases.arguments(IdempotencySchema(), location="headers")
@cases.response(201, ReceiptSchema, description="The case is stored.", headers=LOCATION)
@cases.alt_response(
    200,
    schema=ReceiptSchema,
    description="The same request came before; this is its case.",
    headers=REPLAY,
)
@cases.alt_response(409, "CONFLICT")
@cases.alt_response(429, "TOO_MANY_REQUESTS")
def file_case(body: dict[str, Any], headers: dict[str, Any]) -> Response:
    """File a case.

    Answers only after the case is safe on the majority of the database's servers. Repeat a request whose answer was
    lost with the same `Idempotency-Key`: it returns the same case.
    """
    key = headers.get("key", secrets.token_urlsafe(16))
    return filed(application().registrar.register(from_json(body, key)))
