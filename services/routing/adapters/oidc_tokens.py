"""Tokens of identity: signed by a key of the provider, for us, now, and in answer to what we asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from authlib.oidc.core import CodeIDToken  # type: ignore[import-untyped]
from joserfc import jwt
from joserfc.errors import BadSignatureError, InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

from services.kit.clock import Clock
from services.routing.adapters.oidc_client import OidcClient

#: Signatures by private keys. "none", and secrets that both sides know, are no signatures.
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "Ed25519")


class UntrueError(Exception):
    """A token that cannot be believed; the text says what is wrong, and holds nothing of what the token says."""


class IdTokens:
    """`fetch` gets the provider's keys. They are kept, and fetched anew when a token is signed by another one."""

    def __init__(self, client: OidcClient, clock: Clock, fetch: Callable[[], Mapping[str, Any]]) -> None:
        self._client = client
        self._clock = clock
        self._fetch = fetch
        self._kept: KeySet | None = None

    def claims(self, token: Mapping[str, Any], nonce: str) -> dict[str, Any]:
        """Return what the token says. Raises `UntrueError`."""
        try:
            return self._checked(token, nonce)
        except JoseError as why:
            raise UntrueError(why.error) from why
        except (TypeError, ValueError, KeyError) as why:
            raise UntrueError("malformed") from why

    def _checked(self, token: Mapping[str, Any], nonce: str) -> dict[str, Any]:
        read = self._signed(str(token["id_token"]))
        own = self._client
        options = {
            "iss": {"essential": True, "value": own.issuer},
            "aud": {"essential": True, "value": own.client_id},
            "nonce": {"essential": True, "value": nonce},
            "sub": {"essential": True},
        }
        more = {"nonce": nonce, "client_id": own.client_id, "access_token": token.get("access_token")}
        claims = CodeIDToken(read.claims, read.header, options, more)
        now = int(self._clock.now().timestamp())
        claims.validate(now=now, leeway=int(own.leeway.total_seconds()))
        if not isinstance(claims["sub"], str) or not claims["sub"]:
            raise UntrueError("no-subject")
        return dict(claims)

    def _signed(self, token: str) -> jwt.Token:
        """Providers change their keys: one that we do not know, or that does not fit, is looked for once more."""
        if self._kept is not None:
            try:
                return _decoded(token, self._kept)
            except (InvalidKeyIdError, BadSignatureError):
                pass
        self._kept = KeySet.import_key_set(self._fetch())  # type: ignore[arg-type]
        return _decoded(token, self._kept)


def _decoded(token: str, keys: KeySet) -> jwt.Token:
    registry = JWSRegistry(algorithms=list(ALGORITHMS), strict_check_header=False)
    return jwt.decode(token, keys, registry=registry)
