"""Words in the two languages of the system."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """The same in Vietnamese and in English."""

    vi: str
    en: str

    def say(self, language: str) -> str:
        """Return the words in `vi` or `en`."""
        return self.en if language == "en" else self.vi
