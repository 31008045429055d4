"""Shows the marks of hidden data apart from the citizen's own words."""

from __future__ import annotations

from flask import Flask
from markupsafe import Markup, escape

from services.publish.domain.marks import MARK

EXCERPT_CHARACTERS = 180


def marked(text: str) -> Markup:
    """Return `text` as HTML, every mark of hidden data in a span of its own."""
    parts, at = [], 0
    for mark in MARK.finditer(text):
        parts += [escape(text[at : mark.start()]), Markup('<span class="hidden-data">{}</span>').format(mark.group())]
        at = mark.end()
    return Markup("").join([*parts, escape(text[at:])])


def excerpt(text: str, longest: int = EXCERPT_CHARACTERS) -> str:
    """Return the beginning of `text`, cut between words and never within a mark."""
    if len(text) <= longest:
        return text
    cut = text[:longest].rpartition(" ")[0] or text[:longest]
    if cut.rfind("[") > cut.rfind("]"):
        cut = cut[: cut.rfind("[")]
    return f"{cut.rstrip(' ,.;:')}…"


def register(app: Flask) -> None:
    """Make `marked` and `excerpt` template filters."""
    app.add_template_filter(marked)
    app.add_template_filter(excerpt)
