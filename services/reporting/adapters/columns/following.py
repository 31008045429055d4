"""Keeps the columns as the database has the facts: all of them read once, afterwards what changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from services.reporting.adapters.columns.census import Census
from services.reporting.adapters.columns.counts import ColumnCounts
from services.reporting.domain.sheet import CaseFacts

#: Cases are taken in by so many: in between, others get their turn.
PORTION = 500
#: What is marked as changed may become visible so much later, or be marked by a server whose clock is so much behind.
OVERLAP = timedelta(seconds=20)


class Sheets(Protocol):
    """Where the facts lie."""

    def now(self) -> datetime:
        """Return the time of the clock that marks what changed."""

    def size(self) -> int:
        """Return about how many cases there are."""

    def after(self, code: str, most: int) -> Sequence[CaseFacts]:
        """Return the next sheets after a code, in the order of codes, at most so many."""

    def changed_since(self, moment: datetime) -> Iterator[tuple[str, datetime]]:
        """Return code and time of what changed since `moment`."""

    def named(self, codes: Sequence[str]) -> Sequence[CaseFacts]:
        """Return the sheets of these cases."""


def read_once(sheets: Sheets) -> ColumnCounts:
    """Return what counts all facts as they are now, for a program that asks and ends."""
    census = Census()
    follower = Follower(sheets, census)
    while not follower.loaded:
        follower.turn()
    return ColumnCounts(census)


class Follower:
    """`turn` does a portion of work; afterwards the census is so much closer to the database."""

    def __init__(self, sheets: Sheets, census: Census) -> None:
        self._sheets, self._census = sheets, census
        self._last_code = ""
        self._since: datetime | None = None
        self._taken: dict[str, datetime] = {}
        self._waiting: list[tuple[str, datetime]] = []
        self.loaded = False

    def turn(self) -> bool:
        """Return whether there may be more to do at once. Raises the errors of the database; nothing is lost then."""
        return self._follow() if self.loaded else self._load()

    def complaint(self) -> str | None:
        """Return why nothing can be counted yet; None once everything was read."""
        if self.loaded:
            return None
        return f"reading facts: {self._census.cases.size} of about {self._sheets.size()}"

    def _load(self) -> bool:
        """What changes meanwhile is found afterwards, so it does not matter in which order things happen."""
        if self._since is None:
            self._since = self._sheets.now() - OVERLAP
        sheets = self._sheets.after(self._last_code, PORTION)
        self._census.put(sheets)
        if sheets:
            self._last_code = sheets[-1].code
        self.loaded = len(sheets) < PORTION
        return True

    def _follow(self) -> bool:
        if not self._waiting:
            self._look()
        portion, self._waiting = self._waiting[:PORTION], self._waiting[PORTION:]
        try:
            self._census.put(self._sheets.named([code for code, _ in portion]))
        except BaseException:
            self._waiting = [*portion, *self._waiting]
            raise
        self._taken.update(portion)
        return bool(self._waiting)

    def _look(self) -> None:
        """Look from a while before the last change: what was marked earlier may have become visible later."""
        since = self._since or self._sheets.now()
        self._waiting = [(code, at) for code, at in self._sheets.changed_since(since) if self._taken.get(code) != at]
        latest = max((at for _, at in self._waiting), default=since)
        self._since = max(since, latest - OVERLAP)
        self._taken = {code: at for code, at in self._taken.items() if at >= self._since}
