"""Settings of suggesting category and area from the text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from environs import Env, validate

#: From here on 97 of 100 guesses about the held-out texts are right: see docs/measurements/suggestion.md.
THRESHOLD, AREA_THRESHOLD = 0.95, 0.9

_SHARE = validate.Range(min=0.5, max=1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionSettings:
    """From which confidence on a guess decides: `threshold` for the category, `area_threshold` for the place.

    With `decides` off it is only shown. What people decided is kept for `keep_for`, to learn from.
    """

    threshold: float = THRESHOLD
    area_threshold: float = AREA_THRESHOLD
    decides: bool = True
    keep_for: timedelta = timedelta(days=730)


def suggestion(env: Env) -> SuggestionSettings:
    """Read the settings. Raises environs' errors for what is wrong."""
    return SuggestionSettings(
        threshold=env.float("SUGGESTION_THRESHOLD", THRESHOLD, validate=_SHARE),
        area_threshold=env.float("SUGGESTION_AREA_THRESHOLD", AREA_THRESHOLD, validate=_SHARE),
        decides=env.bool("SUGGESTION_DECIDES", True),
        keep_for=timedelta(days=env.float("SUGGESTION_KEEP_DAYS", 730, validate=validate.Range(min=1))),
    )
