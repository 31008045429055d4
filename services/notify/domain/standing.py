"""Where a message stands, as those who work on the case may know it: states in few words, recipients masked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from services.notify.domain.message import EMAIL, FACEBOOK, ZALO, Message, State
from services.notify.domain.report import DELIVERED, SEEN

#: What is worth telling. What waits, or went along with another message, says nothing yet.
TOLD = {
    State.SENT: "sent",
    State.UNCERTAIN: "uncertain",
    State.UNDELIVERABLE: "failed",
    State.REPLACED: "failed",
}
_CHATS = {ZALO: "Zalo", FACEBOOK: "Messenger"}


def standing(state: State, reports: Mapping[str, datetime]) -> str | None:
    """Return the state in the vocabulary's words, or None where nothing is to be told yet."""
    if state is State.SENT:
        return SEEN if SEEN in reports else DELIVERED if DELIVERED in reports else "sent"
    return TOLD.get(state)


def masked(message: Message) -> str:
    """Return to whom it goes: enough to recognise by who knows the citizen, too little for anybody else.

    Telephone numbers as `domain.md` §6.5 shows them: `09xx xxx x12`.
    """
    if message.channel in _CHATS:
        return _CHATS[message.channel]
    if message.channel == EMAIL:
        name, _, domain = message.recipient.partition("@")
        return f"{name[:1]}***@{domain}"
    national = "0" + message.recipient.removeprefix("+84").removeprefix("84")
    return f"{national[:2]}xx xxx x{national[-2:]}"
