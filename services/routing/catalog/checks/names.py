"""Names: every record has its own, and all text is in one normal form."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import Any

from services.routing.catalog.problem import Problem, Snapshot

KEYS = {"categories": "slug", "agencies": "slug", "areas": "code", "rules": "id", "deadlines": "slug"}


def duplicates(snapshot: Snapshot) -> Iterator[Problem]:
    """A slug, code or id names one record, for all time: history refers to it."""
    for part, key in KEYS.items():
        for name, count in Counter(record[key] for record in snapshot[part]).items():
            if count > 1:
                yield Problem(
                    "duplicate-name",
                    f"{part}/{name}",
                    f"Mã {name} được dùng {count} lần.",
                    f"The name {name} is used {count} times.",
                )


def not_normalised(snapshot: Snapshot) -> Iterator[Problem]:
    """Vietnamese text must be in NFC (TCVN 6909:2001): else the same name compares as two."""
    for place, text in _texts(snapshot, ""):
        if not unicodedata.is_normalized("NFC", text):
            yield Problem(
                "not-nfc",
                place,
                "Chữ tiếng Việt chưa ở dạng dựng sẵn (NFC).",
                "The text is not in the precomposed form (NFC).",
            )


def _texts(value: Any, place: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _texts(item, f"{place}/{key}")
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _texts(item, f"{place}/{index}")
