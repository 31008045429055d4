"""What canned texts need from outside."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from services.routing.domain.canned_text import CannedText


class CannedTexts(Protocol):
    """All canned texts; there are some dozens."""

    def all(self) -> Sequence[CannedText]:
        """Return them, by title."""

    def find(self, slug: str) -> CannedText | None:
        """Return one."""

    def save(self, text: CannedText) -> bool:
        """Store it in place of the version before it (`version` - 1; 1 is new). False when that is not there."""

    def remove(self, slug: str, version: int) -> bool:
        """Remove one, if it is this version."""
