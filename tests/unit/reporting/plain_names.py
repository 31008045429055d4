"""Names that are the slugs themselves."""

from __future__ import annotations


class PlainNames:
    """Port `Names` without a catalogue."""

    def agency(self, slug: str) -> str:
        """Return the slug."""
        return slug

    def category(self, slug: str, language: str) -> str:
        """Return the slug."""
        return slug

    def area(self, code: str) -> str:
        """Return the code."""
        return code
