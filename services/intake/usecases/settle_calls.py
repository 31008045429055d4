"""Settle calls: when one is over, tell it once, owe a call back, link its cases, have its voicemail taken."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from prometheus_client import Counter

from services.intake.domain.calls.call_back import Missed
from services.intake.domain.calls.facts import Call
from services.intake.domain.calls.outcome import SILENT, Outcome, is_over, outcome
from services.intake.usecases.call_ports import CallBacks, CallersCases, Calls
from services.intake.usecases.look_up_reference import LookUpReference
from services.intake.usecases.ports import Arrival, Inbox
from services.kit.clock import Clock
from services.kit.events import CallEnded, Event
from services.kit.logs import log

#: Whoever dies while it looks at a call holds up this one call so long.
LEASE = timedelta(seconds=60)
VOICEMAIL_INBOX = "voicemail"

ENDED = Counter("hotline_calls_ended_total", "Calls that are over.", ("disposition", "after_hours"))
OWED = Counter("hotline_call_backs_total", "Calls that nobody took, by what became of them.", ("result",))


class SettleCalls:
    """The use case. Everything it does to a call may be done twice: it may die anywhere and begin again."""

    def __init__(
        self,
        calls: Calls,
        call_backs: CallBacks,
        cases: CallersCases,
        inbox: Inbox,
        look_up: LookUpReference,
        clock: Clock,
    ) -> None:
        self._calls = calls
        self._call_backs = call_backs
        self._cases = cases
        self._inbox = inbox
        self._look_up = look_up
        self._clock = clock

    def turn(self) -> bool:
        """Look at one call; return whether there may be more. Raises `Retryable` while there is no catalogue."""
        now = self._clock.now()
        until = now + LEASE
        call = self._calls.take_due(now, until)
        if call is None:
            return False
        again = None if self._settled(call, now) else max(call.heard_at + SILENT, now + LEASE)
        self._calls.looked_at(call, until, again)
        return True

    def _settled(self, call: Call, now: datetime) -> bool:
        """Do what follows from a call that is over; return whether it is."""
        filed = self._cases.filed_for(call.call, call.id)
        if filed:
            self._calls.link(call.id, filed)
        if not is_over(call, now):
            return False
        opens_at = self._look_up.looked_at_from(call.began_at)
        result = outcome(call, after_hours=opens_at > call.began_at)
        self._consequences(call, result, opens_at)
        if self._calls.end(call, ended_event(call, result)):
            _count(call, result)
        return True

    def _consequences(self, call: Call, result: Outcome, opens_at: datetime) -> None:
        if result.call_back and call.number:
            self._owe(call, call.number, result, opens_at)
        elif result.disposition == "answered" and call.number and not call.outbound:
            self._call_backs.called_again(call.number, call.answered_at or call.began_at)
        if call.left_message:
            self._inbox.put([voicemail_arrival(call, self._clock.now())])

    def _owe(self, call: Call, number: str, result: Outcome, opens_at: datetime) -> None:
        if self._calls.answered_after(number, call.began_at):
            return
        missed = Missed(call=call.id, at=call.began_at, disposition=result.disposition, after_hours=result.after_hours)
        opened = self._call_backs.owe(number, missed, due_at=opens_at)
        OWED.labels("opened" if opened else "added").inc()


def _count(call: Call, result: Outcome) -> None:
    ENDED.labels(result.disposition, str(result.after_hours).lower()).inc()
    if result.call_back and call.number is None:
        OWED.labels("anonymous").inc()
    log.info("call ended", call=call.id, disposition=result.disposition, after_hours=result.after_hours)


def ended_event(call: Call, result: Outcome) -> Event:
    """Return the call's `call.ended`; made twice, it has the same id. The caller's number stays here."""
    data = CallEnded(
        call=call.id,
        disposition=result.disposition,
        branch=call.branch,
        queued_at=call.began_at,
        answered_at=call.answered_at if result.disposition == "answered" else None,
        ended_at=result.ended_at,
        after_hours=result.after_hours,
    )
    name = hashlib.sha256(call.id.encode()).hexdigest()[:26]
    return Event.of(data, source="/intake/hotline", subject=call.id, at=result.ended_at, id=f"call-ended-{name}")


def voicemail_arrival(call: Call, now: datetime) -> Arrival:
    """Return what stands in the inbox for a call's voicemail: the call's name; the rest is in its record."""
    return Arrival(
        id=call.id,
        channel=VOICEMAIL_INBOX,
        thread=call.id,
        sent_at=call.began_at,
        received_at=now,
        body=call.id.encode(),
    )
