"""A service's reactions: which event type is handled by what."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from services.kit.events.envelope import Event

Reaction = Callable[[list[Event]], Any]


def react(reactions: Mapping[str, Reaction], events: Sequence[Event]) -> None:
    """Hand every event to the reaction of its type, one call per type with all its events, in the order they came.

    Types without a reaction are left alone: a queue may be bound more widely than this version understands.
    """
    by_type: dict[str, list[Event]] = {}
    for event in events:
        by_type.setdefault(event.type, []).append(event)
    for type_, together in by_type.items():
        reaction = reactions.get(type_)
        if reaction:
            reaction(together)
