"""Send the reports that are due, each once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from services.kit.clock import Clock
from services.kit.failures import Rejected, Retryable
from services.kit.logs import log
from services.reporting.domain.asking import Asked
from services.reporting.domain.mailing.letter import file_name, subject_of, text_of
from services.reporting.domain.mailing.schedule import Due, due
from services.reporting.domain.mailing.sending import Outcome, Sending, State, sending_id
from services.reporting.domain.mailing.subscription import Subscription
from services.reporting.domain.period import MonthCut
from services.reporting.domain.table import Table
from services.reporting.usecases.mailing.ports import Attachment, Files, Letter, Mailer, Sendings, Subscriptions
from services.reporting.usecases.make_table import MakesTables

#: Much longer than making the files and the talk with the mail server can take together.
LEASE = timedelta(minutes=15)
#: How long what was certainly not taken waits for its next try.
PAUSE = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class SendDue:
    """A sending is claimed in the database before its letter is handed over, so two processes send it once.

    A process that is killed in between leaves a claim; after its lease it is uncertain: nobody knows whether the
    letter was taken, nothing is sent again by itself, and a person settles it.
    """

    subscriptions: Subscriptions
    sendings: Sendings
    make_table: MakesTables
    files: Files
    mailer: Mailer
    clock: Clock
    cut: MonthCut

    def __call__(self) -> int:
        """Send what is due. Returns how many letters were handed over."""
        self._doubt()
        active = [each for each in self.subscriptions.all() if each.active]
        return sum(self._send(each, found) for each in active if (found := due(each, self.clock.now(), self.cut)))

    def _doubt(self) -> None:
        now = self.clock.now()
        for sending in self.sendings.doubt(now - LEASE, now):
            log.error("report mail uncertain", sending=sending.id)

    def _send(self, subscription: Subscription, found: Due) -> bool:
        now = self.clock.now()
        name = sending_id(subscription.id, found.span.text)
        claim = Sending(id=name, subscription=subscription.id, span=found.span.text, state=State.CLAIMED, since=now)
        if not self.sendings.claim(claim, again_before=now - PAUSE):
            return False
        outcome = self._outcome(name, subscription, found)
        self.sendings.settle(name, outcome, self.clock.now())
        log.info("report mail", sending=name, state=outcome.state, reason=outcome.reason)
        return outcome.state is State.SENT

    def _outcome(self, name: str, subscription: Subscription, found: Due) -> Outcome:
        """Whatever fails before the letter is handed over has certainly sent nothing, and stops no other letter."""
        try:
            letter = self._letter(name, subscription, found)
        except Retryable as error:
            return Outcome(State.DEFERRED, error.reason)
        except Rejected as error:
            return Outcome(State.REFUSED, error.slug)
        except Exception as error:  # noqa: BLE001 - a bug in one report must not keep the others from their readers
            log.error("report failed", sending=name, error=type(error).__name__)
            return Outcome(State.DEFERRED, type(error).__name__)
        return self.mailer.send(letter)

    def _letter(self, name: str, subscription: Subscription, found: Due) -> Letter:
        asked = [Asked(table=table, span=found.span, language=subscription.language) for table in subscription.tables]
        tables = [self.make_table(each) for each in asked]
        return Letter(
            id=name,
            to=subscription.address,
            subject=subject_of(found.span, subscription.language),
            text=text_of(tables, subscription.language),
            attachments=self._attachments(tables, subscription, found),
        )

    def _attachments(self, tables: Sequence[Table], subscription: Subscription, found: Due) -> list[Attachment]:
        return [self.files.make(tables, form, file_name(found.span, form)) for form in subscription.forms]
