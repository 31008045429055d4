"""JSON APIs: marshmallow in, OpenAPI 3.1 out, refusals as problem details in every operation's contract."""

from __future__ import annotations

import http
from typing import Any

import flask_smorest
from flask import Flask, Response
from flask_smorest.utils import prepare_response
from marshmallow import INCLUDE, Schema, fields

from services.kit.web.problems import MEDIA_TYPE
from services.kit.web.wire import FastJson, StrictParser

#: For `@operations.doc(**TOKEN_NEEDED)` beside `@require(...)`.
TOKEN_NEEDED: dict[str, Any] = {"security": [{"token": []}], "responses": {"401": "UNAUTHORIZED", "403": "FORBIDDEN"}}


class WrongFieldSchema(Schema):
    """One wrong field of a request."""

    pointer = fields.String(metadata={"description": "JSON Pointer to the field, as a URI fragment."})
    slug = fields.String(metadata={"description": "Stable name of what is wrong, where there is one."})
    detail = fields.String(metadata={"description": "What is wrong with it, Vietnamese."})
    detail_en = fields.String(metadata={"description": "What is wrong with it, English."})


class ProblemSchema(Schema):
    """A refusal, RFC 9457. Some carry further members, such as `retry_after` (seconds) or an `example`."""

    class Meta:
        """Members that are not named here are allowed (RFC 9457 §3.2)."""

        unknown = INCLUDE

    type = fields.String(required=True, metadata={"example": "urn:hotline:problem:not-found"})
    title = fields.String(required=True, metadata={"description": "Short title, Vietnamese."})
    status = fields.Integer(required=True, metadata={"description": "HTTP status."})
    slug = fields.String(required=True, metadata={"description": "Stable name for programs."})
    detail = fields.String(required=True, metadata={"description": "One sentence, Vietnamese."})
    detail_en = fields.String(required=True, metadata={"description": "One sentence, English."})
    errors = fields.List(fields.Nested(WrongFieldSchema), metadata={"description": "Wrong fields, if any."})


class Operations(flask_smorest.Blueprint):
    """A group of API operations: flask-smorest's blueprint with our strict reading of JSON."""

    ARGUMENTS_PARSER = StrictParser()


class _Api(flask_smorest.Api):
    ERROR_SCHEMA = ProblemSchema

    def register_blueprint(self, blp: Any, **options: Any) -> None:
        """Add operations. Their callers show a token, never a cookie, so the guard of forms has no part in them."""
        self._app.extensions["csrf"].exempt(blp)
        super().register_blueprint(blp, **options)

    def _register_error_handlers(self) -> None:
        """The app answers every refusal itself, in one way for all paths."""

    def _register_responses(self) -> None:
        named = [(status.name, status.phrase, status.value) for status in http.HTTPStatus]
        for name, phrase, value in [*named, (self.DEFAULT_ERROR_RESPONSE_NAME, "Refused; see the problem.", 0)]:
            response: dict[str, Any] = {"description": phrase}
            if value == 0 or value >= 400:
                response["schema"] = self.ERROR_SCHEMA
            prepare_response(response, self.spec, MEDIA_TYPE)
            self.spec.components.response(name, response, lazy=True)

    def _openapi_json(self) -> Response:
        return Response(FastJson(self._app).dumps(self.spec.to_dict()), mimetype="application/json")


def create_api(app: Flask, title: str, version: str) -> flask_smorest.Api:
    """Return the API of `app`. Its contract is served at /api/openapi.json."""
    app.config.update(
        API_TITLE=title,
        API_VERSION=version,
        OPENAPI_VERSION="3.1.0",
        OPENAPI_URL_PREFIX="/api",
        OPENAPI_JSON_PATH="openapi.json",
    )
    api = _Api(app)
    api.spec.components.security_scheme("token", {"type": "http", "scheme": "bearer"})
    return api
