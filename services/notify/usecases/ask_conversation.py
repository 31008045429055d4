"""Ask a chat platform whether it took a message, by looking for its words in the conversation."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from services.kit.clock import Clock
from services.kit.logs import log
from services.notify.domain import conversation
from services.notify.domain.chat import cut
from services.notify.domain.finding import NOBODY_KNOWS, Answer, Finding
from services.notify.domain.message import Message
from services.notify.usecases import metrics
from services.notify.usecases.ports import CannotAsk, Conversations, Ledger

#: So long nobody is asked after a platform could not answer.
PAUSE = timedelta(seconds=5)


@dataclass
class AskConversation:
    """`Receipts` of a chat. `over_after` is how long after its claim a message is surely no longer on its way;
    `most` how many characters of a text were handed over.
    """

    ledger: Ledger
    conversations: Conversations
    clock: Clock
    over_after: timedelta
    most: int
    _silent_until: datetime | None = field(default=None, init=False)

    def ask(self, message: Message) -> Finding:
        """Read the conversation, then the ledger, and compare. A platform that cannot answer counts as an alarm."""
        now, over = self.clock.now(), conversation.claimed_at(message) + self.over_after
        if now < over:
            return Finding(Answer.NOBODY_KNOWS, ask_at=over)
        if self._silent_until and now < self._silent_until:
            return NOBODY_KNOWS
        try:
            listed = self.conversations.read(message.recipient, conversation.looked_at_from(message))
        except CannotAsk as error:
            self._silent_until = now + PAUSE
            metrics.UNANSWERED.labels(message.channel).inc()
            log.error("provider cannot be asked", channel=message.channel, case=message.code, reason=str(error))
            return NOBODY_KNOWS
        entries = self.ledger.namesakes(message, [each.id for each in listed.ours])
        return conversation.found(message, cut(message.text, self.most), listed, entries)
