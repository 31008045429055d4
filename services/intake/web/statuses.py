"""The HTTP statuses of intake's own refusals."""

STATUSES = {
    "blocked": 403,
    "not-this-way": 422,
    "api-key-not-valid": 403,
    "unknown-service": 404,
    "unknown-jurisdiction": 404,
    "unknown-case": 404,
    "proof-needed": 428,
    "slow-down": 429,
    "too-many-tries": 429,
    "case-over": 409,
    "too-many-additions": 409,
    "malformed-dossier-code": 422,
    "unknown-dossier": 404,
    "wrong-digits": 403,
    "dossier-system-down": 503,
    "dossiers-not-connected": 503,
    "service-code-required": 400,
}
