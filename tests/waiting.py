"""The only place where tests wait: for a condition, never for a time."""

import time
from collections.abc import Callable
from typing import TypeVar

Value = TypeVar("Value")


def eventually(check: Callable[[], Value], within: float = 10.0, every: float = 0.05, message: str = "") -> Value:
    """Call `check` every `every` seconds until it returns something true, and return that.

    An AssertionError of `check` counts as "not yet". Raises AssertionError after `within` seconds: the last one of
    `check`, or one that ends with `message` and the last value.
    """
    until = time.monotonic() + within
    while True:
        value, failure = _tried(check)
        if value:
            return value  # type: ignore[return-value]
        if time.monotonic() > until:
            raise failure or AssertionError(
                f"not within {within} s: {message or 'the condition'}; last value: {value!r}"
            )
        time.sleep(every)


def _tried(check: Callable[[], Value]) -> tuple[Value | None, AssertionError | None]:
    try:
        return check(), None
    except AssertionError as failure:
        return None, failure
