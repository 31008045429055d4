"""Understand a mail: decide what becomes of it, and what of its words are the writer's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from services.intake.domain.contact import read_contact
from services.intake.domain.mail import automatic, subjects
from services.intake.domain.mail.languages import language
from services.intake.domain.mail.letter import Address, Letter
from services.intake.domain.mail.outcome import CASE, SUPPLEMENT, Plan
from services.intake.domain.mail.quoting import own_words
from services.intake.domain.wording import LEAST_TEXT, MOST_TITLE, clean_line, clean_text
from services.intake.usecases.mail_ports import FiledCases, Mails

MOST_NAME = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class MailRules:
    """`own`: addresses of the hotline, lower case. `spam`: see `automatic.SpamMarks`."""

    own: frozenset[str] = frozenset()
    spam: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What a person wrote. `text` is cleaned and their own; `email` is None where nobody can be answered."""

    title: str
    text: str
    language: str
    name: str = ""
    email: str | None = None


class UnderstandMail:
    """The use case. Reads records and cases, changes nothing."""

    def __init__(self, rules: MailRules, mails: Mails, cases: FiledCases) -> None:
        self._rules = rules
        self._mails = mails
        self._cases = cases

    def why_ignored(self, letter: Letter) -> str | None:
        """Return why nobody looks at this mail, None when a person may have written it."""
        return automatic.reason(letter, self._rules.own, self._rules.spam)

    def plan(self, letter: Letter) -> Plan:
        """Return whether it is a new case or belongs to one.

        Codes are public: only the address that the case is answered at may add to it. From any other address it is a
        case of its own that names the other.
        """
        code = subjects.code_named(letter.references, letter.subject) or self._mails.case_of(letter.references)
        case = self._cases.find(code) if code else None
        if case is None:
            return Plan(kind=CASE)
        contact = case.data.contact
        known = contact.email.lower() if contact and contact.email else None
        writers = {each.email for each in (letter.sender, letter.reply_to) if each}
        if known in writers:
            return Plan(kind=SUPPLEMENT, code=code)
        return Plan(kind=CASE, related=code)

    def message(self, letter: Letter, plan: Plan) -> Message:
        """Return the writer's own words and how to answer."""
        answers = bool(letter.references) or subjects.is_answer(letter.subject)
        text = clean_text(own_words(letter.text, answers=answers, forwards=letter.forwards))
        title = clean_line(subjects.cleaned(letter.subject))
        if plan.kind == CASE and len(text) < LEAST_TEXT:
            text = _fuller(text, title, clean_text(letter.text))
        writer = letter.writer
        return Message(
            title=shortened(title, MOST_TITLE),
            text=text,
            language=language(f"{title}\n{text}"),
            name=_name(writer, letter.sender),
            email=usable(writer.email) if writer else None,
        )


def usable(email: str) -> str | None:
    """Return the address when a mail can go there."""
    contact, faults = read_contact("", "", email, lambda _: None)
    return None if faults else contact.email


def shortened(line: str, most: int) -> str:
    """Return a line of at most `most` characters, cut between words."""
    if len(line) <= most:
        return line
    return line[: most - 1].rsplit(" ", 1)[0].rstrip(",;:. ")[: most - 1] + "…"


def _fuller(text: str, title: str, whole: str) -> str:
    """Some write all they have to say into the subject, others into a quote."""
    with_title = f"{title}\n{text}".strip() if title and title not in text else text
    if len(with_title) >= LEAST_TEXT:
        return with_title
    return whole if len(whole) >= LEAST_TEXT else text


def _name(writer: Address | None, sender: Address | None) -> str:
    name = (writer.name if writer else "") or (sender.name if sender else "")
    return "" if "@" in name else shortened(clean_line(name), MOST_NAME)
