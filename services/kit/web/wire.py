"""Bodies in and out, within a limit: JSON through orjson, fast, strict about UTF-8, no stack to overflow by nesting."""

from __future__ import annotations

from typing import IO, Any, cast

import orjson
from flask import Request
from flask.json.provider import JSONProvider
from webargs import core
from webargs.flaskparser import FlaskParser
from werkzeug.exceptions import RequestEntityTooLarge, UnsupportedMediaType
from werkzeug.utils import cached_property
from werkzeug.wsgi import LimitedStream


class FastJson(JSONProvider):
    """Flask's JSON provider. Datetimes are RFC 3339 with `Z`."""

    def dumps(self, obj: Any, **_: Any) -> str:
        """Return compact JSON; formatting options of the standard library are ignored."""
        return orjson.dumps(obj, option=orjson.OPT_UTC_Z).decode()

    def loads(self, s: str | bytes, **_: Any) -> Any:
        """Return what the JSON text says. Raises ValueError."""
        return orjson.loads(s)


class _Bounded(LimitedStream):
    """A body of unknown length that may not be longer than `limit` bytes."""

    def __init__(self, stream: IO[bytes], limit: int) -> None:
        super().__init__(stream, limit + 1, is_max=True)

    def readall(self) -> bytes:
        """Return the whole body. Raises `RequestEntityTooLarge`; Werkzeug's own would cut it off in silence."""
        body = super().readall()
        if self.is_exhausted:
            raise RequestEntityTooLarge
        return body


class BoundedRequest(Request):
    """A request whose body is refused when it is too large, also when it comes in chunks without a length."""

    @cached_property
    def stream(self) -> IO[bytes]:
        """The body, to be read once."""
        limit = self.max_content_length
        if limit is None or self.content_length is not None or not self.environ.get("wsgi.input_terminated"):
            return super().stream
        return cast(IO[bytes], _Bounded(self.environ["wsgi.input"], limit))


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
