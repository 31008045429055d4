"""Signing in: what a password must be, how somebody proves who they are, how long a session lives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

LEAST_PASSWORD = 12
MOST_PASSWORD = 200
#: Not a list of all bad passwords, only of those that people here choose first.
COMMON = frozenset(
    {
        "123456789012",
        "1234567890123",
        "111111111111",
        "000000000000",
        "abcdefghijkl",
        "administrator",
        "gialai1022gl",
        "hotline10221",
        "iloveyou1234",
        "matkhau12345",
        "matkhau123456",
        "password1234",
        "qwertyuiop12",
        "tongdai1022",
        "tongdai10221",
    }
)

PASSWORD, FULL = "password", "full"
#: How somebody proved who they are: by a password, by the province's single sign-on, or there with a second factor too.
BY_PASSWORD, BY_SSO, BY_STRONG_SSO = "password", "sso", "strong-sso"


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """How somebody proves who they are; hashes only, but for the secret of the second factor.

    `last_step` is the last time step whose code was used: a code works once. `recovery` are hashes of one-time codes.
    `subject` is whom the single sign-on knows. Sessions older than `signed_out_at` are worth nothing.
    """

    name: str
    password: str | None = None
    totp: str | None = None
    last_step: int = 0
    recovery: tuple[str, ...] = ()
    must_change: bool = False
    subject: str | None = None
    signed_out_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A signed-in browser. `id` is the hash of the cookie's secret; `stage` is `password` until the second factor."""

    id: str
    account: str
    stage: str
    created_at: datetime
    seen_at: datetime
    idle_until: datetime
    ends_at: datetime
    browser: str
    way: str = BY_PASSWORD

    def lives(self, now: datetime, signed_out_at: datetime | None) -> bool:
        """Return whether it has not run out, and was not ended together with all the others."""
        ended = signed_out_at is not None and self.created_at < signed_out_at
        return not ended and now < min(self.idle_until, self.ends_at)


def is_good_password(password: str, name: str) -> bool:
    """Return whether a password is long enough, none of the first that are guessed, and not the name again."""
    plain = password.lower()
    long_enough = LEAST_PASSWORD <= len(password) <= MOST_PASSWORD
    return long_enough and plain not in COMMON and name.lower() not in plain and len(set(password)) >= 5


def latest(*moments: datetime | None) -> datetime | None:
    """Return the latest of those there are."""
    return max((each for each in moments if each is not None), default=None)
