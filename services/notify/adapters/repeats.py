"""Providers that send once for one message of ours, however often they get it: nothing needs to be asked."""

from __future__ import annotations

from dataclasses import dataclass

from services.kit.clock import Clock
from services.notify.adapters.facebook_sender import COMMENT
from services.notify.adapters.sms_profile import Profile
from services.notify.domain.finding import NOBODY_KNOWS, SAFE_TO_REPEAT, Finding
from services.notify.domain.message import Message
from services.notify.usecases.ports import Receipts


@dataclass(frozen=True, slots=True)
class RepeatsAtGateway:
    """`Receipts` of an SMS gateway: while it remembers our id, it answers a repetition with what it did the first time.

    The age is taken from the message's first day in the ledger, which is not later than its first attempt.
    """

    profile: Profile
    clock: Clock

    def ask(self, message: Message) -> Finding:
        """Return that it may go again, or that nobody knows any more."""
        return SAFE_TO_REPEAT if self.profile.remembers(message.created_at, self.clock.now()) else NOBODY_KNOWS


@dataclass(frozen=True, slots=True)
class RepeatsUnderComments:
    """`Receipts` of a page: a comment is answered in private once, whatever is sent; everything else is asked about."""

    chats: Receipts

    def ask(self, message: Message) -> Finding:
        """Return that an answer to a comment may go again; for a chat, what the conversation says."""
        return SAFE_TO_REPEAT if message.recipient.startswith(COMMENT) else self.chats.ask(message)
