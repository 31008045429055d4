"""Comments under the page's posts: public, so that nothing but an invitation to write privately may follow."""

from __future__ import annotations

import re
from dataclasses import dataclass

from services.intake.domain.chat.plain import plain

#: Shorter ones are praise, names of friends and "hóng".
LEAST_WORDS = 6
_TROUBLES = (
    "hong|hu|gay|ngap|mat (?:dien|nuoc|an ninh)|cup (?:dien|nuoc)|rac|hoi thoi|o nhiem|on ao|tieng on|ke xe|lan chiem",
    "o ga|sat lo|chat chem|lua dao|khong (?:ai|thay|duoc)|chua (?:ai|thay|duoc|sua|lam)|broken|garbage|power cut|flood",
)
_WISHES = (
    "phan anh|kien nghi|de nghi|yeu cau|xin hoi|cho hoi|bao gio|khi nao|o dau|lam sao|the nao|tai sao|khac phuc|xu ly",
    "nho (?:ubnd|chinh quyen|co quan)|when will|complain|complaint",
)
_ASKS = re.compile(rf"\b(?:{'|'.join((*_TROUBLES, *_WISHES))})\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """A comment as the page sees it. `by_page`: our own; `reply`: under another comment, so in a talk already begun."""

    id: str
    text: str
    by_page: bool = False
    reply: bool = False


def looks_like_a_report(comment: Comment) -> bool:
    """Return whether its writer should be invited to a private talk."""
    if comment.by_page or comment.reply:
        return False
    words = plain(comment.text)
    return len(words.split()) >= LEAST_WORDS and bool(_ASKS.search(words))
