"""Reading strangers' JSON without trusting its shape: what is not what it should be reads as missing."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping, Sequence
from typing import Any

Json = Mapping[str, Any]
#: Longest id of a provider that is used as it is; ids become client keys.
MOST_ID = 150


def part(of: Any, *names: str) -> Json:
    """Return the nested object, or an empty one."""
    for name in names:
        of = of.get(name) if isinstance(of, Mapping) else None
    return of if isinstance(of, Mapping) else {}


def parts(of: Any, name: str) -> Sequence[Json]:
    """Return the objects of a list; what is no object is left out."""
    found = of.get(name) if isinstance(of, Mapping) else None
    return [each for each in found if isinstance(each, Mapping)] if isinstance(found, list) else []


def text(of: Json, name: str) -> str:
    """Return a text; ids that come as numbers become texts."""
    found = of.get(name)
    if isinstance(found, bool) or not isinstance(found, (str, int)):
        return ""
    return str(found)


def number(of: Json, name: str) -> float | None:
    """Return a finite number, also one that comes as text; None where there is none."""
    try:
        found = float(of[name])
    except (KeyError, TypeError, ValueError, OverflowError):
        return None
    return found if math.isfinite(found) else None


def place(of: Json, latitude: str, longitude: str) -> tuple[float, float] | None:
    """Return coordinates that can be on Earth, or None."""
    north, east = number(of, latitude), number(of, longitude)
    if north is None or east is None or not (-90 <= north <= 90 and -180 <= east <= 180):
        return None
    return north, east


def key(name: str) -> str:
    """Return an id that is fit to be kept: a hash where the provider's own is too long or cannot be printed."""
    if 0 < len(name) <= MOST_ID and name.isascii() and name.isprintable():
        return name
    return "sha256:" + hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()
