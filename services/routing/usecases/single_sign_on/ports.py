"""What single sign-on needs from the province's provider."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from services.kit.failures import Retryable


@dataclass(frozen=True, slots=True)
class Begun:
    """A sign-in that has begun: where the browser goes, and what must come back with it or stays with us."""

    address: str
    state: str
    nonce: str = field(repr=False)
    verifier: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Whom the provider vouches for. `email` is there only where the provider has verified it.

    `subject` is issuer and subject together: the same subject of another provider is somebody else. `strong` says that
    a second factor was proved there.
    """

    subject: str
    email: str | None = None
    strong: bool = False
    groups: frozenset[str] = frozenset()


class ProviderAwayError(Retryable):
    """The provider does not answer, or not so that it could be understood."""


class Provider(Protocol):
    """The province's OpenID provider."""

    def begin(self, back: str) -> Begun:
        """Return a new sign-in that will lead back to our address `back`. Raises `ProviderAwayError`."""

    def finish(self, back: str, code: str, begun: Begun) -> Identity:
        """Return whom the provider vouches for, everything it says having been checked.

        Raises `Rejected("sso-failed")` for a word that cannot be believed, `ProviderAwayError`.
        """

    def farewell(self, back: str) -> str | None:
        """Return where one signs out of the provider itself, if anywhere. Raises `ProviderAwayError`."""

    def is_issuer(self, issuer: str) -> bool:
        """Return whether this names the provider."""
