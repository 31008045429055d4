"""Answer mail: the events by which notify tells a citizen what is missing, and learns what became of its own mails."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from services.intake.domain.mail import answers, subjects
from services.intake.domain.mail.answers import Sentence
from services.intake.domain.mail.letter import Letter
from services.intake.usecases.mail_ports import Mails
from services.intake.usecases.understand_mail import Message
from services.kit.events import Event, MessageReported, MessageRequested
from services.kit.failures import Rejected
from services.kit.files.keep import Refused
from services.kit.logs import log

SOURCE = "/intake/email"
CHANNEL = "email"
DAY = timedelta(days=1)
MOST_ID, MOST_TRACKING, MOST_REASON = 500, 200, 300
#: An action of a delivery report (RFC 3464 §2.3.3) and what it means; "delayed" means nothing yet.
_STATUSES = {"failed": "failed", "delivered": "delivered", "relayed": "accepted", "expanded": "accepted"}


class AnswerMail:
    """The use case. `most_a_day`: answers to one writer within 24 hours; robots that nobody recognised end there."""

    def __init__(self, mails: Mails, most_a_day: int) -> None:
        self._mails = mails
        self._most = most_a_day

    def say_more(
        self, letter: Letter, message: Message, reason: str, now: datetime, refusal: Rejected | None = None
    ) -> list[Event]:
        """Return what asks for what is missing; nothing where nobody may be answered."""
        why = Sentence(refusal.vi, refusal.en) if refusal else None
        return self._asked(letter, message, answers.please_say_more(reason, message.language, why), now, None)

    def about_files(
        self, letter: Letter, message: Message, refused: Sequence[Refused], now: datetime, code: str | None
    ) -> list[Event]:
        """Return what says which files were not kept; nothing when all were."""
        if not refused and not letter.cut:
            return []
        named = [(each.name, Sentence(each.vi, each.en)) for each in refused]
        text = answers.about_files(named, message.language, cut=letter.cut)
        return self._asked(letter, message, text, now, code)

    def _asked(self, letter: Letter, message: Message, text: str, now: datetime, code: str | None) -> list[Event]:
        if message.email is None:
            return []
        if self._mails.answers(hashed(message.email), now - DAY) >= self._most:
            log.info("mail not answered", reason="too many answers to one writer")
            return []
        data = MessageRequested(
            channel=CHANNEL,
            recipient=message.email,
            name=message.name or None,
            language=message.language,
            subject=answers.answer_subject(message.title, message.language),
            text=text,
            code=code,
            reply_to=letter.message_id[:MOST_ID] or None,
            heard_at=now,
        )
        # The case's code, or nothing that says who was answered.
        return [Event.of(data, source=SOURCE, subject=code or "mail", at=now)]


def reports(letter: Letter, now: datetime) -> Iterator[Event]:
    """Yield what a delivery report says about mails of ours; nothing when it speaks of none, or only of delay."""
    status = _STATUSES.get(letter.complaint.get("action", "failed").strip().lower())
    if status is None:
        return
    for message_id in letter.mentioned[:10]:
        data = MessageReported(
            channel=CHANNEL,
            status=status,
            at=now,
            tracking=message_id[:MOST_TRACKING],
            reason=_reason(letter),
        )
        yield Event.of(data, source=SOURCE, subject=subjects.code_of(message_id) or "mail", at=now)


def hashed(email: str) -> str:
    """Return what stands for an address where only sameness matters."""
    return hashlib.sha256(email.strip().lower().encode()).hexdigest()


def _reason(letter: Letter) -> str | None:
    """Return the status and the server's words without addresses."""
    said = f"{letter.complaint.get('status', '')} {letter.complaint.get('diagnostic-code', '')}"
    return " ".join(word for word in said.split() if "@" not in word)[:MOST_REASON] or None
