"""Messages to citizens, as far as people at the desk need to know: what was said, and whether it arrived."""

from services.routing.usecases.messages.keep_told import KeepTold
from services.routing.usecases.messages.ports import ToldMessages

__all__ = ["KeepTold", "ToldMessages"]
