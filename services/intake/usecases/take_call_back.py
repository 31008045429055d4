"""Take a call-back task: claim it, note that nobody answered, or close it because the citizen was reached."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from services.intake.domain.calls.call_back import CLOSED, MOST_ATTEMPTS, REACHED, Attempt, CallBack
from services.intake.usecases.call_ports import CallBacks
from services.intake.usecases.look_up_reference import LookUpReference
from services.intake.usecases.ports import ProgressBoard
from services.kit.clock import Clock
from services.kit.failures import Rejected
from services.kit.logs import log

MOST_LISTED = 100


@dataclass(frozen=True, slots=True)
class Patience:
    """How long an operator has a task, and how long it rests after an attempt."""

    claim: timedelta
    rest: timedelta


class TakeCallBack:
    """The use case. Each step sent twice is done once. Whoever sees a number leaves a trace."""

    def __init__(
        self, tasks: CallBacks, board: ProgressBoard, look_up: LookUpReference, clock: Clock, patience: Patience
    ) -> None:
        self._tasks = tasks
        self._board = board
        self._look_up = look_up
        self._clock = clock
        self._patience = patience

    def waiting(self, account: str, *, due: bool, in_full: bool) -> Sequence[CallBack]:
        """Return open tasks, oldest first: those that are due now, or all."""
        found = self._tasks.open(self._clock.now() if due else None, MOST_LISTED)
        if found and in_full:
            log.info("call-backs looked at", account=account, tasks=[each.id for each in found])
        return found

    def claim(self, id_: str, account: str) -> CallBack:
        """Give the task to the account. Raises `Rejected`: `unknown-call-back`, `call-back-closed`,
        `call-back-taken`.
        """
        now = self._clock.now()
        if not self._tasks.claim(id_, account, now, now + self._patience.claim):
            raise _taken(self._open(id_))
        log.info("call-back claimed", account=account, task=id_)
        return self._existing(id_)

    def attempted(self, id_: str, account: str, number: int, outcome: str, note: str = "") -> CallBack:
        """Note the task's attempt `number` (from 1); after the third the citizen counts as unreachable.

        Raises what `claim` does, and `Rejected("call-back-attempt-out-of-order")`.
        """
        now = self._clock.now()
        attempt = Attempt(number=number, at=now, by=account, outcome=outcome, note=note)
        due_at = self._look_up.looked_at_from(now + self._patience.rest)
        if self._tasks.attempted(id_, attempt, due_at, last=number >= MOST_ATTEMPTS):
            log.info("call-back attempted", account=account, task=id_, attempt=number, outcome=outcome)
            return self._existing(id_)
        task = self._existing(id_)
        if any((each.number, each.by) == (number, account) for each in task.attempts):
            return task
        raise _not_in_hand(self._open(id_), account, number)

    def reached(self, id_: str, account: str, case: str | None, note: str = "") -> CallBack:
        """Close the task: the citizen was reached, and `case` is what came of it. Raises what `claim` does, and
        `Rejected("unknown-case")`.
        """
        if case is not None and self._board.find(case) is None:
            raise Rejected("unknown-case", "Không có phản ánh mang mã này.", "There is no case with this code.")
        if self._tasks.close(id_, REACHED, account, self._clock.now(), case, note):
            log.info("call-back done", account=account, task=id_, case=case)
            return self._existing(id_)
        task = self._existing(id_)
        if (task.closing, task.closed_by, task.case) == (REACHED, account, case):
            return task
        raise _taken(self._open(id_))

    def _existing(self, id_: str) -> CallBack:
        task = self._tasks.find(id_)
        if task is None:
            raise Rejected("unknown-call-back", "Không có việc gọi lại này.", "There is no such call-back.")
        return task

    def _open(self, id_: str) -> CallBack:
        task = self._existing(id_)
        if task.state == CLOSED:
            raise Rejected("call-back-closed", "Việc gọi lại này đã xong.", "This call-back is closed.")
        return task


def _not_in_hand(task: CallBack, account: str, number: int) -> Rejected:
    if task.claimed_by == account and number != len(task.attempts) + 1:
        return Rejected(
            "call-back-attempt-out-of-order",
            f"Lần gọi tiếp theo là lần {len(task.attempts) + 1}.",
            f"The next attempt is number {len(task.attempts) + 1}.",
        )
    return _taken(task)


def _taken(task: CallBack) -> Rejected:
    return Rejected(
        "call-back-taken",
        "Việc gọi lại này đang do người khác làm, hoặc chưa ai nhận. Xin nhận việc trước.",
        "Somebody else has this call-back in hand, or nobody has. Please claim it first.",
        claimed_by=task.claimed_by,
    )
