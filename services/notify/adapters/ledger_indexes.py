"""The ledger's indexes. A mail that was sent is in none of them but that of its case, so that it costs little."""

from __future__ import annotations

from collections.abc import Collection as Some
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pymongo import ASCENDING
from pymongo.collection import Collection

from services.kit.storage.outbox import ensure_outbox
from services.notify.domain.message import State

#: What a question must say for MongoDB to see that one of the partial indexes answers it.
A_DATE, A_NAME = {"$type": "date"}, {"$type": "string"}
_STEPS = {"next_step_at": A_DATE}
_GIVEN_UP = {"state": State.UNDELIVERABLE.value}
_COUNTED = (State.DEFERRED, State.UNCERTAIN, State.REPLACED)


def create(messages: Collection[Any]) -> None:
    """Create them. Safe to repeat."""
    messages.create_index(
        [("state", ASCENDING), ("next_step_at", ASCENDING)], name="next_step", partialFilterExpression=_STEPS
    )
    messages.create_index([("state", ASCENDING)], name="given_up", partialFilterExpression=_GIVEN_UP)
    messages.create_index([("code", ASCENDING)], name="code")
    for name in ("provider_id", "echo"):
        messages.create_index([(name, ASCENDING)], name=name, partialFilterExpression={name: A_NAME})
    # Our own ids name their case, whose index finds them; those about no case need one of their own.
    messages.create_index([("message_id", ASCENDING)], name="caseless", partialFilterExpression={"code": ""})
    ensure_outbox(messages)


def count(messages: Collection[Any]) -> Mapping[State, int]:
    """Return how many messages wait, by state. Hints, because a count without one would not use a partial index."""
    counts = {state: messages.count_documents({"state": state.value, **_STEPS}, hint="next_step") for state in _COUNTED}
    return counts | {State.UNDELIVERABLE: messages.count_documents(_GIVEN_UP, hint="given_up")}


def due(state: State, now: datetime) -> dict[str, Any]:
    """Return the question for messages in a state whose next step is due."""
    return {"state": state.value, "next_step_at": {"$lte": now, **A_DATE}}


def one_of(names: Some[str]) -> dict[str, Any]:
    """Return the question for one of these providers' ids or echoes."""
    return {"$in": list(names), **A_NAME}
