"""Passwords by argon2id, tokens by the system's randomness, codes by RFC 6238."""

from __future__ import annotations

import secrets
import unicodedata
from datetime import datetime

import pyotp
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

STEP_SECONDS = 30
ISSUER = "1022"
#: Neither 0 nor o, neither 1 nor i nor l.
READABLE = "abcdefghjkmnpqrstuvwxyz23456789"


class ArgonSecrets:
    """Port `Secrets`. The parameters are those of RFC 9106's second recommendation: 64 MiB, three passes."""

    def __init__(self, *, memory_kib: int = 65_536, passes: int = 3) -> None:
        self._hasher = PasswordHasher(time_cost=passes, memory_cost=memory_kib, parallelism=1)
        self._nobodys = self._hasher.hash(secrets.token_urlsafe(16))

    def hash(self, password: str) -> str:
        """Return a salted hash with its parameters."""
        return self._hasher.hash(_composed(password))

    def verify(self, hashed: str | None, password: str) -> bool:
        """Return whether it is the password; nobody's password takes as long to be wrong."""
        try:
            right = self._hasher.verify(hashed or self._nobodys, _composed(password))
        except (VerificationError, InvalidHashError):
            return False
        return right and hashed is not None

    def token(self) -> str:
        """Return 256 random bits as text."""
        return secrets.token_urlsafe(32)

    def one_time_password(self) -> str:
        """Return 79 random bits in four groups of four."""
        groups = ("".join(secrets.choice(READABLE) for _ in range(4)) for _ in range(4))
        return "-".join(groups)


def _composed(password: str) -> str:
    """Vietnamese letters can be written in two ways; which depends on the keyboard, and nobody sees it."""
    return unicodedata.normalize("NFC", password)


class TotpCodes:
    """Port `SecondFactor`: six digits every half minute; one step of drift either way."""

    def secret(self) -> str:
        """Return 160 random bits, base32."""
        return pyotp.random_base32()

    def step_of(self, secret: str, code: str, now: datetime) -> int | None:
        """Return the step of a right code."""
        if not code.isascii():
            return None
        totp, here = pyotp.TOTP(secret), int(now.timestamp()) // STEP_SECONDS
        near = (here, here - 1, here + 1)
        return next((step for step in near if secrets.compare_digest(totp.at(step * STEP_SECONDS), code)), None)

    def address(self, secret: str, name: str) -> str:
        """Return the address for a telephone's camera."""
        return pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name=ISSUER)
