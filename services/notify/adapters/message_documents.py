"""Messages as documents of the ledger. What is empty is not stored, so that an ordinary mail stays small."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any

from services.notify.domain.message import CHATS, Message, Route, State, Step, words_hash

Document = dict[str, Any]

_APART = frozenset({"key", "state", "choices", "routes", "history"})
_FIELDS = tuple(field.name for field in fields(Message) if field.name not in _APART)
#: What every document has, empty or not.
_ALWAYS = frozenset(
    {"code", "event", "type", "channel", "recipient", "recipient_name", "language", "message_id", "created_at"}
    | {"subject", "text", "html", "attempts", "holder", "next_step_at", "reason", "receipt"}
)
_EMPTY: Document = {"facts": {}, "reports": {}}
_OPTIONAL = {
    field.name: _EMPTY.get(field.name, field.default)
    for field in fields(Message)
    if field.name in _FIELDS and field.name not in _ALWAYS
}
_REQUIRED = tuple(name for name in _FIELDS if name in _ALWAYS)


def to_document(message: Message) -> Document:
    """Return the document of a new message."""
    document: Document = {"_id": message.key, "state": message.state.value, "changed_at": message.created_at}
    for name in _REQUIRED:
        document[name] = getattr(message, name)
    for name, default in _OPTIONAL.items():
        value = getattr(message, name)
        if value != default:
            document[name] = value
    if message.routes:
        document["routes"] = [[each.channel, each.recipient] for each in message.routes]
    if message.choices:
        document["choices"] = [list(each) for each in message.choices]
    if message.channel in CHATS:
        document["echo"] = echo(message.channel, message.recipient, words_hash(message.text))
    document["history"] = [step(message.created_at, message.state, message.channel, message.reason, message.attempts)]
    return document


def from_document(document: Mapping[str, Any]) -> Message:
    """Return the message; documents written before a field existed have its default."""
    stored = {name: document[name] for name in _FIELDS if name in document}
    stored["sources"] = tuple(stored.get("sources", ()))
    return Message(
        key=document["_id"],
        state=State(document["state"]),
        choices=tuple((title, payload) for title, payload in document.get("choices", ())),
        routes=routes(document),
        history=tuple(_step(each) for each in document.get("history", ())),
        **stored,
    )


def routes(document: Mapping[str, Any]) -> tuple[Route, ...]:
    """Return the routes a document has left."""
    return tuple(Route(channel, recipient) for channel, recipient in document.get("routes", ()))


def step(at: datetime, state: State, channel: str, reason: str | None, attempt: int) -> Document:
    """Return a line of a message's history."""
    return {"at": at, "state": state.value, "channel": channel, "reason": reason, "attempt": attempt}


def echo(channel: str, recipient: str, text_sha256: str) -> str:
    """Return what a chat message is found by when a platform echoes it without any id of ours."""
    return f"{channel}:{recipient}:{text_sha256}"


def _step(document: Mapping[str, Any]) -> Step:
    return Step(document["at"], State(document["state"]), document["channel"], document["reason"], document["attempt"])
