"""The outbox: events waiting inside the document whose change they tell of, so that one write stores both.

A document carries `outbox: [{id, key, type, body}, ...]`. Services only ever add entries, together with the state
they belong to; the relay alone publishes them and takes them out, after the broker has confirmed.
"""

from __future__ import annotations

from typing import Any

from pymongo import ASCENDING
from pymongo.collection import Collection

from services.kit.events.envelope import Event, encode

Entry = dict[str, Any]

#: Finds documents with something to send without touching the others: an empty outbox is not in the index.
PENDING = {"outbox.0": {"$exists": True}}
OUTBOX_INDEX = "outbox_pending"


def entry(event: Event, key: str) -> Entry:
    """Return the outbox entry for `event`; `key` is the discriminator that ends its routing key."""
    return {"id": event.id, "key": f"{event.type}.{key}", "type": event.type, "body": encode(event)}


def ensure_outbox(collection: Collection[Any]) -> None:
    """Create the partial index by which the relay finds what is pending. Safe to repeat."""
    collection.create_index([("outbox.id", ASCENDING)], name=OUTBOX_INDEX, partialFilterExpression=PENDING)
