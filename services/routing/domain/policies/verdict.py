"""Who acts, and whether they may."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from services.routing.domain.case import Case
from services.routing.domain.roles import AGENCY_ROLES, CENTRE_ROLES, SHIFT_LEAD, SYSTEM


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: `name` is `agency:<slug>` or `desk:<account>`, `agency` whose officer it is, `role` one of `roles`."""

    name: str
    agency: str | None = None
    role: str = SYSTEM

    @property
    def is_operator(self) -> bool:
        """Return whether they act for the centre, where cases wait that no agency is responsible for."""
        return self.role in CENTRE_ROLES

    @property
    def is_shift_lead(self) -> bool:
        """Return whether their decision binds."""
        return self.role == SHIFT_LEAD

    @property
    def is_of_agency(self) -> bool:
        """Return whether they act for an agency."""
        return self.role in AGENCY_ROLES and self.agency is not None


@dataclass(frozen=True, slots=True)
class Allow:
    """Nothing speaks against it."""


@dataclass(frozen=True, slots=True)
class Refuse:
    """No, and why: a stable slug for programs, a sentence each for people."""

    slug: str
    vi: str
    en: str


Verdict = Allow | Refuse
Policy = Callable[[Case, Actor], Verdict]

ALLOWED = Allow()
