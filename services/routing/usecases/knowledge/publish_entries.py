"""Publish entries, by somebody who has not written them; withdraw them, at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from services.kit.clock import Clock
from services.kit.logs import log
from services.routing.domain.knowledge import acts
from services.routing.domain.knowledge.acts import Hand, NotNow
from services.routing.domain.knowledge.entry import Entry
from services.routing.domain.policies import Actor
from services.routing.usecases.knowledge.ports import Change, Entries
from services.routing.usecases.knowledge.refusals import entry_changed, may_write, not_now, unknown_entry
from services.routing.usecases.knowledge.telling import told


@dataclass(frozen=True, slots=True)
class PublishEntries:
    """The use case."""

    entries: Entries
    clock: Clock

    def publish(self, code: str, version: int, actor: Actor) -> Entry:
        """Publish the text that was read at `version`: what changed meanwhile nobody has looked at.

        Raises `Rejected`: not-your-role, unknown-entry, entry-changed, four-eyes, already-published.
        """
        return self._done(code, version, actor, acts.published)

    def withdraw(self, code: str, version: int, actor: Actor, note: str = "") -> Entry:
        """Take an entry away. Raises `Rejected`: not-your-role, unknown-entry, entry-changed, already-withdrawn."""
        return self._done(code, version, actor, lambda entry, hand: acts.withdrawn(entry, hand, note))

    def _done(self, code: str, version: int, actor: Actor, act: Callable[[Entry, Hand], Entry]) -> Entry:
        may_write(actor)
        before = self.entries.find(code)
        if before is None:
            raise unknown_entry()
        if before.version != version:
            raise entry_changed()
        try:
            after = act(before, Hand(actor.name, self.clock.now()))
        except NotNow as why:
            raise not_now(why.slug) from None
        if not self.entries.save([Change(after, before, told(after))]):
            raise entry_changed()
        log.info("knowledge changed for the public", entry=code, live=after.is_live, by=actor.name)
        return after
