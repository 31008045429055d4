"""Long answers, sent as they are made: small pieces are put together, and pressed for whoever takes gzip."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from flask import Response, request

PIECE_BYTES = 32 * 1024
#: zlib's own sign for the frame of gzip.
_GZIP = 31
_LEVEL = 5


def streamed(pieces: Iterable[bytes], media_type: str) -> Response:
    """Return the answer, compressed on its way where the client takes that."""
    compress = request.accept_encodings["gzip"] > 0
    body = gzipped(pieces) if compress else gathered(pieces)
    response = Response(body, mimetype=media_type)
    response.vary.add("Accept-Encoding")
    if compress:
        response.headers["Content-Encoding"] = "gzip"
    return response


def gathered(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the same bytes in pieces of a size that is worth sending."""
    waiting, size = [], 0
    for piece in pieces:
        waiting.append(piece)
        size += len(piece)
        if size >= PIECE_BYTES:
            yield b"".join(waiting)
            waiting, size = [], 0
    yield b"".join(waiting)


def gzipped(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the bytes as gzip, never more than a piece at once in memory."""
    press = zlib.compressobj(_LEVEL, zlib.DEFLATED, _GZIP)
    for piece in gathered(pieces):
        if pressed := press.compress(piece):
            yield pressed
    yield press.flush()
