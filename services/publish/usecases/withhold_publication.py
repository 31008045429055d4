"""An editor keeps a case from the public, or takes it back."""

from __future__ import annotations

from services.kit.failures import Rejected
from services.kit.logs import log
from services.publish.domain.case import Case
from services.publish.domain.grounds import GROUNDS, OTHER
from services.publish.domain.policy import EDITOR, WITHHELD
from services.publish.usecases.decide_publication import DecidePublication, Decision


class WithholdPublication:
    """Withholds an answered case."""

    def __init__(self, decide: DecidePublication) -> None:
        self._decide = decide

    def __call__(self, code: str, editor: str, why: str, ground: str = OTHER, version: str | None = None) -> Case:
        """Withhold. `ground` is what citizen and statistics are told, `why` words for the record, needed for `other`.

        Raises `Rejected` unknown-case, not-answered, unknown-ground, reason-missing, publication-changed.
        """
        if ground not in GROUNDS:
            raise Rejected("unknown-ground", "Không có lý do này.", "There is no such ground.")
        if ground == OTHER and not why.strip():
            raise Rejected("reason-missing", "Xin ghi lý do không công khai.", "Please say why the case is withheld.")
        wanted = Decision(state=WITHHELD, reason=EDITOR, ground=ground, why=why.strip())
        case = self._decide(code, wanted, editor, version)
        log.info("case withheld by editor", case=code, editor=editor, ground=ground)
        return case
