"""Bring an earlier version of the catalogue back: as a draft, which a second person approves like any other."""

from __future__ import annotations

from dataclasses import dataclass

from services.kit.failures import Rejected, Retryable
from services.routing.domain.amending.acts import drafted
from services.routing.domain.amending.amendment import Amendment
from services.routing.domain.amending.restoring import restoring
from services.routing.domain.calendar import VIETNAM
from services.routing.domain.policies.verdict import Actor
from services.routing.domain.rule_set_acts import MAKERS, NOT_YOURS
from services.routing.usecases.amending.changing import Changing, next_number
from services.routing.usecases.amending.edit_catalogue import EditCatalogue
from services.routing.usecases.amending.ports import Versions


@dataclass(frozen=True, slots=True)
class BringBack:
    """Rules are not among it: they have versions of their own."""

    changing: Changing
    edit: EditCatalogue
    versions: Versions

    def __call__(self, version: int, actor: Actor) -> Amendment:
        """Return the new draft. Raises `Rejected` (unknown-version, nothing-to-bring-back, not-your-role)."""
        if actor.role not in MAKERS:
            raise Rejected(NOT_YOURS.slug, NOT_YOURS.vi, NOT_YOURS.en)
        earlier = self.versions.content(version)
        if earlier is None:
            raise unknown_version(version)
        now, amendments = self.changing.clock.now(), self.changing.amendments
        edits = restoring(self.edit.present(), earlier, now.astimezone(VIETNAM).date())
        if not edits:
            raise Rejected(
                "nothing-to-bring-back",
                "Phiên bản này không khác bản đang áp dụng.",
                "This version is what is in force.",
            )
        made = drafted(next_number(amendments), f"Quay lại phiên bản {version}", edits, actor.name, now)
        if not amendments.add(made):
            raise Retryable("another amendment was stored at the same moment")
        return made


def unknown_version(version: int) -> Rejected:
    """Return the refusal for a version that never was."""
    return Rejected(
        "unknown-version", f"Không có phiên bản danh mục {version}.", f"There is no version {version} of the catalogue."
    )
