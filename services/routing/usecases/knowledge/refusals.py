"""How the knowledge base refuses, in both languages, and who may do what to it."""

from __future__ import annotations

from collections.abc import Sequence

from services.kit.failures import Rejected
from services.routing.domain.knowledge.checking import Fault
from services.routing.domain.policies import Actor
from services.routing.domain.roles import ADMINISTRATOR, EDITOR

WRITERS = frozenset({EDITOR, ADMINISTRATOR})
_NOT_NOW = {
    "four-eyes": (
        "Người đã soạn không được tự xuất bản: cần người thứ hai xem và xuất bản.",
        "Whoever wrote it may not publish it: a second person must.",
    ),
    "already-published": ("Bản mới nhất đã được xuất bản.", "The newest text is published already."),
    "already-withdrawn": ("Mục này đã được gỡ.", "This entry is withdrawn already."),
}


def may_write(actor: Actor) -> None:
    """Raise `Rejected("not-your-role")` for whoever does not look after the knowledge base."""
    if actor.role not in WRITERS:
        raise Rejected(
            "not-your-role",
            "Chỉ biên tập viên và người quản trị sửa được kho tri thức.",
            "Only editors and administrators change the knowledge base.",
        )


def not_now(slug: str) -> Rejected:
    """Return the refusal of what cannot be done to an entry as it is."""
    return Rejected(slug, *_NOT_NOW[slug])


def unknown_entry() -> Rejected:
    """Return the refusal of an entry that does not exist."""
    return Rejected("unknown-entry", "Không có mục này trong kho tri thức.", "There is no such entry.")


def entry_changed() -> Rejected:
    """Return the refusal of a change that was made from an old version."""
    return Rejected(
        "entry-changed",
        "Mục này vừa được người khác sửa, hoặc mã đã dùng. Xin xem lại rồi lưu.",
        "Somebody else has just changed this entry, or the code is taken. Please look again.",
    )


def refuse(wrong: Sequence[Fault]) -> None:
    """Raise `Rejected("entry-not-valid")` where something is wrong."""
    if wrong:
        raise Rejected("entry-not-valid", wrong[0].vi, wrong[0].en, faults=list(wrong))
