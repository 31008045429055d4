"""Shows the marks of hidden data apart from the citizen's own words."""

from __future__ import annotations

from flask import Flask
from markupsafe import Markup, escape

from services.publish.domain.marks import MARK


def marked(text: str) -> Markup:
    """Return `text` as HTML, every mark of hidden data in a span of its own."""
    parts, at = [], 0
    for mark in MARK.finditer(text):
        parts += [escape(text[at : mark.start()]), Markup('<span class="hidden-data">{}</span>').format(mark.group())]
        at = mark.end()
    return Markup("").join([*parts, escape(text[at:])])


def register(app: Flask) -> None:
    """Make `marked` a template filter."""
    app.add_template_filter(marked)
