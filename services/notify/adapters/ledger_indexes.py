"""The ledger's indexes. A mail that was sent is in none of them but that of its case, so that it costs little."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pymongo import ASCENDING
from pymongo.collection import Collection

from services.kit.storage.outbox import ensure_outbox
from services.notify.domain.message import State

_STEPS = {"next_step_at": {"$type": "date"}}
_GIVEN_UP = {"state": State.UNDELIVERABLE.value}
_NAMED = {"$type": "string"}
_COUNTED = (State.DEFERRED, State.UNCERTAIN, State.REPLACED)


def create(messages: Collection[Any]) -> None:
    """Create them. Safe to repeat."""
    messages.create_index(
        [("state", ASCENDING), ("next_step_at", ASCENDING)], name="next_step", partialFilterExpression=_STEPS
    )
    messages.create_index([("state", ASCENDING)], name="given_up", partialFilterExpression=_GIVEN_UP)
    messages.create_index([("code", ASCENDING)], name="code")
    for name in ("provider_id", "echo"):
        messages.create_index([(name, ASCENDING)], name=name, partialFilterExpression={name: _NAMED})
    # Our own ids name their case, whose index finds them; those about no case need one of their own.
    messages.create_index([("message_id", ASCENDING)], name="caseless", partialFilterExpression={"code": ""})
    ensure_outbox(messages)


def count(messages: Collection[Any]) -> Mapping[State, int]:
    """Return how many messages wait, by state. Hints, because a count without one would not use a partial index."""
    counts = {state: messages.count_documents({"state": state.value, **_STEPS}, hint="next_step") for state in _COUNTED}
    return counts | {State.UNDELIVERABLE: messages.count_documents(_GIVEN_UP, hint="given_up")}
