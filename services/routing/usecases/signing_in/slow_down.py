"""Slow down whoever guesses."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from services.kit.clock import Clock
from services.kit.failures import Rejected
from services.routing.domain.guessing import wait
from services.routing.usecases.signing_in.ports import Attempts


@dataclass(frozen=True, slots=True)
class SlowDown:
    """Keys are by kind (`domain/guessing`). Tries at the very same moment may slip past, as many as workers serve."""

    attempts: Attempts
    clock: Clock

    def check(self, keys: Mapping[str, str]) -> None:
        """Raise `Rejected("too-many-tries")` where the next try must wait; such a try is not counted."""
        found = self.attempts.find(list(keys.values()), self.clock.now())
        left = wait({kind: found[key] for kind, key in keys.items() if key in found}, self.clock.now())
        if left.total_seconds() > 0:
            raise _too_many(math.ceil(left.total_seconds()))

    def wrong(self, keys: Mapping[str, str]) -> None:
        """Count a wrong try."""
        self.attempts.add(list(keys.values()), self.clock.now())

    def right(self, *keys: str) -> None:
        """Forget the wrong tries of somebody who was right in the end."""
        self.attempts.clear(keys)


def of_code(name: str) -> dict[str, str]:
    """Return under what wrong codes of somebody are counted."""
    return {"code": f"code:{name}"}


def of_password(name: str) -> dict[str, str]:
    """Return under what wrong passwords are counted where somebody who is in is asked for it again."""
    return {"password": f"password:{name}"}


def _too_many(seconds: int) -> Rejected:
    minutes = math.ceil(seconds / 60)
    return Rejected(
        "too-many-tries",
        f"Đã thử sai quá nhiều lần. Xin thử lại sau {minutes} phút, hoặc liên hệ người quản trị.",
        f"Too many wrong tries. Please try again in {minutes} min, or ask the administrator.",
        retry_after=seconds,
    )
