"""Know the catalogue, indexed once per version."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from services.publish.domain.reference import Reference
from services.publish.usecases.ports import Catalogue

_EMPTY = Reference()


class ReadReference:
    """Gives the reference data of the moment."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._snapshot: Mapping[str, Any] | None = None
        self._reference = _EMPTY

    def __call__(self) -> Reference:
        """Return the reference; an empty one while no catalogue has arrived."""
        snapshot = self._catalogue.current()
        if snapshot is None:
            return _EMPTY
        if snapshot is not self._snapshot:
            self._snapshot, self._reference = snapshot, Reference.of(snapshot)
        return self._reference

    def policy(self, category: str | None) -> str | None:
        """Return how a category is published, None while no catalogue has arrived."""
        reference = self()
        return None if reference is _EMPTY else reference.policy(category)
