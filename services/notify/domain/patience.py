"""How long we try, how often, and how long we wait before asking for a receipt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

#: Seconds before the next attempt, by attempts so far; the last one repeats.
DELAYS = (5, 30, 120, 600, 1_800, 3_600, 7_200, 14_400)
#: Seconds between two questions about the same uncertain message.
ASK_AGAIN = 60


@dataclass(frozen=True, slots=True)
class Patience:
    """`lease` is how long a claim holds; `give_up_after` is a message's whole life, from its first claim."""

    lease: timedelta = timedelta(seconds=60)
    give_up_after: timedelta = timedelta(hours=24)

    def claim_ends(self, now: datetime) -> datetime:
        """Return when a claim made now counts as abandoned."""
        return now + self.lease

    def last_start(self, now: datetime) -> datetime:
        """Return until when a sender holding a claim made now may start to send.

        Half the lease, so that a message started at the last moment is over, by the mail server's time limits, before
        anybody asks what became of it.
        """
        return now + self.lease / 2

    def ask_at(self, now: datetime) -> datetime:
        """Return when to ask whether a message whose answer never came was accepted: not while it may be in flight."""
        return now + self.lease

    def ask_again_at(self, now: datetime) -> datetime:
        """Return when to ask again after nobody knew."""
        return now + timedelta(seconds=ASK_AGAIN)

    def retry_at(
        self, now: datetime, created_at: datetime, attempts: int, until: datetime | None = None
    ) -> datetime | None:
        """Return when to try again after `attempts` attempts, not before `until`; None when it is time to give up."""
        moment = now + timedelta(seconds=DELAYS[min(max(attempts - 1, 0), len(DELAYS) - 1)])
        moment = max(moment, until or moment)
        return moment if moment <= created_at + self.give_up_after else None
