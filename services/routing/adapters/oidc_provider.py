"""The province's OpenID provider, over HTTP: authorization code with PKCE, by Authlib."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import requests
from authlib.integrations.base_client import OAuthError  # type: ignore[import-untyped]
from authlib.integrations.requests_client import OAuth2Session  # type: ignore[import-untyped]

from services.kit.clock import Clock
from services.kit.logs import log
from services.routing.adapters.oidc_client import OidcClient
from services.routing.adapters.oidc_tokens import IdTokens, UntrueError
from services.routing.usecases.single_sign_on import refusals
from services.routing.usecases.single_sign_on.ports import Begun, Identity, ProviderAwayError

CONNECT_SECONDS = 3.0
#: Providers say where things are in a document that seldom changes.
METADATA_SECONDS = 3_600.0
NEEDED = ("issuer", "authorization_endpoint", "token_endpoint", "jwks_uri")
T = TypeVar("T")


class OidcProvider:
    """Port `Provider`. Nothing is asked before somebody wants to sign in: the desk starts without the provider."""

    def __init__(self, client: OidcClient, clock: Clock, monotonic: Callable[[], float]) -> None:
        self._client = client
        self._monotonic = monotonic
        self._tokens = IdTokens(client, clock, self._keys)
        self._metadata: Mapping[str, Any] = {}
        self._read_at = 0.0

    def begin(self, back: str) -> Begun:
        """Make up state, nonce and verifier, and say where to go with them."""
        state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
        endpoint = self._known()["authorization_endpoint"]
        with self._session(back) as session:
            address, _ = session.create_authorization_url(endpoint, state=state, code_verifier=verifier, nonce=nonce)
        return Begun(address, state, nonce, verifier)

    def finish(self, back: str, code: str, begun: Begun) -> Identity:
        """Exchange the code, check what comes for it, and ask for what the token does not say."""
        try:
            return self._asked(lambda: self._identity(back, code, begun))
        except (OAuthError, UntrueError) as why:
            log.warning("single sign-on refused", reason=type(why).__name__, detail=_detail(why))
            raise refusals.failed() from why

    def farewell(self, back: str) -> str | None:
        """Return the provider's own way out (RP-Initiated Logout), where it says that it has one."""
        endpoint = self._known().get("end_session_endpoint")
        query = {"client_id": self._client.client_id, "post_logout_redirect_uri": back}
        return requests.Request("GET", endpoint, params=query).prepare().url if endpoint else None

    def is_issuer(self, issuer: str) -> bool:
        """Return whether this names the provider, letter by letter."""
        return issuer == self._client.issuer

    def _identity(self, back: str, code: str, begun: Begun) -> Identity:
        known = self._known()
        with self._session(back) as session:
            token = session.fetch_token(
                known["token_endpoint"], code=code, code_verifier=begun.verifier, grant_type="authorization_code"
            )
            claims = self._tokens.claims(token, begun.nonce)
            return self._vouched({**self._more(session, claims), **claims})

    def _more(self, session: OAuth2Session, claims: Mapping[str, Any]) -> Mapping[str, Any]:
        """Many providers keep the token small and tell the rest when they are asked."""
        endpoint = self._known().get("userinfo_endpoint")
        if "email" in claims or not endpoint:
            return {}
        told: Mapping[str, Any] = _json(session.get(endpoint, allow_redirects=False))
        if told.get("sub") != claims["sub"]:
            raise UntrueError("userinfo-of-somebody-else")
        return told

    def _vouched(self, claims: Mapping[str, Any]) -> Identity:
        own = self._client
        email, groups = claims.get("email"), claims.get(own.roles_claim or "", ())
        verified = claims.get("email_verified") is True and isinstance(email, str)
        return Identity(
            subject=f"{own.issuer} {claims['sub']}",
            email=email if verified else None,
            strong=not own.strong.isdisjoint(_texts(claims.get("amr", ()))),
            groups=_texts(groups),
        )

    def _known(self) -> Mapping[str, Any]:
        if not self._metadata or self._monotonic() - self._read_at > METADATA_SECONDS:
            self._metadata, self._read_at = self._asked(self._discovered), self._monotonic()
        return self._metadata

    def _discovered(self) -> Mapping[str, Any]:
        found = self._read(f"{self._client.issuer.rstrip('/')}/.well-known/openid-configuration")
        if found.get("issuer") != self._client.issuer or any(not isinstance(found.get(each), str) for each in NEEDED):
            raise ValueError("this is not the issuer's document")
        return found

    def _keys(self) -> Mapping[str, Any]:
        return self._asked(lambda: self._read(self._known()["jwks_uri"]))

    def _read(self, url: str) -> Mapping[str, Any]:
        with self._session("") as session:
            return _json(session.get(url, allow_redirects=False, withhold_token=True))

    def _asked(self, ask: Callable[[], T]) -> T:
        """Whatever the network or a half-dead provider does is the same to whoever wants to sign in."""
        try:
            return ask()
        except (requests.RequestException, ValueError) as why:
            log.warning("single sign-on away", reason=type(why).__name__)
            raise ProviderAwayError("single sign-on away") from why

    def _session(self, back: str) -> OAuth2Session:
        own = self._client
        session = OAuth2Session(
            own.client_id,
            own.client_secret,
            scope="openid email",
            redirect_uri=back,
            code_challenge_method="S256",
            default_timeout=(CONNECT_SECONDS, own.seconds),
        )
        session.trust_env = False
        return session


def _json(answer: requests.Response) -> Mapping[str, Any]:
    answer.raise_for_status()
    found = {} if answer.is_redirect else answer.json()
    if isinstance(found, dict) and found:
        return found
    raise ValueError("no JSON object")


def _texts(claim: object) -> frozenset[str]:
    several = claim if isinstance(claim, (list, tuple)) else (claim,)
    return frozenset(each for each in several if isinstance(each, str))


def _detail(why: Exception) -> str:
    return str(why.error) if isinstance(why, OAuthError) else str(why)
