"""A conversation as a MongoDB document, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from services.intake.domain.chat.talk import Conversation, Draft, Filing, Said
from services.kit.events import Attachment

_PLAIN = tuple(field.name for field in fields(Conversation) if field.name not in ("draft", "filing", "handled"))
_DRAFT = tuple(field.name for field in fields(Draft) if field.name not in ("said", "attachments", "place"))


def name_of(channel: str, thread: str) -> str:
    """Return the document's id."""
    return f"{channel}|{thread}"


def document_of(conversation: Conversation) -> dict[str, Any]:
    """Return everything but the id and the outbox."""
    filing = conversation.filing
    return {
        **{name: getattr(conversation, name) for name in _PLAIN},
        "draft": _draft_document(conversation.draft),
        "filing": {"key": filing.key, "unasked": filing.unasked} if filing else None,
        "handled": list(conversation.handled),
    }


def conversation_of(document: Mapping[str, Any]) -> Conversation:
    """Return the conversation in a document; fields of other versions of the program are left aside."""
    plain = {name: document[name] for name in _PLAIN if name in document}
    filing = Filing(**document["filing"]) if document["filing"] else None
    return Conversation(**plain, draft=_draft_of(document["draft"]), filing=filing, handled=tuple(document["handled"]))


def _draft_document(draft: Draft) -> dict[str, Any]:
    return {
        **{name: getattr(draft, name) for name in _DRAFT},
        "said": [{"id": each.id, "text": each.text} for each in draft.said],
        "attachments": [dict(vars(each)) for each in draft.attachments],
        "place": list(draft.place) if draft.place else None,
    }


def _draft_of(document: Mapping[str, Any]) -> Draft:
    place = document["place"]
    return Draft(
        **{name: document[name] for name in _DRAFT if name in document},
        said=tuple(Said(each["id"], each["text"]) for each in document["said"]),
        attachments=tuple(Attachment(**each) for each in document["attachments"]),
        place=(place[0], place[1]) if place else None,
    )
