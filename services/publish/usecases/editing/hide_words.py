"""An editor hides words that the redactor left."""

from __future__ import annotations

from datetime import datetime

from services.kit.failures import Rejected
from services.publish.domain.case import Case, EditorialAct
from services.publish.domain.editing import HID, hide_words, text_of, with_text
from services.publish.usecases.editing.edit_publication import EditPublication


class HideWords:
    """Hides every place where words stand in a text."""

    def __init__(self, edit: EditPublication) -> None:
        self._edit = edit

    def __call__(self, code: str, part: str, words: str, editor: str, version: str | None = None) -> Case:
        """Hide. Raises `Rejected` words-missing, words-not-found (also for what is hidden already), as editing does.

        The words themselves are nowhere kept: a list of what was hidden would show it.
        """
        if not words.strip():
            raise Rejected("words-missing", "Xin ghi các từ cần ẩn.", "Please type the words to hide.")

        def hide(case: Case, now: datetime) -> tuple[Case, EditorialAct | None]:
            text = text_of(case, part)
            hidden = hide_words(text, words) if text else None
            if text is None or hidden is None or hidden is text:
                raise Rejected(
                    "words-not-found",
                    "Không thấy các từ này trong phần đã chọn, hoặc chúng đã được ẩn.",
                    "These words are not in that text, or are hidden already.",
                )
            act = EditorialAct(at=now, by=f"desk:{editor}", did=HID, part=part)
            return with_text(case, part, hidden), act

        return self._edit(code, version, hide)
