"""Reading where something happened: units of both maps in free text, and the unit in force that each has become."""

from services.routing.domain.gazetteer.gazetteer import Gazetteer

__all__ = ["Gazetteer"]
