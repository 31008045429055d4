"""What the province's provider knows the desk by, and how its words are read."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class OidcClient:
    """`roles_claim` lists somebody's groups; `strong` are the values of `amr` that are a second factor.

    `seconds` is how long one answer is waited for, `leeway` how far apart the two clocks may be.
    """

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    roles_claim: str
    strong: frozenset[str]
    seconds: float
    leeway: timedelta = timedelta(seconds=30)
