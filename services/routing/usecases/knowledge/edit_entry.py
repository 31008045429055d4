"""Edit an entry: a new text beside the published one; never over what somebody else has written meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from services.kit.clock import Clock
from services.kit.logs import log
from services.routing.domain.knowledge import acts
from services.routing.domain.knowledge.acts import Hand
from services.routing.domain.knowledge.entry import Entry, Kind
from services.routing.domain.policies import Actor
from services.routing.usecases.knowledge.ports import Change, Entries
from services.routing.usecases.knowledge.reading import Read, Reading
from services.routing.usecases.knowledge.refusals import entry_changed, may_write, refuse, unknown_entry


@dataclass(frozen=True, slots=True)
class EditEntry:
    """The use case."""

    entries: Entries
    reading: Reading
    clock: Clock

    def create(self, code: str, kind: Kind, written: Mapping[str, str], actor: Actor) -> Entry:
        """Store a new draft. Raises `Rejected`: not-your-role; entry-not-valid, with `faults`; entry-changed."""
        may_write(actor)
        read = self._read(code, kind, written)
        return self._saved(acts.drafted(code, kind, read.content, self._hand(actor)), None)

    def change(self, code: str, version: int, written: Mapping[str, str], actor: Actor) -> Entry:
        """Store the next text of an entry that was read at `version`; the same words change nothing.

        Raises `Rejected`: not-your-role, unknown-entry, entry-not-valid, entry-changed.
        """
        may_write(actor)
        before = self.entries.find(code)
        if before is None:
            raise unknown_entry()
        read = self._read(code, before.kind, written)
        if before.version != version:
            raise entry_changed()
        after = acts.edited(before, read.content, self._hand(actor))
        return before if after is before else self._saved(after, before)

    def _read(self, code: str, kind: Kind, written: Mapping[str, str]) -> Read:
        read = self.reading(code, kind, written)
        refuse(read.faults)
        return read

    def _saved(self, after: Entry, before: Entry | None) -> Entry:
        if not self.entries.save([Change(after, before)]):
            raise entry_changed()
        log.info("knowledge edited", entry=after.code, revision=after.revision, by=after.history[-1].by)
        return after

    def _hand(self, actor: Actor) -> Hand:
        return Hand(actor.name, self.clock.now())
