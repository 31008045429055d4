"""What editors do before the public reads a case: kept and decided by the portal, asked for by the desk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from services.kit.failures import Retryable

#: As the portal's API says it (contracts/openapi/publish.json): `Queue`, `Publication`.
Document = Mapping[str, Any]


class PublishAway(Retryable):
    """The portal does not answer, or not to us."""


class Publications(Protocol):
    """The editors' desk of the portal. Everything is asked in the name of an account; raises `PublishAway`.

    Whatever the portal refuses is raised as `Rejected` with its slug and sentences. `version` is what was looked at.
    """

    def queue(self, account: str, asked: Mapping[str, str]) -> Document:
        """Return a page of the queue: `state`, `category`, `agency`, `after`."""

    def open(self, account: str, code: str) -> Document:
        """Return one case, the original words beside the public ones. The portal writes down who looked."""

    def publish(self, account: str, code: str, version: str) -> Document:
        """Let the public read it."""

    def withhold(self, account: str, code: str, version: str, ground: str, reason: str) -> Document:
        """Keep it from the public, or take it back."""

    def hide(self, account: str, code: str, version: str, part: str, words: str) -> Document:
        """Hide words wherever they stand in a text."""

    def show(self, account: str, code: str, version: str, part: str, place: Sequence[int], reason: str) -> Document:
        """Show again what was hidden for nothing."""

    def let_out(
        self, account: str, code: str, version: str, picture: str, alt: str, covers: Sequence[Mapping[str, float]]
    ) -> Document:
        """Let a picture out, parts of it covered."""

    def take_out(self, account: str, code: str, version: str, picture: str) -> Document:
        """Take it out again."""

    def drawing(self, account: str, drawing: str) -> bytes:
        """Return a picture as the public sees it, or would: JPEG."""
