"""What is signed at the end of a day: how far the chain went, in the province's own days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from services.publish.domain.days import begins
from services.publish.domain.ledger.content import canonical

#: How long after midnight a day is signed: clocks of two processes may differ a little.
AFTER_MIDNIGHT = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed (the public key, hex) and what came of it (hex)."""

    key: str
    signature: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Root:
    """The head of the chain at the end of a day. `keys` are all that sign in these days: each vouches for the others.

    Without keys the root is unsigned: it says how far the chain went, and proves it to nobody.
    """

    day: date
    number: int
    hash: str
    keys: tuple[str, ...] = ()
    signatures: tuple[Signature, ...] = ()


def signed_bytes(day: date, number: int, hash_: str, keys: tuple[str, ...]) -> bytes:
    """Return what is signed."""
    return canonical({"day": day.isoformat(), "number": number, "hash": hash_, "keys": list(keys)})


def end_of(day: date) -> datetime:
    """Return the midnight that ends a day, in UTC."""
    return begins(day + timedelta(days=1)).astimezone(UTC)


def days_to_sign(after: date, now: datetime) -> Iterator[date]:
    """Yield the days after `after` that are over."""
    day = after + timedelta(days=1)
    while end_of(day) + AFTER_MIDNIGHT <= now:
        yield day
        day += timedelta(days=1)
