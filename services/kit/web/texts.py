"""The words of the pages: `texts/{vi,en}.yaml` of the kit and of each service, looked up by dotted keys.

A service with many screens keeps the words of each in a file of its own: `texts/{vi,en}/<screen>.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml
from flask import Flask

from services.kit.events.vocabulary import LANGUAGES
from services.kit.web.language import language

KIT = Path(__file__).parent / "texts"


class Texts:
    """All sentences of one application, per language."""

    def __init__(self, *folders: Path) -> None:
        """Read the folders' files; a later folder's words win. Both languages must have the same keys (KeyError)."""
        self._words: dict[str, dict[str, str]] = {
            tongue: {key: text for folder in folders for key, text in _all_of(folder, tongue).items()}
            for tongue in LANGUAGES
        }
        lonely = set(self._words["vi"]) ^ set(self._words["en"])
        if lonely:
            raise KeyError(f"in one language only: {', '.join(sorted(lonely))}")

    def say(self, key: str, **fields: Any) -> str:
        """Return the sentence in the reader's language with its `{fields}` filled in. KeyError when there is none."""
        return self.say_in(language(), key, **fields)

    def say_in(self, tongue: str, key: str, **fields: Any) -> str:
        """Return the sentence in the given language."""
        sentence = self._words[tongue][key]
        return sentence.format(**fields) if fields else sentence


def read_texts(file: Path) -> dict[str, str]:
    """Return the sentences of one file by dotted key; a missing file has none."""
    if not file.exists():
        return {}
    return dict(_flat(yaml.safe_load(file.read_text("utf-8")) or {}, ""))


def _all_of(folder: Path, tongue: str) -> dict[str, str]:
    """Return the sentences of a folder in one language, the common ones first."""
    files = (folder / f"{tongue}.yaml", *sorted((folder / tongue).glob("*.yaml")))
    return {key: text for file in files for key, text in read_texts(file).items()}


def register(app: Flask) -> None:
    """Give templates of `app` the function `t("key", field=…)`."""
    words = Texts(KIT, Path(app.root_path) / "texts")
    app.extensions["texts"] = words
    app.jinja_env.globals["t"] = words.say


def _flat(tree: Mapping[str, Any], path: str) -> Iterator[tuple[str, str]]:
    for key, value in tree.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{path}{key}.")
        else:
            yield f"{path}{key}", str(value)
