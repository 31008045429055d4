"""Cases as the editors' API shows them."""

from __future__ import annotations

from typing import Any

from services.publish.domain.case import Case, Text
from services.publish.domain.editing import PARTS, may_show, text_of, version_of
from services.publish.domain.marks import MARK
from services.publish.usecases.editing import Queue
from services.publish.usecases.editing.list_publications import MOST_COUNTED


def queue_view(queue: Queue, grounds: list[Any]) -> dict[str, Any]:
    """Return what `QueueSchema` shows."""
    return {
        "publications": [summary_view(case) for case in queue.cases],
        "counts": queue.counts,
        "most_counted": MOST_COUNTED,
        "after": str(queue.after) if queue.after else None,
        "grounds": grounds,
    }


def summary_view(case: Case) -> dict[str, Any]:
    """Return what `SummarySchema` shows: nothing that the public would not read."""
    answer, texts = case.answer, [text for part in PARTS if (text := text_of(case, part))]
    names = ("state", "reason", "ground", "agency", "agency_name", "answered_at", "decided_at", "decided_by")
    title = text_of(case, "title")
    return {
        "code": case.code,
        "version": version_of(case),
        **{name: getattr(answer, name, None) for name in names},
        "category": _category(case),
        "public_title": title.public if title else "",
        "hidden": sum(len(MARK.findall(text.public)) for text in texts),
        "pictures_count": len(case.pictures),
    }


def publication_view(case: Case) -> dict[str, Any]:
    """Return what `PublicationSchema` shows."""
    photos = {each.source: each for each in case.photos}
    pictures = [
        {"id": each.id, "part": each.part, "caution": each.caution, "photo": photos.get(each.id)}
        for each in case.pictures
    ]
    return {
        **summary_view(case),
        **{part: _text(text_of(case, part)) for part in PARTS},
        "pictures": pictures,
        "acts": case.acts,
        "taken_back_at": case.taken_back_at,
    }


def _category(case: Case) -> str | None:
    said = (case.answer, case.routing, case.received)
    return next((each.category for each in said if each and each.category), None)


def _text(text: Text | None) -> dict[str, Any] | None:
    if text is None:
        return None
    spans = [
        {"start": each.start, "end": each.end, "kind": each.kind, "may_show": may_show(text, each.start, each.end)}
        for each in text.spans
    ]
    return {"public": text.public, "original": text.original, "spans": spans}
