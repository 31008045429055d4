"""An editor lets the public read a case."""

from __future__ import annotations

from services.publish.domain.case import Case
from services.publish.domain.policy import PUBLISHED
from services.publish.usecases.decide_publication import DecidePublication, Decision


class ApprovePublication:
    """Publishes a case that waits, or one an editor had withheld."""

    def __init__(self, decide: DecidePublication) -> None:
        self._decide = decide

    def __call__(self, code: str, editor: str, version: str | None = None) -> Case:
        """Publish. Raises `Rejected` unknown-case, not-answered, never-published, publication-changed."""
        return self._decide(code, Decision(state=PUBLISHED), editor, version)
