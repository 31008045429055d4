"""Let a message that is about to go take in what waits about the same case for the same person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from services.kit.clock import Clock
from services.notify.domain.addressee import Addressee
from services.notify.domain.merging import ANSWERED, MergeWindow, all_routes, all_sources, taken_in, waiting_with
from services.notify.domain.message import Message
from services.notify.usecases.compose_message import ComposeMessage
from services.notify.usecases.ports import Addressees, Ledger


@dataclass(frozen=True, slots=True)
class MergeUpdates:
    """First the others are marked as merged, then the words are made and stored, then the message is sent.

    Whoever dies in between leaves a claim that runs out. Once it is known that nothing was sent, the next sender finds
    what was merged and makes the same words again. Nothing is merged into a message that may have been sent.
    """

    ledger: Ledger
    addressees: Addressees
    compose: ComposeMessage
    clock: Clock
    window: MergeWindow

    def new(self, claimed: Sequence[Message]) -> list[Message]:
        """Merge into messages just inserted. Only an answer looks for others."""
        leaders = [each for each in claimed if each.type == ANSWERED and each.group] if self.window.is_on else []
        merged = {each.key: each for each in self._merge(leaders)} if leaders else {}
        return [merged.get(each.key, each) for each in claimed]

    def due(self, claimed: Sequence[Message]) -> list[Message]:
        """Merge into messages whose time has come, with what was merged into them before."""
        return self._merge(claimed) if claimed else []

    def _merge(self, leaders: Sequence[Message]) -> list[Message]:
        codes = {each.code for each in leaders if each.group}
        relatives = self.ledger.relatives(codes) if codes else []
        waiting = {each.key: found for each in leaders if (found := waiting_with(each, relatives))}
        if waiting and self.window.is_on:
            self.ledger.absorb(waiting, self.clock.now())
            relatives = self.ledger.relatives(codes)
        return self._worded(leaders, relatives)

    def _worded(self, leaders: Sequence[Message], relatives: Sequence[Message]) -> list[Message]:
        whole = [_with(each, taken_in(each, relatives)) for each in leaders]
        stale = [new for old, new in zip(leaders, whole, strict=True) if new is not old or not new.text]
        if not stale:
            return whole
        known = self.addressees.find({each.code for each in stale})
        worded = {each.key: self._again(each, known.get(each.code)) for each in stale}
        self.ledger.reword(list(worded.values()))
        return [worded.get(each.key, each) for each in whole]

    def _again(self, message: Message, addressee: Addressee | None) -> Message:
        return self.compose.again(message, addressee) if addressee else message


def _with(leader: Message, merged: Sequence[Message]) -> Message:
    """Return the leader with the events and routes of those merged into it; itself when it has them already."""
    sources = all_sources([leader, *merged])
    if set(sources) == set(leader.sources):
        return leader
    return replace(leader, sources=sources, routes=all_routes([leader, *merged]))
