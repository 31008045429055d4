"""Which cases this browser has shown to be its owner's: a line each in the signed cookie, for a limited time."""

from __future__ import annotations

from datetime import timedelta

from flask import session

from services.publish.web.current import application

_KEY = "own"
#: Since the page was last opened. Long enough to write an addition, short enough for a computer that others use.
GOOD_FOR = timedelta(hours=2)
#: A cookie has little room, and nobody follows more at once.
MOST = 6


def grant(code: str) -> None:
    """Let this browser see a case. The latest ones stay."""
    others = {each: until for each, until in _known().items() if each != code}
    kept = dict(sorted(others.items(), key=lambda each: each[1])[-(MOST - 1) :])
    session[_KEY] = {**kept, code: int((application().clock.now() + GOOD_FOR).timestamp())}


def is_granted(code: str) -> bool:
    """Return whether this browser may see a case now."""
    return _known().get(code, 0) > application().clock.now().timestamp()


def forget() -> None:
    """Let this browser see no case any more."""
    session.pop(_KEY, None)


def _known() -> dict[str, int]:
    found: dict[str, int] = session.get(_KEY, {})
    return found
