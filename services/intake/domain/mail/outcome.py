"""What becomes of a mail."""

from __future__ import annotations

from dataclasses import dataclass

CASE, SUPPLEMENT, IGNORED, REFUSED, PARKED = "case", "supplement", "ignored", "refused", "parked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What shall become of a mail that a person wrote: decided once, so that trying again does the same again.

    `kind` is case or supplement; `code` the case that is added to, `related` the one that a new case speaks of,
    `doubts` what the gate noticed.
    """

    kind: str
    code: str | None = None
    related: str | None = None
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of it: case or supplement with its `code`; ignored, refused or parked with its `reason`, a slug."""

    kind: str
    code: str | None = None
    reason: str | None = None
