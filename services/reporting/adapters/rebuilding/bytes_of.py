"""The bytes of a document: the same for the same content, whatever way it came about."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

import bson
import orjson
from bson.codec_options import CodecOptions

#: When a document was written last: bookkeeping of readers, no fact.
BOOKKEEPING = frozenset({"changed"})
_AWARE: CodecOptions[dict[str, Any]] = CodecOptions(tz_aware=True)
_OPTIONS = orjson.OPT_SORT_KEYS | orjson.OPT_UTC_Z


def stored(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return the document as MongoDB gives it back: times cut to milliseconds, tuples made lists."""
    return bson.decode(bson.encode(document), _AWARE)


def canonical(document: Mapping[str, Any]) -> bytes:
    """Return a document as JSON with sorted keys, without bookkeeping."""
    content = {name: value for name, value in document.items() if name not in BOOKKEEPING}
    return orjson.dumps(content, option=_OPTIONS)


def digest(collection: str, content: bytes) -> int:
    """Return the SHA-256 of a document's bytes, and of where it lies, as a number."""
    return int.from_bytes(hashlib.sha256(collection.encode() + b"\0" + content).digest())


def lacks(new: Any, live: Any) -> bool:
    """Return whether `live` has a field, at any depth, that `new` has not."""
    if not isinstance(live, Mapping):
        return False
    if not isinstance(new, Mapping):
        return True
    return any(name not in new or lacks(new[name], value) for name, value in live.items() if name not in BOOKKEEPING)
