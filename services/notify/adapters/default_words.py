"""The program's own words: `templates/<language>/words.yaml`, by occasion and part."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import yaml

from services.notify.domain.words.occasions import LANGUAGES, OCCASIONS, PARTS
from services.notify.domain.words.unit import Place, Texts

FOLDER = Path(__file__).parent.parent / "templates"


def read_words(folder: Path = FOLDER) -> Mapping[Place, Texts]:
    """Return the words for every place. Raises KeyError where a part is missing: found at start, not when sending."""
    files = {each: yaml.safe_load((folder / each / "words.yaml").read_text(encoding="utf-8")) for each in LANGUAGES}
    return {
        Place(occasion, kind): {
            language: {part: str(files[language][occasion][part]).strip() for part in parts} for language in LANGUAGES
        }
        for occasion in OCCASIONS
        for kind, parts in PARTS.items()
    }
