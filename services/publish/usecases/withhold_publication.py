"""An editor keeps a case from the public, or takes it back."""

from __future__ import annotations

from services.kit.failures import Rejected
from services.kit.logs import log
from services.publish.domain.case import Case
from services.publish.domain.policy import EDITOR, WITHHELD
from services.publish.usecases.decide_publication import DecidePublication


class WithholdPublication:
    """Withholds an answered case."""

    def __init__(self, decide: DecidePublication) -> None:
        self._decide = decide

    def __call__(self, code: str, editor: str, why: str) -> Case:
        """Withhold; `why` is for the record. Raises `Rejected` unknown-case, not-answered, reason-missing."""
        if not why.strip():
            raise Rejected("reason-missing", "Xin ghi lý do không công khai.", "Please say why the case is withheld.")
        case = self._decide(code, WITHHELD, EDITOR, editor, why.strip())
        log.info("case withheld by editor", case=code, editor=editor)
        return case
