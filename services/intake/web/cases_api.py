"""POST /api/cases, and the same with files: a citizen's program files a case."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import Any

import orjson
from flask import Response, request
from marshmallow import ValidationError
from werkzeug.exceptions import UnprocessableEntity

from services.intake.web.admission import admitted
from services.intake.web.application import application
from services.intake.web.readers import from_json
from services.intake.web.receipt import LOCATION, REPLAY, filed
from services.intake.web.schemas import CaseSchema, IdempotencySchema, ReceiptSchema
from services.intake.web.uploads import MOST_BYTES, uploads
from services.kit.failures import Rejected
from services.kit.files.keep import Upload
from services.kit.web import Operations, allow_body

cases = Operations("cases", __name__, url_prefix="/api/cases", description="Filing cases")

_FILES = {"type": "array", "items": {"type": "string", "format": "binary"}, "description": "Pictures, sound, PDF."}
_MULTIPART = {
    "required": True,
    "content": {
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "required": ["case"],
                "properties": {
                    "case": {"type": "string", "description": "The body of POST /api/cases, as JSON."},
                    "files": _FILES,
                },
            }
        }
    },
}


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
@cases.alt_response(403, "FORBIDDEN")
@cases.alt_response(409, "CONFLICT")
@cases.alt_response(428, "PRECONDITION_REQUIRED")
@cases.alt_response(429, "TOO_MANY_REQUESTS")
def file_case(body: dict[str, Any], headers: dict[str, Any]) -> Response:
    """File a case.

    Answers only after the case is safe on the majority of the database's servers. Repeat a request whose answer was
    lost with the same `Idempotency-Key`: it returns the same case.
    """
    return _filed(body, headers, [])


@cases.post("/with-files")
@cases.doc(requestBody=_MULTIPART)
@cases.arguments(IdempotencySchema(), location="headers")
@cases.response(201, ReceiptSchema, description="The case is stored.", headers=LOCATION)
@cases.alt_response(
    200,
    schema=ReceiptSchema,
    description="The same request came before; this is its case.",
    headers=REPLAY,
)
@cases.alt_response(403, "FORBIDDEN")
@cases.alt_response(409, "CONFLICT")
@cases.alt_response(413, "REQUEST_ENTITY_TOO_LARGE")
@cases.alt_response(428, "PRECONDITION_REQUIRED")
@cases.alt_response(429, "TOO_MANY_REQUESTS")
@allow_body(MOST_BYTES)
def file_case_with_files(headers: dict[str, Any]) -> Response:
    """File a case with files.

    One request, so that case and files arrive together or not at all. The part `case` is what POST /api/cases takes.
    """
    try:
        body = CaseSchema().load(orjson.loads(request.form.get("case", "")))
    except ValidationError as error:
        raise _not_valid(error) from None
    except ValueError:
        raise Rejected("bad-request", "Phần case không phải JSON.", "The part case is not JSON.") from None
    return _filed(body, headers, uploads())


def _filed(body: dict[str, Any], headers: dict[str, Any], files: list[Upload]) -> Response:
    app = application()
    command = from_json(body, headers.get("key", secrets.token_urlsafe(16)))
    command = admitted(command, headers.get("solution", ""))
    return filed(app.registrar.register(replace(command, attachments=app.attachments.keep(files) if files else ())))


def _not_valid(error: ValidationError) -> Exception:
    """Return what the parser of JSON bodies raises, so that wrong fields are named in the same way."""
    refusal = UnprocessableEntity()
    refusal.data = {"messages": {"json": error.messages}}  # type: ignore[attr-defined]
    return refusal
