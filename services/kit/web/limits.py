"""How often one address may call. Generous: in Việt Nam a whole commune may share one address behind its NAT.

Counted per process and in memory: the limit is a fence against floods, not an account, and a restart may forget it.
The counting is the `limits` library's, without Flask-Limiter around it, which costs every request of an app, limited or
not, more than all our other checks together (measured).
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from flask import Flask, request
from limits import parse
from limits.storage import Storage
from limits.strategies import FixedWindowRateLimiter
from werkzeug.exceptions import TooManyRequests

MOST_ADDRESSES = 50_000
# Not strangers; and behind a proxy on this machine that nobody declared, the whole province would share this address.
_THIS_MACHINE = frozenset({"127.0.0.1", "::1"})

View = TypeVar("View", bound=Callable[..., Any])


class Windows(Storage):
    """Counters of fixed windows. Forgets by dropping what has expired when it grows full.

    The library's own memory storage starts a thread that walks over all keys every 10 ms under load; this one costs a
    dictionary access per call.
    """

    STORAGE_SCHEME = ["windows"]  # noqa: RUF012 - the library declares it so

    def __init__(self, now: Callable[[], float] = time.time) -> None:
        super().__init__()
        self._now = now
        self._counted: dict[str, tuple[int, float]] = {}

    @property
    def base_exceptions(self) -> type[Exception]:
        """What can go wrong here: nothing but a bug."""
        return ValueError

    def incr(self, key: str, expiry: float, amount: int = 1) -> int:
        """Count `amount` in the window of `key`, which ends `expiry` seconds after its first call."""
        now = self._now()
        count, ends = self._counted.get(key, (0, 0.0))
        if ends <= now:
            self._make_room(now)
            count, ends = 0, now + expiry
        self._counted[key] = (count + amount, ends)
        return count + amount

    def get(self, key: str) -> int:
        """Return the count in the window of `key`."""
        count, ends = self._counted.get(key, (0, 0.0))
        return count if ends > self._now() else 0

    def get_expiry(self, key: str) -> float:
        """Return when the window of `key` ends, in seconds since the epoch."""
        return self._counted.get(key, (0, self._now()))[1]

    def check(self) -> bool:
        """Return that the storage works."""
        return True

    def reset(self) -> int | None:
        """Forget everything; return how many keys there were."""
        known = len(self._counted)
        self._counted.clear()
        return known

    def clear(self, key: str) -> None:
        """Forget one key."""
        self._counted.pop(key, None)

    def _make_room(self, now: float) -> None:
        if len(self._counted) >= MOST_ADDRESSES:
            self._counted = {key: value for key, value in self._counted.items() if value[1] > now}
        if len(self._counted) >= MOST_ADDRESSES:
            self._counted.clear()


def limit_rate(rate: str, storage: Storage | None = None) -> Callable[[View], View]:
    """Decorator for a view: at most `rate` calls per address, such as "300 per minute"; "" means no limit.

    Put it directly above the function. Refuses with 429 and `Retry-After`. Raises ValueError for a rate that cannot be
    read.
    """
    if not rate:
        return lambda view: view
    check = _check(rate, storage)

    def decorate(view: View) -> View:
        @wraps(view)
        def limited(*args: Any, **kwargs: Any) -> Any:
            check()
            return view(*args, **kwargs)

        return cast(View, limited)

    return decorate


def allow_body(most_bytes: int) -> Callable[[View], View]:
    """Decorator for a view that takes files: a `multipart/form-data` body may be up to `most_bytes`.

    Other bodies, and each form field in it, stay within the app's own limit. Nothing may have read the body before:
    exempt the view from the guard of forms, and check inside.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def roomy(*args: Any, **kwargs: Any) -> Any:
            if request.mimetype == "multipart/form-data":
                request.max_content_length = most_bytes
            return view(*args, **kwargs)

        return cast(View, roomy)

    return decorate


def limit_posts(app: Flask, rate: str, storage: Storage | None = None) -> None:
    """Let every address send at most `rate` POST requests to `app`; reading stays free."""
    if rate:
        check = _check(rate, storage)
        app.before_request(lambda: check() if request.method == "POST" else None)


def _check(rate: str, storage: Storage | None) -> Callable[[], None]:
    """Return a function that counts the current request and raises `TooManyRequests` when it is one too many."""
    item = parse(rate)
    limiter = FixedWindowRateLimiter(storage or Windows())

    def check() -> None:
        caller = request.remote_addr or ""
        if caller not in _THIS_MACHINE and not limiter.hit(item, caller):
            raise TooManyRequests(retry_after=item.get_expiry())

    return check
