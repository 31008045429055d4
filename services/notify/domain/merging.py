"""Several updates of one case become one message: which wait, which one takes the others in, and what it then tells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.notify.domain.message import REQUESTED, Message, Route, State

RECEIVED, ANSWERED, ASKED = "case.received", "case.answered", "case.info_requested"
#: These go at once; everything else waits for company. A question stops the clock, so nobody shall wait for it.
AT_ONCE = frozenset({RECEIVED, ANSWERED, ASKED, REQUESTED})


@dataclass(frozen=True, slots=True)
class MergeWindow:
    """How long an update waits for others; no time at all switches merging off."""

    length: timedelta = timedelta(seconds=120)

    @property
    def is_on(self) -> bool:
        """Whether updates are merged."""
        return self.length > timedelta(0)

    def waits_until(self, type_: str, now: datetime) -> datetime | None:
        """Return until when a message about an event of this type waits, or None when it goes at once."""
        return now + self.length if self.is_on and type_ not in AT_ONCE else None


def rank(type_: str) -> int:
    """Return how much an event matters to the citizen: an answer most, then what we ask, the receipt, any update."""
    return {ANSWERED: 3, ASKED: 2, RECEIVED: 1}.get(type_, 0)


def place_in_story(type_: str) -> int:
    """Return where an event of this type belongs among others of the same moment: the answer comes last."""
    return {RECEIVED: 0, ANSWERED: 2}.get(type_, 1)


def one_per_group(due: Iterable[Mapping[str, str | None]]) -> list[str]:
    """Return the keys (`_id`) of those that may be sent: of each `group` the one whose `type` matters most."""
    alone: list[str] = []
    first: dict[str, tuple[str, str]] = {}
    for each in due:
        key, group = str(each["_id"]), each.get("group")
        if group is None:
            alone.append(key)
        elif group not in first or rank(str(each["type"])) > rank(first[group][1]):
            first[group] = (key, str(each["type"]))
    return alone + [key for key, _ in first.values()]


def waiting_with(leader: Message, relatives: Iterable[Message]) -> list[str]:
    """Return the keys of messages that wait and may go along with the leader. What may have been sent stays alone."""
    if not leader.group or leader.repeating:
        return []
    fellows = [each for each in relatives if each.group == leader.group and each.key != leader.key]
    return [each.key for each in fellows if each.state is State.DEFERRED and not each.repeating]


def taken_in(leader: Message, relatives: Sequence[Message]) -> list[Message]:
    """Return the messages merged into the leader, directly or into one that was itself merged."""
    children: dict[str | None, list[Message]] = {}
    for each in relatives:
        if each.state is State.MERGED:
            children.setdefault(each.merged_into, []).append(each)
    found, ask = [], [leader.key]
    while ask:
        for child in children.pop(ask.pop(), []):
            found.append(child)
            ask.append(child.key)
    return sorted(found, key=lambda each: each.key)


def all_routes(messages: Iterable[Message]) -> tuple[Route, ...]:
    """Return the routes left to any of them, in order."""
    return tuple(dict.fromkeys(route for each in messages for route in each.routes))


def all_sources(messages: Iterable[Message]) -> tuple[bytes, ...]:
    """Return the events all of them tell of, each once."""
    return tuple(dict.fromkeys(source for each in messages for source in each.sources))
