"""What of a published case the ledger covers, written in the one way that gives the same bytes everywhere."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from services.publish.domain.public_case import PublicCase

#: Which fields a digest is made of. Another set of fields is another form, beside this one: old digests stay good.
FORM = 1
FIELDS = (
    "code",
    "title",
    "text",
    "address",
    "category",
    "area",
    "channel",
    "received_at",
    "steps",
    "agency",
    "agency_name",
    "answered_at",
    "due_at",
    "due_reason_vi",
    "due_reason_en",
    "on_time",
    "outcome",
    "answer",
    "scheduled_for",
    "proof",
    "photos",
)
#: Of the fields that have several parts, what of each part. A photo's `id` is new with each drawing of it.
PART_FIELDS = {"steps": ("agency", "agency_name", "at"), "photos": ("id", "part", "alt")}

Content = Mapping[str, Any]


def content_of(case: PublicCase) -> dict[str, Any]:
    """Return what the ledger covers of a published case, as JSON's own types; the API shows the same values."""
    return {name: _field(name, getattr(case, name)) for name in FIELDS}


def _field(name: str, value: Any) -> Any:
    if name not in PART_FIELDS:
        return plain(value)
    return [{part: plain(getattr(each, part)) for part in PART_FIELDS[name]} for each in value]


def plain(value: Any) -> Any:
    """Return a value as JSON knows it; a moment as RFC 3339 in UTC, cut to the milliseconds that are stored."""
    if not isinstance(value, datetime):
        return value
    moment = value.astimezone(UTC)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000).isoformat()


def canonical(value: Any) -> bytes:
    """Return JSON as UTF-8 in NFC, keys sorted, no blanks: the same value is always the same bytes."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return unicodedata.normalize("NFC", text).encode()


def digest_of(content: Content, salt: str) -> str:
    """Return the SHA-256, hex, of the salt and the content. Once the salt is forgotten, nobody can try out texts."""
    return hashlib.sha256(salt.encode() + canonical(content)).hexdigest()
