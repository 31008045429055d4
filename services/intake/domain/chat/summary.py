"""What the citizen sees before anything is sent."""

from __future__ import annotations

from services.intake.domain.chat.talk import Around, Draft
from services.intake.domain.chat.words import say

MOST_SHOWN = 300


def summary_of(draft: Draft, around: Around, tongue: str) -> str:
    """Return the draft in a few lines."""
    lines = [say("line-text", tongue, value=_shortened(draft.text))]
    if draft.attachments:
        lines.append(say("line-files", tongue, value=len(draft.attachments)))
    lines += [
        say("line-category", tongue, value=_category(draft, around, tongue)),
        say("line-place", tongue, value=_place(draft, around, tongue)),
        say("line-contact", tongue, value=_contact(draft, tongue)),
    ]
    return "\n".join(lines)


def _category(draft: Draft, around: Around, tongue: str) -> str:
    category = around.reference.categories.get(draft.category or "")
    if category is None:
        return say("centre-chooses", tongue)
    return category.name_vi if tongue == "vi" else category.name_en


def _place(draft: Draft, around: Around, tongue: str) -> str:
    area = around.reference.areas.get(draft.area or "")
    pinned = say("pinned", tongue) if draft.place else ""
    parts = [part for part in (draft.address, area.name if area and not draft.address else "", pinned) if part]
    return ", ".join(parts) or say("not-told", tongue)


def _contact(draft: Draft, tongue: str) -> str:
    given = ", ".join(part for part in (draft.name, draft.phone, draft.email) if part)
    if not given:
        return say("nobody", tongue)
    return f"{given} ({say('shared' if draft.share else 'not-shared', tongue)})"


def _shortened(text: str) -> str:
    return text if len(text) <= MOST_SHOWN else text[:MOST_SHOWN].rsplit(" ", 1)[0] + " …"
