"""Answer a text message: what became of a case, how to ask, or nothing. Each message is answered once at most."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Protocol

import orjson
from prometheus_client import Counter

from services.intake.domain import sms_answer
from services.intake.domain.contact import NormalisePhone, is_short_code
from services.intake.domain.sms_request import DossierWanted, Request, Slip, StatusWanted, StopWanted, read_request
from services.intake.usecases.look_up_dossier import LookUpDossier
from services.intake.usecases.look_up_reference import VIETNAM
from services.intake.usecases.ports import Arrival, Progress, ProgressBoard, StoredCase
from services.intake.usecases.prove_ownership import ProveOwnership
from services.kit.clock import Clock
from services.kit.dossiers import state_of
from services.kit.events import MessageRequested
from services.kit.failures import Rejected
from services.kit.logs import log

SMS = "sms"
#: What became of a message. The first answers are worth their price; of the others a number gets a few a day.
STATUS, NOT_YOURS, SLIP, HELP, STOP, SILENT = "status", "not-yours", "slip", "help", "stop", "silent"
MOST_A_DAY: Mapping[str, int] = {STATUS: 30, NOT_YOURS: 5, SLIP: 5, HELP: 2}
DAY = timedelta(days=1)

TEXTS = Counter("hotline_texts_total", "Text messages of citizens, by what became of them.", ("result",))


@dataclass(frozen=True, slots=True, kw_only=True)
class HandledText:
    """A citizen's message and what became of it. `sender` is E.164, or as the network gave it."""

    id: str
    sender: str = field(repr=False)
    result: str
    handled_at: datetime


#: States in which there is nothing to tell but the state.
_PLAIN = {"reopened": sms_answer.reopened, "merged": sms_answer.merged, "withdrawn": sms_answer.withdrawn}


class Texts(Protocol):
    """Keeps handled messages, each with its answer."""

    def find(self, id_: str) -> HandledText | None:
        """Return a message that was handled."""

    def keep(self, text: HandledText, answer: MessageRequested | None) -> bool:
        """Store both in one majority-acknowledged write; False, and nothing, when the message was handled before."""

    def count(self, sender: str, results: Collection[str], since: datetime) -> int:
        """Return how many of a sender's messages since then had one of these results."""


class FindsCases(Protocol):
    """Finds cases."""

    def find(self, code: str) -> StoredCase | None:
        """Return the case with this code."""


class AnswerText:
    """The use case for one message of the inbox, which hands out a sender's messages one after the other."""

    def __init__(
        self,
        texts: Texts,
        cases: FindsCases,
        board: ProgressBoard,
        ownership: ProveOwnership,
        normalise: NormalisePhone,
        hotline: Callable[[], str],
        clock: Clock,
        dossiers: LookUpDossier | None = None,
    ) -> None:
        self._texts = texts
        self._cases = cases
        self._board = board
        self._ownership = ownership
        self._normalise = normalise
        self._hotline = hotline
        self._clock = clock
        self._dossiers = dossiers

    def answer(self, arrival: Arrival) -> None:
        """Handle a message whose body is JSON with `id`, `from` and `text`."""
        if self._texts.find(arrival.id):
            return
        message = orjson.loads(arrival.body)
        sender = self._citizen(message["from"])
        result, words = self._answer(read_request(message["text"]), sender) if sender else (SILENT, "")
        if sender and words and self._too_often(sender, result):
            result, words = SILENT, ""
        handled = HandledText(
            id=arrival.id, sender=sender or message["from"], result=result, handled_at=self._clock.now()
        )
        if self._texts.keep(handled, _said(arrival, message["id"], sender, words) if sender and words else None):
            TEXTS.labels(result).inc()
            log.info("text handled", channel=SMS, result=result)

    def _citizen(self, sender: str) -> str | None:
        """Return the number of a person; names and service numbers are machines, and are never answered."""
        return None if is_short_code(sender) else self._normalise(sender)

    def _answer(self, request: Request, sender: str) -> tuple[str, str]:
        match request:
            case StatusWanted(code, pin):
                case = self._cases.find(code)
                if case is None or not self._may_know(case, pin, sender):
                    return NOT_YOURS, sms_answer.not_yours(self._hotline())
                return STATUS, self._status(case)
            case DossierWanted(typed):
                return self._dossier(typed)
            case Slip():
                return SLIP, sms_answer.slip()
            case StopWanted():
                return STOP, ""
        if self._texts.count(sender, {STOP}, datetime.min.replace(tzinfo=UTC)):
            return SILENT, ""
        return HELP, sms_answer.how_to(self._hotline())

    def _dossier(self, typed: str) -> tuple[str, str]:
        """Say what the code alone shows: a number that writes proves nothing about somebody's dossier."""
        if self._dossiers is None:
            return HELP, sms_answer.how_to(self._hotline())
        try:
            found = self._dossiers(typed).dossier
        except Rejected as why:
            return SLIP, sms_answer.no_dossier(why.vi)
        appointed = found.finished_on or found.appointed_on
        return STATUS, sms_answer.dossier(found.code, state_of(found, "vi"), found.agency, appointed)

    def _may_know(self, case: StoredCase, pin: str, sender: str) -> bool:
        if case.data.contact and case.data.contact.phone == sender:
            return True
        try:
            return bool(pin) and self._ownership.by_pin(case, pin, sender)
        except Rejected:  # too many tries: saying so would say that the case exists
            return False

    def _status(self, case: StoredCase) -> str:
        code = case.data.code
        progress = self._board.find(code) or Progress(code=code, status="received", changed_at=case.data.received_at)
        due = progress.due_at.astimezone(VIETNAM) if progress.due_at else None
        agency = progress.agency_name or "cơ quan có trách nhiệm"
        if progress.status == "answered" and progress.answered_at:
            return sms_answer.answered(code, agency, progress.answered_at.astimezone(VIETNAM), self._hotline())
        if progress.status in {"accepted", "answered"}:
            return sms_answer.accepted(code, agency, due)
        if progress.status == "routed":
            return sms_answer.routed(code, agency, due)
        if progress.status == "waiting" and progress.answer_by:
            return sms_answer.waiting(code, progress.answer_by.astimezone(VIETNAM), self._hotline())
        if progress.status in _PLAIN:
            return _PLAIN[progress.status](code)
        return sms_answer.received(code, case.data.received_at.astimezone(VIETNAM))

    def _too_often(self, sender: str, result: str) -> bool:
        return self._texts.count(sender, {result}, self._clock.now() - DAY) >= MOST_A_DAY[result]


def _said(arrival: Arrival, message: str, sender: str, words: str) -> MessageRequested:
    return MessageRequested(
        channel=SMS,
        recipient=sender,
        language="vi",
        text=words,
        reply_to=message,
        heard_at=arrival.sent_at,
    )
