"""Cases about the same matter, shown before another one is filed: the caller may already be waiting for that answer."""

from __future__ import annotations

from collections.abc import Sequence

from services.kit.text import nfc
from services.routing.domain.likeness import Report
from services.routing.usecases.merging import Duplicate
from services.routing.web.current import application
from services.routing.web.filing_form import FilingForm
from services.routing.web.filing_hints import LEAST_LETTERS

MOST_SHOWN = 3


def alike(form: FilingForm) -> Sequence[Duplicate]:
    """Return the few cases most like what was typed so far; none where too little was, or nothing is compared here."""
    merging, told = application().merging, _told(form)
    if merging is None or len(told.text) + len(told.address or "") < LEAST_LETTERS:
        return ()
    return merging.find_duplicates.like(told)[:MOST_SHOWN]


def _told(form: FilingForm) -> Report:
    category = form.category()
    return Report(
        code="",
        title="",
        text=nfc(form.typed.get("text", "").strip()),
        address=nfc(form.typed.get("address", "").strip()) or None,
        category=category.slug if category else None,
        area=form.area(),
        place=None,
        at=application().clock.now(),
    )
