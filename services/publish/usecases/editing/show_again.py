"""An editor shows again what the redactor hid for nothing."""

from __future__ import annotations

from datetime import datetime

from services.kit.failures import Rejected
from services.publish.domain.case import Case, EditorialAct
from services.publish.domain.editing import SHOWED, may_show, show_again, text_of, with_text
from services.publish.usecases.editing.edit_publication import EditPublication


class ShowAgain:
    """Shows a hidden part again, with a reason for the record."""

    def __init__(self, edit: EditPublication) -> None:
        self._edit = edit

    def __call__(
        self, code: str, part: str, place: tuple[int, int], why: str, editor: str, version: str | None = None
    ) -> Case:
        """Show what is hidden at `place` (start, end in the original).

        Raises `Rejected` reason-missing, nothing-hidden-there, stays-hidden, and as editing does.
        """
        if not why.strip():
            raise Rejected("reason-missing", "Xin ghi lý do hiện lại.", "Please say why it may be shown.")

        def show(case: Case, now: datetime) -> tuple[Case, EditorialAct | None]:
            text = text_of(case, part)
            shown = show_again(text, *place) if text else None
            if text is None or shown is None or shown is text:
                raise Rejected("nothing-hidden-there", "Chỗ này không có gì bị ẩn.", "Nothing is hidden there.")
            if not may_show(text, *place):
                raise _stays_hidden()
            kind = next(each.kind for each in text.spans if (each.start, each.end) == place)
            act = EditorialAct(at=now, by=f"desk:{editor}", did=SHOWED, part=part, kind=kind, why=why.strip())
            return with_text(case, part, shown), act

        return self._edit(code, version, show)


def _stays_hidden() -> Rejected:
    return Rejected(
        "stays-hidden",
        "Không được hiện lại thông tin liên hệ của người gửi, số giấy tờ, tài khoản, điện thoại di động.",
        "Contacts of the sender, papers, accounts and mobile numbers stay hidden.",
    )
