"""Ask to take a case back: whoever proved that it is theirs says so once; routing decides, and everybody hears."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from ulid import ULID

from services.kit.clock import Clock
from services.kit.events import CaseWithdrawalRequested, Event
from services.kit.failures import Rejected
from services.publish.domain.case import Case
from services.publish.domain.journey import may_be_withdrawn
from services.publish.domain.rating import clean_comment
from services.publish.domain.withdrawal import Withdrawal
from services.publish.usecases.announcing import SOURCE
from services.publish.usecases.ports import Withdrawals

CHANNEL = "web"


@dataclass(frozen=True, slots=True)
class AskWithdrawal:
    """The wish is stored with its event in one write; until `case.withdrawn` comes back the page says that it waits."""

    withdrawals: Withdrawals
    clock: Clock

    def __call__(self, case: Case, reason: str) -> Withdrawal:
        """Store the wish and return it; the first one stands, and is returned again.

        Raises `Rejected` too-late-to-withdraw once there is, or was, an answer.
        """
        known = self.withdrawals.find(case.code)
        if known:
            return known
        if not may_be_withdrawn(case):
            raise _too_late()
        wish = Withdrawal(code=case.code, reason=clean_comment(reason), at=self.clock.now())
        self.withdrawals.add(wish, _told(wish))
        return self.withdrawals.find(case.code) or wish


def _told(wish: Withdrawal) -> tuple[Event, str]:
    """Return the event and the end of its key. The id is the case's: a wish is told once, whoever stores it again."""
    data = CaseWithdrawalRequested(code=wish.code, channel=CHANNEL, reason=wish.reason, requested_at=wish.at)
    id_ = str(ULID(hashlib.sha256(f"{wish.code}\n{data.TYPE}".encode()).digest()[:16]))
    return Event.of(data, source=SOURCE, subject=wish.code, at=wish.at, id=id_), CHANNEL


def _too_late() -> Rejected:
    return Rejected(
        "too-late-to-withdraw",
        "Phản ánh đã có câu trả lời hoặc đã được rút, nên không rút được nữa.",
        "The case has been answered or taken back already, so it can no longer be taken back.",
    )
