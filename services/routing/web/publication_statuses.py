"""HTTP statuses of what the portal refuses editors."""

from __future__ import annotations

#: Slug → HTTP status, as the portal itself answers.
PUBLICATION_STATUSES = {
    "publish-away": 503,
    "publication-changed": 409,
    "never-published": 409,
    "unknown-ground": 422,
    "reason-missing": 422,
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
