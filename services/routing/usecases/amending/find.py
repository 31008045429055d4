"""Look at amendments and versions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from services.routing.domain.amending.amendment import Amendment, Stage
from services.routing.domain.amending.edits import Edit, differences
from services.routing.domain.policies.verdict import Actor
from services.routing.usecases.amending.bring_back import unknown_version
from services.routing.usecases.amending.changing import unknown
from services.routing.usecases.amending.ports import Amendments, Version, Versions
from services.routing.usecases.ports import Snapshot


@dataclass(frozen=True, slots=True)
class FindAmendments:
    """Changes nothing."""

    amendments: Amendments
    versions: Versions

    def one(self, number: int) -> Amendment:
        """Return one. Raises `Rejected("unknown-amendment")`."""
        found = self.amendments.get(number)
        if found is None:
            raise unknown(number)
        return found

    def draft_of(self, actor: Actor) -> Amendment | None:
        """Return the draft that somebody made last and has not proposed yet."""
        own = (each for each in self.amendments.all() if each.made_by == actor.name and each.stage is Stage.DRAFT)
        return next(own, None)

    def about(self, part: str, key: str) -> Sequence[Amendment]:
        """Return the amendments that have touched a record, the newest first."""
        return [each for each in self.amendments.all() if any(edit.place == (part, key) for edit in each.edits)]

    def version(self, number: int) -> tuple[Version, Sequence[Edit]]:
        """Return a version and how it differs from the one before. Raises `Rejected("unknown-version")`."""
        known = next((each for each in self.versions.history() if each.number == number), None)
        if known is None:
            raise unknown_version(number)
        return known, differences(self._content(number - 1), self._content(number))

    def _content(self, number: int) -> Snapshot:
        return self.versions.content(number) or {}
