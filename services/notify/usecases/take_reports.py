"""Take what providers say became of our messages, in whatever order and however often they say it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.kit.clock import Clock
from services.kit.events import Event, MessageReported
from services.kit.failures import Retryable
from services.kit.logs import log
from services.notify.domain.message import State
from services.notify.domain.report import Report, Reported, reported
from services.notify.domain.standing import standing
from services.notify.usecases import metrics
from services.notify.usecases.ports import Ledger, Strays
from services.notify.usecases.record_changes import failure, stands

#: A report may be here before its message's own answer is in the ledger. After that, it is about none of our messages.
PATIENCE = timedelta(minutes=10)
AGAIN = timedelta(seconds=5)
PAGE = 100
#: How often somebody else may change a message between our reading and writing.
TRIES = 5


@dataclass(frozen=True, slots=True)
class TakeReports:
    """A report that finds no message is kept and looked at again; a person may also write from the provider's own page,
    so that one which never finds any is only counted.
    """

    ledger: Ledger
    strays: Strays
    clock: Clock

    def __call__(self, events: Sequence[Event]) -> None:
        """Take new reports."""
        unknown = [each for each in events if not self._taken(each)]
        if unknown:
            self.strays.keep(unknown, self.clock.now() + AGAIN)

    def again(self) -> int:
        """Look at kept reports once more; return how many there were."""
        now = self.clock.now()
        due = self.strays.due(now, PAGE)
        unknown = [each for each in due if not self._taken(each)]
        late = [each for each in unknown if now - each.time > PATIENCE]
        for each in late:
            metrics.REPORTS.labels(each.data.channel, each.data.status, "unknown").inc()
        gone = {each.id for each in late}
        self.strays.keep([each for each in unknown if each.id not in gone], now + AGAIN)
        waiting = {each.id for each in unknown} - gone
        self.strays.drop([each for each in due if each.id not in waiting])
        return len(due)

    def _taken(self, event: Event) -> bool:
        report = _report(event.data)
        for _ in range(TRIES):
            message = self.ledger.trace(report)
            if message is None:
                return False
            outcome = reported(message, report, self.clock.now())
            if self._noted(outcome):
                metrics.REPORTS.labels(report.channel, report.status, "known").inc()
                return True
        raise Retryable("a message changed while its report was being taken")

    def _noted(self, outcome: Reported) -> bool:
        noted = self.ledger.note(outcome, _told(outcome, self.clock.now()))
        if noted and outcome.changes:
            metrics.MESSAGES.labels(outcome.message.type, outcome.state).inc()
            log.info(
                "message settled by report",
                case=outcome.message.code,
                message=outcome.message.key,
                state=str(outcome.state),
            )
        return noted


def _told(outcome: Reported, now: datetime) -> list[Event]:
    """A report may change nothing but how sure we are: that it arrived, that it was read."""
    message, reason = outcome.message, outcome.report.reason
    gave_up = outcome.changes and outcome.state is State.UNDELIVERABLE
    before, after = standing(message.state, message.reports), standing(outcome.state, outcome.reports)
    events = [
        failure(message, reason, now) if gave_up else None,
        stands(message, outcome.state, outcome.report.at, reason, outcome.reports) if after != before else None,
    ]
    return [event for event in events if event]


def _report(data: MessageReported) -> Report:
    return Report(
        channel=data.channel,
        status=data.status,
        at=data.at,
        provider_id=data.provider_id,
        tracking=data.tracking.strip("<>") if data.tracking else None,
        recipient=data.recipient,
        text_sha256=data.text_sha256,
        reason=data.reason,
    )
