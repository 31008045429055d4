"""POST /oauth/v4/oa/access_token: a refresh token becomes a new pair. Numbers as text, errors with HTTP 200."""

from __future__ import annotations

import hmac
from typing import Any

from flask import Blueprint, request

from tests.simulators.base.faults import Faults
from tests.simulators.zalo.credentials import ZaloCredentials
from tests.simulators.zalo.tokens import Tokens

#: Zalo's numbers for this endpoint are unverified; that each is negative and comes with HTTP 200 is not.
INVALID_GRANT, INVALID_APP, INVALID_SECRET, INVALID_REFRESH = -14001, -14002, -14004, -14014


def oauth(credentials: ZaloCredentials, tokens: Tokens, faults: Faults) -> Blueprint:
    """Return the endpoint."""
    blueprint = Blueprint("oauth", __name__, url_prefix="/oauth")

    @blueprint.post("/v4/oa/access_token")
    def refresh() -> dict[str, Any]:
        if (code := faults.take("fail", request.path)) is not None:
            return _error(int(code), "Temporary failure", "Injected")
        form = request.form
        if (wrong := _wrong(form, credentials)) is not None:
            return wrong
        pair = tokens.refresh(form.get("refresh_token", ""))
        if pair is None:
            return _error(INVALID_REFRESH, "Invalid refresh token", "Refresh token is invalid, expired or used")
        return {
            "access_token": pair.access_token,
            "refresh_token": pair.refresh_token,
            "expires_in": str(pair.expires_in),
        }

    return blueprint


def _wrong(form: Any, credentials: ZaloCredentials) -> dict[str, Any] | None:
    if request.mimetype != "application/x-www-form-urlencoded" or form.get("grant_type") != "refresh_token":
        return _error(INVALID_GRANT, "Invalid grant type", "grant_type must be refresh_token, sent as a form")
    if form.get("app_id") != credentials.app_id:
        return _error(INVALID_APP, "Invalid app id", "app_id does not exist")
    given = request.headers.get("secret_key", "")
    if not hmac.compare_digest(given.encode(), credentials.app_secret.encode()):
        return _error(INVALID_SECRET, "Invalid secret key", "secret_key is not the key of the app")
    return None


def _error(code: int, name: str, reason: str) -> dict[str, Any]:
    return {"error": code, "error_name": name, "error_reason": reason, "error_description": reason, "ref_doc": ""}
