"""Edit canned texts: checked before they are stored, and never over what somebody else has written meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from services.kit.clock import Clock
from services.kit.failures import Rejected
from services.kit.logs import log
from services.kit.text import nfc
from services.routing.domain.canned_text import CannedText, Fault, faults
from services.routing.domain.policies import Actor
from services.routing.domain.roles import ADMINISTRATOR, SHIFT_LEAD
from services.routing.usecases.ports import Catalogs
from services.routing.usecases.texts.ports import CannedTexts

EDITORS = frozenset({ADMINISTRATOR, SHIFT_LEAD})


@dataclass(frozen=True, slots=True)
class EditTexts:
    """The use case."""

    texts: CannedTexts
    catalogs: Catalogs
    clock: Clock

    def save(self, text: CannedText, actor: Actor) -> CannedText:
        """Store a new text (`version` 0) or the next version of one, and return it.

        Raises `Rejected`: not-your-role; text-not-valid, with every fault in `details["faults"]`; text-changed.
        """
        _may_edit(actor)
        clean = replace(text, title=nfc(text.title.strip()), body_vi=_clean(text.body_vi), body_en=_clean(text.body_en))
        refuse([*faults(clean), *unknown_categories(clean, self.catalogs)])
        stored = replace(clean, version=text.version + 1, changed_by=actor.name, changed_at=self.clock.now())
        if not self.texts.save(stored):
            raise _changed()
        log.info("canned text saved", text=stored.slug, version=stored.version, by=actor.name)
        return stored

    def remove(self, slug: str, version: int, actor: Actor) -> None:
        """Remove a text. Raises `Rejected`: not-your-role, text-changed."""
        _may_edit(actor)
        if not self.texts.remove(slug, version):
            raise _changed()
        log.info("canned text removed", text=slug, by=actor.name)


def refuse(wrong: Sequence[Fault]) -> None:
    """Raise `Rejected("text-not-valid")` where something is wrong."""
    if wrong:
        raise Rejected("text-not-valid", wrong[0].vi, wrong[0].en, faults=list(wrong))


def unknown_categories(text: CannedText, catalogs: Catalogs) -> list[Fault]:
    """Return a fault where a text is for categories that do not exist."""
    known = catalogs.assigner().catalog.categories
    unknown = ", ".join(each for each in text.categories if each not in known)
    if not unknown:
        return []
    return [Fault("categories", "unknown-category", f"Không có lĩnh vực {unknown}.", f"No such category: {unknown}.")]


def _clean(body: str) -> str:
    return nfc(body.replace("\r\n", "\n").strip())


def _may_edit(actor: Actor) -> None:
    if actor.role not in EDITORS:
        raise Rejected(
            "not-your-role",
            "Chỉ người quản trị và trưởng ca sửa được mẫu câu.",
            "Only administrators and shift leads edit canned texts.",
        )


def _changed() -> Rejected:
    return Rejected(
        "text-changed",
        "Mẫu câu này vừa được người khác sửa, hoặc tên ngắn đã dùng. Xin xem lại rồi lưu.",
        "Somebody else has just changed this text, or the short name is taken. Please look again.",
    )
