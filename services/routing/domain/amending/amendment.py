"""An amendment: edits of the catalogue that belong together, why, who made them, who approved them, from when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from services.routing.domain.amending.edits import Edit
from services.routing.domain.rule_set import Step


class Stage(Enum):
    """How far people have brought it. `APPROVED` waits for its moment, `DUE` is being put in force, `IN_FORCE` was."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    APPROVED = "approved"
    DUE = "due"
    IN_FORCE = "in_force"
    WITHDRAWN = "withdrawn"


OPEN = frozenset({Stage.DRAFT, Stage.PROPOSED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """`hands`: everybody who wrote at it, none of whom may approve it. `version` counts changes.

    `in_force_as` is the version of the catalogue that it became.
    """

    number: int
    why: str
    edits: tuple[Edit, ...]
    made_by: str
    made_at: datetime
    hands: frozenset[str]
    stage: Stage = Stage.DRAFT
    approved_by: str | None = None
    from_at: datetime | None = None
    in_force_as: int | None = None
    history: tuple[Step, ...] = ()
    version: int = 1

    @property
    def is_open(self) -> bool:
        """Return whether it can still be written at."""
        return self.stage in OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a version of the catalogue comes from: an amendment, or a folder of files where there is none."""

    by: str
    why: str = ""
    amendment: int | None = None
