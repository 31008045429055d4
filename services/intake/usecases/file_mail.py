"""File a mail that a person wrote: as a case, or as an addition to one. The same key again changes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from services.intake.domain.mail.letter import Letter
from services.intake.domain.mail.outcome import REFUSED, SUPPLEMENT, Outcome, Plan
from services.intake.domain.place_names import find_area
from services.intake.domain.wording import LEAST_TEXT, MOST_TEXT
from services.intake.usecases.answer_mail import CHANNEL, AnswerMail
from services.intake.usecases.look_up_reference import LookUpReference
from services.intake.usecases.mail_ports import FiledCases
from services.intake.usecases.register_case import CaseRegistrar, RegisterCase
from services.intake.usecases.supplement_case import CaseSupplementer, SupplementCase
from services.intake.usecases.understand_mail import Message
from services.kit.events import Event
from services.kit.failures import Rejected
from services.kit.files.keep import KeepAttachments, Kept, Refused, Upload

FULL_TEXT_NAME = "noi-dung-day-du.txt"
MOST_FILES = 50
_CUT_MARK = "\n[…]"


@dataclass(frozen=True, slots=True)
class Filed:
    """What became of it, and what is to be said."""

    outcome: Outcome
    events: Sequence[Event] = ()


class FileMail:
    """The use case."""

    def __init__(
        self,
        registrar: CaseRegistrar,
        supplementer: CaseSupplementer,
        attachments: KeepAttachments,
        look_up: LookUpReference,
        cases: FiledCases,
        answer: AnswerMail,
    ) -> None:
        self._registrar = registrar
        self._supplementer = supplementer
        self._attachments = attachments
        self._look_up = look_up
        self._cases = cases
        self._answer = answer

    def file(self, key: str, letter: Letter, message: Message, plan: Plan, now: datetime) -> Filed:
        """Return what became of the mail. Raises `Retryable` when the moment is wrong."""
        missing = _missing(letter, message, plan)
        if missing:
            return self._refused(letter, message, missing, now)
        kept = self._kept(letter, message)
        try:
            code = self._stored(key, letter, message, plan, kept, now)
        except Rejected as refusal:
            return self._refused(letter, message, refusal.slug, now, refusal)
        events = self._answer.about_files(letter, message, _worth_saying(kept.refused), now, code)
        return Filed(Outcome(kind=plan.kind, code=code), events)

    def _stored(self, key: str, letter: Letter, message: Message, plan: Plan, kept: Kept, now: datetime) -> str:
        text = _fitting(message.text)
        if plan.kind == SUPPLEMENT and plan.code:
            addition = SupplementCase(
                code=plan.code, channel=CHANNEL, client_key=key, text=text, attachments=kept.attachments
            )
            self._supplementer.add(addition)
            return plan.code
        command = RegisterCase(
            channel=CHANNEL,
            client_key=key,
            title=message.title,
            text=text,
            area=find_area(f"{message.title}\n{text}", self._look_up.reference(now).areas),
            language=message.language,
            name=message.name,
            email=message.email or "",
            attachments=kept.attachments,
            thread=letter.message_id[:500] or None,
            related=plan.related,
            doubts=plan.doubts,
        )
        return self._registered(command)

    def _registered(self, command: RegisterCase) -> str:
        """A newer catalogue, or a newer version of us, may read the same mail otherwise: the first reading stays."""
        try:
            return self._registrar.register(command).code
        except Rejected as refusal:
            before = self._cases.find_by_key(CHANNEL, command.client_key)
            if refusal.slug != "idempotency-key-reused" or before is None:
                raise
            return before.data.code

    def _refused(
        self, letter: Letter, message: Message, reason: str, now: datetime, refusal: Rejected | None = None
    ) -> Filed:
        events = self._answer.say_more(letter, message, reason, now, refusal)
        return Filed(Outcome(kind=REFUSED, reason=reason), events)

    def _kept(self, letter: Letter, message: Message) -> Kept:
        """Keep the files. What is longer than a case may be is kept whole beside it; of a cut mail no file is whole."""
        uploads = [] if letter.cut else [_upload(each.name, each.content, each.media_type) for each in letter.files]
        if len(message.text) > MOST_TEXT:
            uploads.insert(0, _upload(FULL_TEXT_NAME, message.text.encode("utf-8", "replace"), "text/plain"))
        return self._attachments.keep_what_can_be(uploads[:MOST_FILES]) if uploads else Kept(())


def _missing(letter: Letter, message: Message, plan: Plan) -> str | None:
    """Return what keeps the mail from being filed; an addition may be short, or only a file."""
    if plan.kind == SUPPLEMENT:
        return None if message.text or letter.files else "empty"
    if len(message.text) >= LEAST_TEXT:
        return None
    if letter.closed:
        return "closed"
    if message.text:
        return "text-too-short"
    return "only-files" if letter.files else "empty"


def _fitting(text: str) -> str:
    return text if len(text) <= MOST_TEXT else text[: MOST_TEXT - len(_CUT_MARK)].rstrip() + _CUT_MARK


def _worth_saying(refused: Sequence[Refused]) -> list[Refused]:
    """A part without a name is none that the writer attached: nobody would know what we speak of."""
    return [each for each in refused if each.name]


def _upload(name: str, content: bytes, media_type: str) -> Upload:
    return Upload(name=name, content=content, declared_type=media_type)
