"""What becomes of an event whose handler failed."""

from __future__ import annotations

from dataclasses import dataclass

from services.kit.failures import Rejected, Retryable
from services.kit.messaging.topology import LADDER, Delay


@dataclass(frozen=True, slots=True)
class Park:
    """Put it where a person will look; `slug` says why."""

    slug: str


@dataclass(frozen=True, slots=True)
class TryLater:
    """Send it through one rung of the retry ladder."""

    delay: Delay


Verdict = Park | TryLater


def judge(error: BaseException, attempts: int) -> Verdict:
    """Decide by the error's family and the number of earlier failed attempts.

    `Rejected` is parked at once: no delay makes wrong input right. Everything else climbs the ladder and is parked
    after its last rung, so that a bug loses nothing and never turns hot.
    """
    if isinstance(error, Rejected):
        return Park(error.slug)
    if attempts < len(LADDER):
        return TryLater(LADDER[attempts])
    return Park("retries-exhausted" if isinstance(error, Retryable) else "handler-failed")
