"""Sign how far the chain went, when a day is over."""

from __future__ import annotations

from datetime import date

from services.kit.clock import Clock
from services.kit.logs import log
from services.publish.domain.days import local_day
from services.publish.domain.ledger.chain import Entry
from services.publish.domain.ledger.roots import Root, days_to_sign, end_of, signed_bytes
from services.publish.usecases.ledger.ports import Chain, Roots, Signer


class SignDays:
    """Adds a root for each day since the first entry, also for days on which nothing happened or nobody was there.

    Times in the chain never go back, so a day that is over gains no entries, and two processes sign the same.
    """

    def __init__(self, chain: Chain, roots: Roots, signer: Signer, clock: Clock) -> None:
        self._chain = chain
        self._roots = roots
        self._signer = signer
        self._clock = clock

    def __call__(self) -> None:
        """Sign the days that are over and have no root yet."""
        latest = self._roots.latest(1)
        first = None if latest else self._chain.first()
        if not latest and first is None:
            return
        since = latest[0].day if latest else _eve(first)
        for day in days_to_sign(since, self._clock.now()):
            head = self._chain.head_at(end_of(day))
            if head:
                self._roots.add(self._root(day, head))
                log.info("day of the ledger closed", day=day.isoformat(), entries=head.number)

    def _root(self, day: date, head: Entry) -> Root:
        keys = self._signer.keys
        signatures = self._signer.sign(signed_bytes(day, head.number, head.hash, keys))
        return Root(day=day, number=head.number, hash=head.hash, keys=keys, signatures=signatures)


def _eve(first: Entry | None) -> date:
    """Return the day before the first entry."""
    day = local_day(first.time) if first else date.max
    return date.fromordinal(day.toordinal() - 1)
