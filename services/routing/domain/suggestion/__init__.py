"""What a text is about, guessed: reading Vietnamese as people type it, a linear model, and when a guess may decide."""

from services.routing.domain.suggestion.caution import cautions
from services.routing.domain.suggestion.deciding import Opinion, Thresholds, opinion
from services.routing.domain.suggestion.guesses import FoundArea, Guesses
from services.routing.domain.suggestion.model import Model

__all__ = ["FoundArea", "Guesses", "Model", "Opinion", "Thresholds", "cautions", "opinion"]
