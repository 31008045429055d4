"""Message texts from Jinja2 templates: `templates/<language>/<event type>.{subject,txt,html}.j2`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup, escape

from services.kit.text import nfc
from services.notify.domain.wording import KINDS, OUTCOMES, grouped, local_moment

FOLDER = Path(__file__).parent.parent / "templates"
LANGUAGES = ("vi", "en")
DEFAULT_LANGUAGE = "vi"
PARTS = ("subject", "txt", "html")


class Templates:
    """Compiles every template at start; a text that uses an unknown fact raises instead of leaving a gap.

    `public_url` is the portal's address, `hotline` the name and telephone number at the end of each message.
    """

    def __init__(self, *, public_url: str, hotline_name: str, hotline_phone: str) -> None:
        self._base = public_url.rstrip("/")
        shared = {
            "hotline_name": hotline_name,
            "hotline_phone": hotline_phone,
            "tracking_link": self.tracking_link,
        }
        self._templates = {
            (type_, language): tuple(environment.get_template(f"{type_}.{part}.j2") for part in PARTS)
            for language in LANGUAGES
            for environment in (_environment(language, shared),)
            for type_ in _types()
        }

    def knows(self, type_: str) -> bool:
        """Return whether there is a template for events of this type."""
        return (type_, DEFAULT_LANGUAGE) in self._templates

    def render(self, type_: str, language: str, facts: Mapping[str, Any]) -> tuple[str, str, str]:
        """Return subject (one line), plain text and HTML, in NFC."""
        spoken_language = language if language in LANGUAGES else DEFAULT_LANGUAGE
        subject, text, html = self._templates[type_, spoken_language]
        return (
            " ".join(nfc(subject.render(facts)).split()),
            nfc(text.render(facts)),
            nfc(html.render(facts)),
        )

    def tracking_link(self, code: str) -> str:
        """Return the address of the page that asks for the code's four digits and shows how the case stands."""
        return f"{self._base}/tra-cuu?{urlencode({'code': code})}"


def paragraphs(text: str) -> Markup:
    """Return a citizen's or an agency's plain text as HTML paragraphs, everything in it escaped."""
    blocks = (block.strip() for block in text.replace("\r\n", "\n").split("\n\n"))
    return Markup("").join(
        Markup("<p>") + Markup("<br>").join(escape(line) for line in block.split("\n")) + Markup("</p>")
        for block in blocks
        if block
    )


def _types() -> list[str]:
    return sorted(path.name.removesuffix(".subject.j2") for path in (FOLDER / DEFAULT_LANGUAGE).glob("*.subject.j2"))


def _environment(language: str, shared: Mapping[str, Any]) -> Environment:
    """Return what templates of a language know: its words for facts, and what all languages share."""
    environment = Environment(
        loader=FileSystemLoader([FOLDER / language, FOLDER]),
        autoescape=select_autoescape(["html.j2"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters |= {
        "grouped": grouped,
        "paragraphs": paragraphs,
        "moment": lambda moment: local_moment(moment, language),
    }
    environment.globals |= {**shared, "outcomes": OUTCOMES[language], "kinds": KINDS[language]}
    return environment
