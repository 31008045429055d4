"""What a door is like, found out by knocking: the line that docs/permissions.md should have."""

from __future__ import annotations

from collections.abc import Iterable

from services.kit.events.vocabulary import ROLES
from tests.authorisation.knocking import is_kept_out, knock
from tests.authorisation.table import DESK, KEY, NOBODY, SESSION, TOKEN, Door
from tests.authorisation.town import Caller, Town

STRANGERS = (Caller(None, NOBODY), Caller(None, KEY))


def callers(service: str) -> tuple[Caller, ...]:
    """Return everybody who is tried at a service's doors: each role by each way that could open one."""
    ways = {"routing": (SESSION, TOKEN), "intake-hotline": (TOKEN, DESK), "notify": (TOKEN, DESK)}.get(
        service, (TOKEN,)
    )
    others = [Caller("administrator", way) for way in (SESSION, DESK) if way not in ways]
    return (*STRANGERS, *(Caller(role, way) for way in ways for role in ROLES), *others)


def let_in(town: Town, door: Door) -> frozenset[Caller]:
    """Return those for whom the door opens."""
    return frozenset(each for each in callers(door.service) if not is_kept_out(knock(town, door, each), door))


def observed(town: Town, service: str, method: str, path: str) -> Door:
    """Return the line that says what is so now. Whether it should be so is for its author to say."""
    unknown = Door(service, path, method, frozenset(), "anyone")
    came_in = let_in(town, unknown)
    means = _means({each.way for each in came_in}, path)
    if not means:  # nothing but knowledge opens it, or a session alone
        came_in = let_in(town, Door(service, path, method, frozenset(), "session"))
        means = "session" if came_in else "signature"
    roles = {each.role for each in came_in if each.role}
    return Door(service, path, method, frozenset(roles), means)


def _means(ways: Iterable[str], path: str) -> str | None:
    known = {
        frozenset({KEY}): "agency key",
        frozenset({SESSION, TOKEN}): "session or token",
        frozenset({TOKEN}): "token",
        frozenset({TOKEN, DESK}): "token or desk",
        frozenset({SESSION}): "session",
    }
    if NOBODY in ways and not path.startswith(("/tai-khoan", "/webhooks", "/tep")):
        return "anyone"
    return known.get(frozenset(ways))
