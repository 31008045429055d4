"""A conversation's draft as the command that files it, and what it says as the event that has it sent."""

from __future__ import annotations

from datetime import datetime

from services.intake.domain.chat.talk import Conversation, Say
from services.intake.usecases.register_case import RegisterCase
from services.kit.events import Choice, MessageRequested, Place

MOST_WORDS = 10_000
MOST_TITLE = 60


def register_command(conversation: Conversation) -> RegisterCase:
    """Return the command for the draft that is to be filed: the same draft gives the same command."""
    draft, filing = conversation.draft, conversation.filing
    return RegisterCase(
        channel=conversation.channel,
        client_key=filing.key if filing else draft.id,
        text=draft.text,
        category=draft.category,
        area=draft.area,
        address=draft.address,
        urgency="urgent" if draft.urgent else "normal",
        language=conversation.tongue,
        name=draft.name,
        phone=draft.phone,
        email=draft.email,
        share_contact=bool(draft.share),
        zalo=conversation.thread if conversation.channel == "zalo" else None,
        facebook=conversation.thread if conversation.channel == "facebook" else None,
        place=Place(latitude=draft.place[0], longitude=draft.place[1]) if draft.place else None,
        attachments=draft.attachments,
    )


def requested(conversation: Conversation, said: Say, now: datetime) -> MessageRequested:
    """Return the request to send something to the citizen of the conversation."""
    return MessageRequested(
        channel=conversation.channel,
        recipient=conversation.thread,
        language=conversation.tongue,
        text=said.text[:MOST_WORDS],
        choices=tuple(Choice(title=title[:MOST_TITLE], payload=payload) for title, payload in said.choices),
        code=conversation.case,
        reply_to=conversation.heard_id,
        heard_at=conversation.heard_at or now,
    )
