"""The hotline's block list, at the desk."""

from services.routing.usecases.blocking.ports import Blocked, BlockList

__all__ = ["BlockList", "Blocked"]
