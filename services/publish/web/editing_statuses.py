"""HTTP statuses of what editing refuses."""

from __future__ import annotations

#: Slug → HTTP status, beside those of the kit.
EDITING_STATUSES = {
    "case-taken-back": 410,
    "publication-changed": 409,
    "unknown-ground": 422,
    "words-missing": 422,
    "words-not-found": 422,
    "nothing-hidden-there": 409,
    "stays-hidden": 403,
    "unknown-picture": 404,
    "picture-never-public": 409,
    "picture-not-readable": 422,
    "alt-missing": 422,
    "covers-not-valid": 422,
}
