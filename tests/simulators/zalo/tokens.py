"""Access tokens that expire, and refresh tokens that work once."""

from __future__ import annotations

import hashlib
import hmac
import threading
from dataclasses import dataclass
from datetime import datetime, timedelta

from tests.simulators.base.clock import Clock
from tests.simulators.zalo.credentials import ZaloCredentials

ACCESS_SECONDS, REFRESH_SECONDS = 90_000, 90 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Pair:
    """What one refresh gives; lifetimes in seconds."""

    access_token: str
    refresh_token: str
    expires_in: int


class Tokens:
    """Only the newest refresh token works, and only once. Times are the simulated clock's.

    Refresh tokens prove themselves by a MAC, so that a lab that starts anew knows the ones it gave before; until it has
    given one itself, it takes the newest it is shown.
    """

    def __init__(self, credentials: ZaloCredentials, clock: Clock) -> None:
        self.access_seconds, self.refresh_seconds = ACCESS_SECONDS, REFRESH_SECONDS
        self._credentials, self._clock = credentials, clock
        self._lock = threading.Lock()
        self._serial, self._access, self._born = 0, "", clock.now()
        self._seen_any = False
        self._ends = self._born
        self.refreshes = 0

    def refresh(self, token: str) -> Pair | None:
        """Return a new pair for the current refresh token, and make the old pair useless; None for any other."""
        with self._lock:
            serial = self._serial_of(token)
            if serial is None or (serial != self._serial if self._seen_any else serial < self._serial):
                return None
            if self._seen_any and self._clock.now() > self._born + timedelta(seconds=self.refresh_seconds):
                return None
            self._issue(serial + 1)
            return Pair(self._access, self._signed("refresh", self._serial), self.access_seconds)

    def state(self, token: str) -> str:
        """Return `valid`, `expired` or `unknown` for an access token."""
        with self._lock:
            if not token or token != self._access:
                return "unknown"
            return "valid" if self._clock.now() < self._ends else "expired"

    def access(self) -> str:
        """Return a valid access token without refreshing, for tests that only send. Issues one when there is none."""
        with self._lock:
            if not self._access:
                self._access, self._ends = self._signed("access", 0), self._end()
            return self._access

    def expire(self) -> None:
        """Let the access token run out now."""
        with self._lock:
            self._ends = self._clock.now() - timedelta(seconds=1)

    def revoke(self) -> None:
        """Make the access token unknown, as when the OA's owner signs the app out and in again."""
        with self._lock:
            self._access = ""

    def _issue(self, serial: int) -> None:
        self._seen_any, self._serial = True, serial
        self._access, self._born, self._ends = self._signed("access", serial), self._clock.now(), self._end()
        self.refreshes += 1

    def _end(self) -> datetime:
        return self._clock.now() + timedelta(seconds=self.access_seconds)

    def _serial_of(self, token: str) -> int | None:
        if token == self._credentials.refresh_token:
            return 0
        serial = token.split(".")[1] if token.count(".") == 2 else ""
        if not serial.isdigit() or not hmac.compare_digest(token, self._signed("refresh", int(serial))):
            return None
        return int(serial)

    def _signed(self, kind: str, serial: int) -> str:
        # The first refresh token belongs to the account: another account's tokens are no use here.
        text = f"{kind}.{serial}.{self._credentials.refresh_token}"
        digest = hmac.new(self._credentials.app_secret.encode(), text.encode(), hashlib.sha256).hexdigest()
        return f"{kind}.{serial}.{digest[:48]}"
