"""What stands around the words: greeting, code, link and foot of a mail, the link of a chat. From Jinja2 templates."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup, escape

from services.notify.domain.wording import grouped
from services.notify.domain.words.occasions import LANGUAGES

FOLDER = Path(__file__).parent.parent / "templates"
FRAMES = ("frame.txt", "frame.html", "frame.chat", "letter.html")


class Frames:
    """Compiles `templates/<language>/<name>.j2` at start; an unknown fact raises instead of leaving a gap."""

    def __init__(self, shared: Mapping[str, Any]) -> None:
        environments = {language: _environment(language, shared) for language in LANGUAGES}
        self._frames = {
            (language, name): environments[language].get_template(f"{name}.j2")
            for language in LANGUAGES
            for name in FRAMES
        }

    def around(self, name: str, language: str, **facts: Any) -> str:
        """Return a frame with what is in it."""
        return self._frames[language, name].render(facts)


def paragraphs(text: str) -> Markup:
    """Return a citizen's or an agency's plain text as HTML paragraphs, everything in it escaped."""
    blocks = (block.strip() for block in text.replace("\r\n", "\n").split("\n\n"))
    return Markup("").join(
        Markup("<p>") + Markup("<br>").join(escape(line) for line in block.split("\n")) + Markup("</p>")
        for block in blocks
        if block
    )


def _environment(language: str, shared: Mapping[str, Any]) -> Environment:
    environment = Environment(
        loader=FileSystemLoader([FOLDER / language, FOLDER]),
        autoescape=select_autoescape(["html.j2"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters |= {"grouped": grouped, "paragraphs": paragraphs}
    environment.globals |= dict(shared)
    return environment
