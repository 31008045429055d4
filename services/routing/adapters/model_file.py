"""A model as a file, and as the bytes that a database keeps: JSON, packed."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any


def packed(document: Mapping[str, Any]) -> bytes:
    """Return the bytes of a model's document; the same document gives the same bytes."""
    plain = json.dumps(document, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return gzip.compress(plain.encode(), mtime=0)


def unpacked(body: bytes) -> dict[str, Any]:
    """Return the document. Raises ValueError or OSError for bytes that are none."""
    return dict(json.loads(gzip.decompress(body)))


def read_model(path: Path) -> dict[str, Any]:
    """Return the document in a file."""
    return unpacked(path.read_bytes())


def write_model(path: Path, document: Mapping[str, Any]) -> int:
    """Write the file and return its size in bytes."""
    return path.write_bytes(packed(document))
