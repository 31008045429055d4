"""What a provider's report about a message means. Reports come in any order, repeated, and before our own answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from services.notify.domain.message import Message, State

ACCEPTED, DELIVERED, SEEN, FAILED = "accepted", "delivered", "seen", "failed"
_ON_ITS_WAY = frozenset({State.CLAIMED, State.UNCERTAIN})


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A receipt and the names by which its message may be found; at least one of them is given."""

    channel: str
    status: str
    at: datetime
    provider_id: str | None = None
    tracking: str | None = None
    recipient: str | None = None
    text_sha256: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """What a report makes of a message: its state, which reports there are now, and when somebody must look again."""

    message: Message
    report: Report
    state: State
    reports: Mapping[str, datetime]
    next_step_at: datetime | None

    @property
    def changes(self) -> bool:
        """Whether the state is another one now."""
        return self.state is not self.message.state


def reported(message: Message, report: Report, now: datetime) -> Reported:
    """Return what the report makes of the message: the same for the same reports, in whatever order they came.

    That it arrived outweighs that it failed, and that outweighs that it was accepted. A failure of a message that is
    to be sent again anyway is one of an earlier attempt. Where the next route was already taken, it stays taken.
    """
    if report.status == FAILED and message.state in {State.DEFERRED, State.MERGED}:
        reports = dict(message.reports)
    else:
        at = min(report.at, message.reports.get(report.status, report.at))
        reports = {**message.reports, report.status: at}
    state = _state(message, reports)
    changed = state is not message.state
    due = now if state is State.REPLACED else None
    return Reported(
        message=message,
        report=report,
        state=state,
        reports=reports,
        next_step_at=due if changed else message.next_step_at,
    )


def _state(message: Message, reports: Mapping[str, datetime]) -> State:
    if message.state is State.MERGED:
        return State.MERGED
    if DELIVERED in reports or SEEN in reports:
        handed_over = message.state is State.REPLACED and message.next_step_at is None
        return message.state if handed_over else State.SENT
    if FAILED in reports:
        failed = State.REPLACED if message.routes else State.UNDELIVERABLE
        return failed if message.state in _ON_ITS_WAY | {State.SENT} else message.state
    accepted = ACCEPTED in reports and message.state in _ON_ITS_WAY | {State.DEFERRED}
    return State.SENT if accepted else message.state
