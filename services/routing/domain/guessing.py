"""How often one may guess: every wrong try above a few costs a longer wait, which a stranger cannot make endless.

Three counts, because each alone can be got around: one name from one address, one address with many names, one name
from many addresses. The last one hurts the owner of the name as well, so its waits stay short, and a browser in which
that name has signed in before is counted on its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

#: Tries are forgotten when there was none for so long. Longer than the longest wait.
REMEMBERED = timedelta(hours=1)
FIRST_WAIT = timedelta(seconds=30)
QUARTER = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Limit:
    """After `free` wrong tries the next must wait, twice as long each time, at most `longest`."""

    free: int
    longest: timedelta


#: An address may be that of a whole office. A code is guessed only by somebody who knows the password, and the password
#: a second time only in a browser in which somebody is signed in: neither is a way to keep the owner out.
LIMITS: Mapping[str, Limit] = {
    "pair": Limit(5, QUARTER),
    "address": Limit(30, QUARTER),
    "name": Limit(30, timedelta(minutes=1)),
    "browser": Limit(5, QUARTER),
    "code": Limit(5, QUARTER),
    "password": Limit(5, QUARTER),
}


@dataclass(frozen=True, slots=True)
class Tries:
    """Wrong tries in a row, and when the last one was."""

    wrong: int
    last_at: datetime


def free_at(kind: str, tries: Tries) -> datetime:
    """Return from when on the next try is looked at."""
    limit = LIMITS[kind]
    if tries.wrong < limit.free:
        return tries.last_at
    doubled: int = 2 ** min(tries.wrong - limit.free, 10)
    return tries.last_at + min(FIRST_WAIT * doubled, limit.longest)


def wait(tries: Mapping[str, Tries], now: datetime) -> timedelta:
    """Return how long somebody with these tries (by kind) must wait; nothing where they may go on."""
    moments = [free_at(kind, each) for kind, each in tries.items()]
    return max([moment - now for moment in moments], default=timedelta(0))
