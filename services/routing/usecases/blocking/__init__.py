"""The hotline's block list, at the desk."""

from services.routing.usecases.blocking.ports import BlockList, Blocked

__all__ = ["BlockList", "Blocked"]
