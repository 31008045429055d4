"""Take a mail: exactly once, whatever dies when, and never so that one mail keeps the next ones waiting."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from prometheus_client import Counter

from services.intake.domain.mail.identity import mail_key, message_id
from services.intake.domain.mail.letter import Letter
from services.intake.domain.mail.outcome import IGNORED, PARKED, REFUSED, Outcome, Plan
from services.intake.usecases.answer_mail import hashed, reports
from services.intake.usecases.file_mail import Filed, FileMail
from services.intake.usecases.gate_ports import Gate
from services.intake.usecases.mail_ports import MailRecord, Mails, Place, RawMail, ReadLetter
from services.intake.usecases.understand_mail import UnderstandMail
from services.kit.clock import Clock
from services.kit.events import MessageRequested
from services.kit.failures import Rejected, Retryable
from services.kit.logs import log

MAILS = Counter("hotline_mails_total", "Mails settled, by what became of them; parked ones need a person.", ["outcome"])
#: A mail that was begun so often without an end takes the process down with it. Above what restarts alone would do.
MOST_STARTS = 12


class Broken(Exception):  # noqa: N818 - an outcome, not an accident
    """We broke over a mail; it may be tried again."""


class NotYet(Exception):  # noqa: N818
    """The mail must wait `seconds`; it stays where it is."""

    def __init__(self, seconds: float) -> None:
        super().__init__("not yet")
        self.seconds = seconds


class TakeMail:
    """The use case. `tries`: how often we may break over a mail before a person must look at it."""

    def __init__(
        self,
        mails: Mails,
        read: ReadLetter,
        understand: UnderstandMail,
        file: FileMail,
        gate: Gate,
        clock: Clock,
        *,
        tries: int,
        is_outage: Callable[[BaseException], bool],
    ) -> None:
        self._mails = mails
        self._read = read
        self._understand = understand
        self._file = file
        self._gate = gate
        self._clock = clock
        self._tries = tries
        self._is_outage = is_outage

    def take(self, place: Place, raw: RawMail) -> Outcome:
        """Return what became of the mail, once that is stored. Raises `Broken`, `NotYet`, or an outage."""
        now = self._clock.now()
        record = self._mails.begin(mail_key(raw.content), message_id(raw.content), place, now)
        if record.outcome:
            return record.outcome
        if record.starts > MOST_STARTS:
            return self._settled(record, Filed(Outcome(kind=PARKED, reason="started-too-often")), now)
        return self._tried(record, raw, now)

    def _tried(self, record: MailRecord, raw: RawMail, now: datetime) -> Outcome:
        try:
            return self._handled(record, raw, now)
        except NotYet:
            self._mails.give_back(record.key)
            raise
        except Exception as error:
            if isinstance(error, Retryable) or self._is_outage(error):
                self._mails.give_back(record.key)
                raise
            return self._broken(record, error, now)

    def _broken(self, record: MailRecord, error: Exception, now: datetime) -> Outcome:
        reason = type(error).__name__
        failures = self._mails.failed(record.key, reason)
        log.error("mail broke us", mail=record.key[:12], error=reason, failures=failures)
        if failures >= self._tries:
            return self._settled(record, Filed(Outcome(kind=PARKED, reason=reason)), now)
        raise Broken from error

    def _handled(self, record: MailRecord, raw: RawMail, now: datetime) -> Outcome:
        letter = self._read(raw.content, cut=raw.cut)
        ignored = self._understand.why_ignored(letter)
        if ignored:
            told = list(reports(letter, now)) if ignored == "bounce" else []
            return self._settled(record, Filed(Outcome(kind=IGNORED, reason=ignored), told), now)
        plan = record.plan or self._planned(record.key, letter)
        if plan is None:
            return self._settled(record, Filed(Outcome(kind=REFUSED, reason="blocked")), now)
        message = self._understand.message(letter, plan)
        filed = self._file.file(record.key, letter, message, plan, now)
        return self._settled(record, filed, now, hashed(message.email) if message.email else "")

    def _planned(self, key: str, letter: Letter) -> Plan | None:
        """Ask the gate, once for each mail, and plan. None: blocked, and not answered, for anybody can forge a sender.

        Who sends too much waits: the mail lies well where it is.
        """
        try:
            senders = self._gate.senders(email=letter.sender.email if letter.sender else None)
            found = self._gate.check(*senders, patient=True)
        except Rejected as refusal:
            if refusal.slug == "slow-down":
                raise NotYet(float(refusal.details.get("retry_after", 60))) from None
            return None
        doubts = tuple(found.reasons) if found.suspicious else ()
        return self._mails.plan(key, replace(self._understand.plan(letter), doubts=doubts))

    def _settled(self, record: MailRecord, filed: Filed, now: datetime, writer: str = "") -> Outcome:
        answered = any(isinstance(event.data, MessageRequested) for event in filed.events)
        if self._mails.settle(record.key, filed.outcome, now, filed.events, writer if answered else ""):
            outcome = filed.outcome
            MAILS.labels(outcome.kind).inc()
            log.info(
                "mail settled", mail=record.key[:12], outcome=outcome.kind, reason=outcome.reason, case=outcome.code
            )
        return filed.outcome
