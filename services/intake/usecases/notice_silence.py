"""Notice silence: conversations where time alone means something are put into the inbox, like a message."""

from __future__ import annotations

from services.intake.domain.chat.talk import Conversation
from services.intake.usecases.chat_ports import Conversations
from services.intake.usecases.hear_arrivals import SILENCE
from services.intake.usecases.ports import Arrival, Inbox
from services.kit.clock import Clock

MOST_AT_ONCE = 100


class NoticeSilence:
    """The use case. Through the inbox, so that silence and a late message of one citizen come one after the other."""

    def __init__(self, conversations: Conversations, inbox: Inbox, channel: str, clock: Clock) -> None:
        self._conversations = conversations
        self._inbox = inbox
        self._channel = channel
        self._clock = clock

    def turn(self) -> bool:
        """Put what is due into the inbox; return whether anything was new."""
        silent = self._conversations.silent(self._channel, self._clock.now(), MOST_AT_ONCE)
        return self._inbox.put(map(self._arrival, silent)) > 0

    def _arrival(self, conversation: Conversation) -> Arrival:
        now = self._clock.now()
        return Arrival(
            id=f"silence:{conversation.thread}:{conversation.version}",
            channel=self._channel,
            thread=conversation.thread,
            sent_at=now,
            received_at=now,
            body=SILENCE,
        )
