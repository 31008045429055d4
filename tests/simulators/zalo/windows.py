"""Who may be written to now: followers and people who wrote lately, by day."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from tests.simulators.zalo.errors import ZaloError
from tests.simulators.zalo.people import Person

FREE, ALLOWED = timedelta(hours=48), timedelta(days=7)
VIETNAM = timezone(timedelta(hours=7))
NIGHT_FROM, NIGHT_UNTIL = 22, 6


def is_night(moment: datetime) -> bool:
    """Tell whether it is between 22:00 and 06:00 in Vietnam."""
    hour = moment.astimezone(VIETNAM).hour
    return hour >= NIGHT_FROM or hour < NIGHT_UNTIL


def paid(person: Person | None, moment: datetime, night_rule: str) -> bool:
    """Tell whether a message to `person` costs money. Raises ZaloError when it may not be sent.

    `night_rule` says what is refused at night: `none`, `paid` messages, or `all`. Which one holds for messages of
    this type is unverified.
    """
    if person is None:
        raise ZaloError(-201, "user_id is invalid")
    for code, holds in ((-244, person.restricted), (-227, person.inactive)):
        if holds:
            raise ZaloError(code)
    since = _since(person, moment)
    if is_night(moment) and (night_rule == "all" or (night_rule == "paid" and since > FREE)):
        raise ZaloError(-234)
    return since > FREE


def _since(person: Person, moment: datetime) -> timedelta:
    if person.last_interaction is None:
        raise ZaloError(-232 if person.follower else -213)
    since = moment - person.last_interaction
    if since > ALLOWED:
        raise ZaloError(-230)
    return since
