"""Who decides about publication: nobody (never), the category (at once), or an editor."""

from __future__ import annotations

import re
from dataclasses import dataclass

from services.publish.domain.folding import view

PUBLISHED, WITHHELD, WAITING = "published", "withheld", "waiting"
PRIVATE, SECRET, CATEGORY, EDITOR, MERGED = "private", "secret", "category", "editor", "merged"
AUTO, BY_EDITOR, NEVER = "auto", "editor", "never"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of an answered case, and why when the public may not see it."""

    state: str
    reason: str | None = None


#: What the category says → what happens, once nothing forbids publication. A category nobody knows waits for an editor.
_BY_CATEGORY = {
    AUTO: Verdict(PUBLISHED),
    BY_EDITOR: Verdict(WAITING),
    NEVER: Verdict(WITHHELD, CATEGORY),
}


def judge(
    *, private: bool, secret: bool, category_policy: str, hidden_with_care: bool = True, merged: bool = False
) -> Verdict:
    """Return the verdict on an answered case.

    State secrets first (Luật 117/2025/QH15: never on the Internet), then the citizen's wish, then the category. What
    many reported is published once, with the case that the others were merged into.
    `hidden_with_care` is False where the contact was no longer known when the text was redacted: then nothing is
    published without an editor.
    """
    if secret:
        return Verdict(WITHHELD, SECRET)
    if private:
        return Verdict(WITHHELD, PRIVATE)
    if merged:
        return Verdict(WITHHELD, MERGED)
    verdict = _BY_CATEGORY.get(category_policy, Verdict(WAITING))
    return verdict if hidden_with_care or verdict.state != PUBLISHED else Verdict(WAITING)


#: How documents are marked as secret: the three levels, and the law's own words. "Mật ong" is honey, "bảo mật" privacy.
_SECRET = re.compile(r"\b(?:tuyet mat|toi mat|(?:do|dau|dong|muc|van ban|tai lieu|cong van) mat|bi mat nha nuoc)\b")


def looks_secret(*texts: str) -> bool:
    """Return whether a text (NFC) bears the marks of a state secret. Better one too many than one too few."""
    return any(_SECRET.search(view(text)) for text in texts)
