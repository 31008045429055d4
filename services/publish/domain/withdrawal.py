"""A citizen's wish to take their case back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """One wish per case: the first one stands. `reason` may be empty."""

    code: str
    reason: str
    at: datetime
