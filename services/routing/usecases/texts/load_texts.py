"""Load a province's canned texts: what is new is added, what nobody has edited since is brought up to date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from services.kit.clock import Clock
from services.routing.domain.canned_text import CannedText, Fault, faults
from services.routing.usecases.ports import Catalogs
from services.routing.usecases.texts.edit_texts import refuse, unknown_categories
from services.routing.usecases.texts.ports import CannedTexts

LOADER = "texts.yaml"


@dataclass(frozen=True, slots=True)
class LoadTexts:
    """The use case."""

    texts: CannedTexts
    catalogs: Catalogs
    clock: Clock

    def __call__(self, texts: Sequence[CannedText]) -> tuple[int, int]:
        """Return how many were written, and how many were left as people at the desk have edited them.

        Raises `Rejected("text-not-valid")` with every fault of every text, and then writes nothing.
        """
        refuse([fault for text in texts for fault in self._faults(text)])
        written = kept = 0
        for text in texts:
            known = self.texts.find(text.slug)
            if known and known.changed_by != LOADER:
                kept += 1
            elif known is None or _said(known) != _said(text):
                version = known.version + 1 if known else 1
                now = self.clock.now()
                written += self.texts.save(replace(text, version=version, changed_by=LOADER, changed_at=now))
        return written, kept

    def _faults(self, text: CannedText) -> list[Fault]:
        wrong = [*faults(text), *unknown_categories(text, self.catalogs)]
        return [replace(each, field=f"{text.slug}: {each.field}") for each in wrong]


def _said(text: CannedText) -> CannedText:
    return replace(text, version=0, changed_by=None, changed_at=None)
