"""What people call agencies, fields, places, channels and the other parts of cases."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from services.reporting.domain.labels import CHANNELS, KINDS, NOBODY, OUTCOMES
from services.reporting.domain.question import Key, Part
from services.reporting.domain.tables.by_part import Naming
from services.reporting.usecases.ports import Names

_AGENCY = "agency:"


def naming_in(names: Names, language: str) -> Naming:
    """Return what names the values of a key in a language; several values in one line."""
    known: dict[Part, Callable[[str], str]] = {
        Part.AGENCY: names.agency,
        Part.CATEGORY: lambda slug: names.category(slug, language),
        Part.GROUP: lambda slug: names.category(slug, language),
        Part.AREA: names.area,
        Part.CHANNEL: lambda word: _word(CHANNELS, word, language),
        Part.KIND: lambda word: _word(KINDS, word, language),
        Part.OUTCOME: lambda word: _word(OUTCOMES, word, language),
        Part.PERSON: lambda by: names.agency(by.removeprefix(_AGENCY)) if by.startswith(_AGENCY) else by,
    }

    def name(part: Part, value: str | None) -> str:
        if value is None:
            return NOBODY[part.value][language]
        return known[part](value) if part in known else value

    def naming(by: Sequence[Part], key: Key) -> str:
        return " – ".join(name(part, value) for part, value in zip(by, key, strict=True))

    return naming


def _word(words: dict[str, dict[str, str]], word: str, language: str) -> str:
    return words[word][language] if word in words else word
