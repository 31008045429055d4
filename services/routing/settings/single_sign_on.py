"""How the province's single sign-on is reached, and what its word is worth here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from environs import Env
from marshmallow.validate import Range

from services.kit.events.vocabulary import ROLES

#: Methods (RFC 8176) that are a second factor.
STRONG = ("mfa", "otp", "hwk", "sc", "fido")
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


@dataclass(frozen=True, slots=True, kw_only=True)
class SingleSignOnSettings:
    """Without an `issuer` there is none. `seconds` is how long one answer of the provider is waited for.

    `roles_claim` names the claim that lists somebody's groups, `roles` says which of our roles each group may have. It
    never grants a role; it only keeps those out whose group does not have the role that our administrator gave them.
    `strong` are the values of `amr` that are a second factor.
    """

    issuer: str = ""
    client_id: str = ""
    client_secret: str = field(default="", repr=False)
    roles_claim: str = ""
    roles: Mapping[str, frozenset[str]] = field(default_factory=dict)
    strong: frozenset[str] = frozenset(STRONG)
    seconds: float = 5.0


def single_sign_on(env: Env) -> SingleSignOnSettings:
    """Read the settings. Raises environs' errors, and ValueError for what is half set."""
    read = SingleSignOnSettings(
        issuer=env.str("OIDC_ISSUER", ""),
        client_id=env.str("OIDC_CLIENT_ID", ""),
        client_secret=env.str("OIDC_CLIENT_SECRET", ""),
        roles_claim=env.str("OIDC_ROLES_CLAIM", ""),
        roles=_roles(env.list("OIDC_ROLES", [])),
        strong=frozenset(env.list("OIDC_STRONG_AMR", list(STRONG))),
        seconds=env.float("OIDC_SECONDS", 5.0, validate=Range(min=0, min_inclusive=False)),
    )
    if read.issuer:
        _check(read)
    return read


def _check(read: SingleSignOnSettings) -> None:
    if not (read.client_id and read.client_secret):
        raise ValueError("OIDC_ISSUER needs OIDC_CLIENT_ID and OIDC_CLIENT_SECRET")
    parts = urlsplit(read.issuer)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOOPBACK):
        raise ValueError("OIDC_ISSUER must be an https address")
    if bool(read.roles_claim) != bool(read.roles):
        raise ValueError("OIDC_ROLES_CLAIM and OIDC_ROLES need each other")


def _roles(pairs: list[str]) -> dict[str, frozenset[str]]:
    """Read `group=role`, several of which may have the same group."""
    read: dict[str, frozenset[str]] = {}
    for pair in pairs:
        group, _, role = pair.rpartition("=")
        if not group or role not in ROLES:
            raise ValueError(f"OIDC_ROLES: {pair} is not group=role")
        read[group] = read.get(group, frozenset()) | {role}
    return read
