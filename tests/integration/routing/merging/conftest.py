"""The stage of routing's process, for cases that are joined."""

from tests.integration.routing.conftest import stage

__all__ = ["stage"]
