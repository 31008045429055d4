"""Access tokens that are always fresh, fetched by exactly one process among many, with refresh tokens that work once.

See docs/decisions/0014.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Protocol

from prometheus_client import Gauge
from pymongo.errors import PyMongoError

from services.kit.clock import Clock
from services.kit.logs import log
from services.notify.adapters.provider_http import NoAnswer, NotSent
from services.notify.adapters.token_store import Pair, Stored, TokenStore

#: How long one refresh may take before another process may try.
LEASE = timedelta(seconds=30)
#: After the provider could not be asked, and after it refused.
AGAIN, AGAIN_REFUSED = timedelta(seconds=5), timedelta(minutes=5)
#: A token is replaced when this share of its life is over.
AHEAD = 0.8
CACHE_SECONDS, WAIT_SECONDS, POLL_SECONDS = 3.0, 10.0, 0.1

TROUBLE = Gauge(
    "hotline_token_trouble", "1 while a provider's tokens cannot be refreshed; 2: authorise anew.", ["provider"]
)
EXPIRES = Gauge("hotline_token_expires_timestamp_seconds", "When the access token ends, Unix time.", ["provider"])


class NoToken(Exception):  # noqa: N818 - named by what is missing
    """There is no access token to be had at the moment. The message says why, without secrets."""


class RefreshRefused(Exception):  # noqa: N818
    """The provider did not take the refresh token. The message is its error code."""


class Refresher(Protocol):
    """Trades a refresh token for a new pair."""

    def refresh(self, token: str) -> Pair:
        """Raises `RefreshRefused`, or `NotSent` and `NoAnswer` of the HTTP adapter."""


class TokenKeeper:
    """Reads are cached for seconds; a refresh is claimed in the database first."""

    def __init__(self, provider: str, store: TokenStore, refresher: Refresher, clock: Clock) -> None:
        self._provider = provider
        self._store, self._refresher, self._clock = store, refresher, clock
        self._turn = threading.Lock()
        self._cached: tuple[float, Stored] | None = None
        self._unwritten: tuple[int, Pair] | None = None

    def access(self) -> str:
        """Return an access token that has not ended. Raises `NoToken`."""
        stored = self._read()
        if self._is_due(stored.pair):
            self._refresh(stored)
            stored = self._read(fresh=True)
        if self._is_valid(stored):
            return stored.pair.access
        return self._awaited(self._is_valid)

    def renew(self, refused: str) -> str:
        """Return another access token than the one the provider has just refused. Raises `NoToken`."""
        stored = self._read(fresh=True)
        if stored.pair.access == refused:
            self._refresh(stored)
        return self._awaited(lambda stored: stored.pair.access != refused and self._is_valid(stored))

    def upkeep(self) -> None:
        """Refresh ahead of time, though nobody sends anything: a refresh token that lies about ends as well."""
        try:
            self.access()
        except NoToken as error:
            log.error("no access token", provider=self._provider, reason=str(error))

    def _awaited(self, good: Callable[[Stored], bool]) -> str:
        """Wait a little for whoever is refreshing."""
        until = time.monotonic() + WAIT_SECONDS
        stored = self._read(fresh=True)
        while not good(stored):
            if stored.trouble or time.monotonic() > until:
                raise NoToken(stored.trouble or "being refreshed")
            time.sleep(POLL_SECONDS)
            stored = self._read(fresh=True)
        return stored.pair.access

    def _read(self, *, fresh: bool = False) -> Stored:
        """Return what is stored, or remembered for seconds; without the database, what is remembered has to do."""
        if self._cached and not fresh and time.monotonic() - self._cached[0] < CACHE_SECONDS:
            return self._cached[1]
        try:
            self._write_late()
            stored = self._store.load()
        except PyMongoError as error:
            if self._cached is None:
                raise NoToken(type(error).__name__) from error
            return self._cached[1]
        if stored is None:
            raise NoToken("never authorised")
        self._note(stored)
        return stored

    def _note(self, stored: Stored) -> None:
        self._cached = (time.monotonic(), stored)
        TROUBLE.labels(self._provider).set(2 if stored.lost else 1 if stored.trouble else 0)
        EXPIRES.labels(self._provider).set(stored.pair.expires_at.timestamp())

    def _is_valid(self, stored: Stored) -> bool:
        return bool(stored.pair.access) and self._clock.now() < stored.pair.expires_at

    def _is_due(self, pair: Pair) -> bool:
        return self._clock.now() >= pair.obtained_at + (pair.expires_at - pair.obtained_at) * AHEAD

    def _refresh(self, stored: Stored) -> None:
        """Refresh this version, unless somebody is at it, in this process or another."""
        if not self._turn.acquire(blocking=False):
            return
        try:
            now = self._clock.now()
            before = self._store.claim(stored.version, now, now + LEASE)
            if before:
                self._trade(before, now)
        except PyMongoError as error:
            log.warning("refresh not claimed", error=type(error).__name__)
        finally:
            self._turn.release()

    def _trade(self, before: Stored, now: datetime) -> None:
        """Ask the provider. Whatever a dead predecessor did, the refresh token that is stored is the one to try."""
        try:
            pair = self._refresher.refresh(before.pair.refresh)
        except NotSent as error:
            self._failed(before, now + AGAIN, f"out of reach: {error}", asked=False)
        except NoAnswer as error:
            self._failed(before, now + AGAIN, f"no answer: {error}", asked=True)
        except RefreshRefused as error:
            lost = before.refreshing_since is not None
            self._failed(before, now + AGAIN_REFUSED, f"refused: {error}", asked=True, lost=lost)
        else:
            log.info("token refreshed", provider=self._provider, version=before.version + 1)
            self._unwritten = (before.version, pair)
            self._write_soon()

    def _failed(self, before: Stored, again_at: datetime, trouble: str, *, asked: bool, lost: bool = False) -> None:
        log.error("token not refreshed", provider=self._provider, reason=trouble, authorise_anew=lost)
        try:
            self._store.give_back(before, again_at, trouble, asked=asked, lost=lost)
        except PyMongoError as error:
            # The lease ends by itself.
            log.warning("lease not given back", error=type(error).__name__)

    def _write_soon(self) -> None:
        """Write the new pair now: only this process has it. If that fails, every later look tries again first."""
        if self._unwritten:
            version, pair = self._unwritten
            self._cached = (time.monotonic(), Stored(pair, version + 1))
        try:
            self._write_late()
        except PyMongoError as error:
            log.error("new tokens not stored yet", provider=self._provider, error=type(error).__name__)

    def _write_late(self) -> None:
        unwritten = self._unwritten
        if unwritten:
            self._store.replace(*unwritten)
            self._unwritten = None
