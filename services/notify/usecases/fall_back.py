"""Take the next route for messages that surely did not arrive on the one before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from services.kit.clock import Clock
from services.kit.logs import log
from services.notify.domain.addressee import Addressee
from services.notify.domain.change import Change, at_the_end, handed_over
from services.notify.domain.choice import Heard
from services.notify.domain.message import Message
from services.notify.usecases.announce_events import heard_in_chats
from services.notify.usecases.compose_message import ComposeMessage
from services.notify.usecases.deliver_messages import DeliverMessages
from services.notify.usecases.ports import Addressees, Ledger, Windows
from services.notify.usecases.record_changes import record

PAGE = 100


@dataclass(frozen=True, slots=True)
class FallBack:
    """One turn of the sweep. The key of the successor follows from the message: doing it twice is doing it once.

    The successor is inserted before the message is marked as handed over, so that a crash in between leaves work for
    the next turn and nothing undone.
    """

    ledger: Ledger
    addressees: Addressees
    windows: Windows
    compose: ComposeMessage
    deliver: DeliverMessages
    clock: Clock

    def __call__(self) -> int:
        """Return how many messages were taken further."""
        replaced = self.ledger.replaced(self.clock.now(), PAGE)
        if not replaced:
            return 0
        known = self.addressees.find({each.code for each in replaced})
        followers = self._followers(replaced, known)
        self.deliver.new(list(followers.values()))
        now = self.clock.now()
        record(self.ledger, [_settled(each, followers.get(each.key), now) for each in replaced])
        return len(replaced)

    def _followers(self, replaced: Sequence[Message], known: Mapping[str, Addressee]) -> dict[str, Message]:
        heard = heard_in_chats(self.windows, known.values())
        composed = ((each.key, self._next(each, known.get(each.code), heard)) for each in replaced)
        return {key: follower for key, follower in composed if follower}

    def _next(self, message: Message, addressee: Addressee | None, heard: Heard) -> Message | None:
        if addressee is None:
            return None
        follower = self.compose.next(message, addressee, self.clock.now(), heard)
        to = follower.channel if follower else "none"
        log.info("next route", case=message.code, message=message.key, channel=message.channel, to=to)
        return follower


def _settled(message: Message, follower: Message | None, now: datetime) -> Change:
    return handed_over(message, follower.key, now) if follower else at_the_end(message, message.reason or "", now)
