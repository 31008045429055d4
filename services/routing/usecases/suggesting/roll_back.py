"""Roll back: an earlier model is in force again."""

from __future__ import annotations

from dataclasses import dataclass

from services.kit.failures import Rejected
from services.routing.usecases.suggesting.ports import Models


@dataclass(frozen=True, slots=True)
class RollBack:
    """Nothing is deleted: rolling back can be rolled back."""

    models: Models

    def __call__(self, version: int | None = None) -> int:
        """Put `version` in force, by default the one before the present, and return it.

        Raises `Rejected("unknown-model")`.
        """
        known = self.models.all()
        now = next((each.version for each in known if each.in_force), 0)
        wanted = version or max((each.version for each in known if each.version < now), default=0)
        if not self.models.put_back(wanted):
            raise Rejected("unknown-model", "Không có mô hình phiên bản này.", "There is no model of this version.")
        return wanted
