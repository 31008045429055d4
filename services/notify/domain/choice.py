"""Which ways lead to a citizen, in the order in which they are tried: the channel the citizen used comes first."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from services.notify.domain.addressee import Addressee
from services.notify.domain.message import CHATS, ZNS, Route
from services.notify.domain.windows import WindowRules

#: Origins of cases (`web`, `hotline`, …) → channels to answer on, best first.
Order = Mapping[str, tuple[str, ...]]
#: Event type → channel → origins for which a message is worth its price there.
Worth = Mapping[str, Mapping[str, frozenset[str]]]
#: When the citizen was last heard on a route, for chats.
Heard = Mapping[Route, datetime]


@dataclass(frozen=True, slots=True)
class Policy:
    """What the province decided, as data."""

    order: Order
    worth: Worth

    def channels(self, type_: str, origin: str) -> tuple[str, ...]:
        """Return the channels worth using for an event of a case that came by `origin`."""
        worth = self.worth.get(type_, {})
        return tuple(each for each in self.order.get(origin, ()) if origin in worth.get(each, ()))


@dataclass(frozen=True, slots=True)
class Choice:
    """`offered` are the channels that have a sender; `own` our own addresses and numbers, which we never write to.

    `zns_types` are the event types with an approved ZNS template.
    """

    policy: Policy
    offered: Collection[str]
    own: frozenset[str] = frozenset()
    zns_types: Collection[str] = ()
    rules: WindowRules = field(default_factory=WindowRules)

    def routes(self, type_: str, addressee: Addressee) -> tuple[Route, ...]:
        """Return every route, best first, whatever the windows say."""
        channels = self.policy.channels(type_, addressee.channel)
        found = (self.route(channel, addressee) for channel in channels if self._has_words(channel, type_))
        return tuple(route for route in found if route)

    def route(self, channel: str, addressee: Addressee) -> Route | None:
        """Return the route over one channel. Writing to ourselves would make two robots talk for ever."""
        recipient = addressee.at(channel)
        if channel not in self.offered or not recipient or self.is_own(recipient):
            return None
        return Route(channel, recipient)

    def is_own(self, recipient: str) -> bool:
        """Return whether an address or number is our own."""
        return recipient.strip().lower() in self.own

    def open_ones(self, routes: Sequence[Route], heard: Heard, now: datetime) -> tuple[Route, ...]:
        """Return the routes whose windows are open; the first alone where all are closed.

        That one is then refused without a call, and somebody hears that the citizen was not reached.
        """
        usable = tuple(each for each in routes if self.rules.is_open(each.channel, heard.get(each), now))
        return usable or tuple(routes[:1])

    def _has_words(self, channel: str, type_: str) -> bool:
        return channel != ZNS or type_ in self.zns_types


def known_windows(addressee: Addressee, heard: Heard) -> Heard:
    """Return when the citizen was last heard in each chat; filing the case in one counts, too."""
    own = own_chat(addressee)
    if own is None or addressee.heard_at is None:
        return heard
    return {**heard, own: max(addressee.heard_at, heard.get(own, addressee.heard_at))}


def latest(heard: Iterable[tuple[Route | None, datetime | None]]) -> Heard:
    """Return the last moment of each route."""
    moments: dict[Route, datetime] = {}
    for route, moment in heard:
        if route and moment:
            moments[route] = max(moment, moments.get(route, moment))
    return moments


def own_chat(addressee: Addressee) -> Route | None:
    """Return the chat the case came by, None where it came by none."""
    if addressee.channel not in CHATS:
        return None
    recipient = addressee.at(addressee.channel)
    return Route(addressee.channel, recipient) if recipient else None
