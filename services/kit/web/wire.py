"""JSON in and out through orjson: fast, strict about UTF-8, and without a stack to overflow by nesting."""

from __future__ import annotations

from typing import Any

import orjson
from flask import Request
from flask.json.provider import JSONProvider
from webargs import core
from webargs.flaskparser import FlaskParser
from werkzeug.exceptions import UnsupportedMediaType


class FastJson(JSONProvider):
    """Flask's JSON provider. Datetimes are RFC 3339 with `Z`."""

    def dumps(self, obj: Any, **_: Any) -> str:
        """Return compact JSON; formatting options of the standard library are ignored."""
        return orjson.dumps(obj, option=orjson.OPT_UTC_Z).decode()

    def loads(self, s: str | bytes, **_: Any) -> Any:
        """Return what the JSON text says. Raises ValueError."""
        return orjson.loads(s)


class StrictParser(FlaskParser):
    """Reads request bodies for flask-smorest: a body that does not call itself JSON is refused with 415."""

    def _raw_load_json(self, req: Request) -> Any:
        if not core.is_json(req.mimetype):
            raise UnsupportedMediaType
        try:
            return orjson.loads(req.get_data(cache=True))
        except orjson.JSONDecodeError as error:
            # Said here, because webargs takes some of orjson's errors for "no body".
            self._handle_invalid_json_error(error, req)
