"""Numbers for those who need not know them."""

from __future__ import annotations

_LEFT, _RIGHT = 2, 2


def masked(number: str | None) -> str | None:
    """Return a number of which only the network and the last digits can be told: `09xx xxx x12`."""
    if number is None:
        return None
    national = "0" + number.removeprefix("+84") if number.startswith("+84") else number
    hidden = "x" * max(0, len(national) - _LEFT - _RIGHT)
    return national[:_LEFT] + hidden + national[max(_LEFT, len(national) - _RIGHT) :]
