"""Register a case: check it, give it a code, store it once. Every channel ends here."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import orjson

from services.intake.domain.case_code import RANDOM_CODES_A_DAY, make_code
from services.intake.domain.contact import NormalisePhone, Reachable, policy_faults, read_contact
from services.intake.domain.fault import Fault
from services.intake.domain.questions import Checks, Reading, read_answers
from services.intake.domain.reference import Category
from services.intake.domain.wording import clean_line, clean_text, title_from, wording_faults
from services.intake.usecases.look_up_reference import VIETNAM, LookUpReference
from services.intake.usecases.ports import Cases, Chance, CodeTaken, KeyTaken, StoredCase
from services.kit.clock import Clock
from services.kit.dossiers import read_code
from services.kit.events import Attachment, CaseReceived, Contact, GivenAnswer, Place
from services.kit.failures import Rejected, Retryable
from services.kit.logs import log

# With 10,000 cases on one day a new code is taken with a chance of 1 in 100; five tries fail once in 10^10.
CODE_TRIES = 5
# A case that another request is storing right now becomes readable when the majority has it, in milliseconds.
SETTLE_TRIES = 40
SETTLE_SECONDS = 0.025
MOST_CLIENT_KEY = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterCase:
    """What a channel understood of a citizen's message, unchecked.

    `client_key` is the channel's own name for the message: the same key again means the same message again.
    `category` and `area` may be None: a person at the centre will decide. `caller` is the number the telephone network
    showed; it is used when no telephone number was given, and never refused. `zalo` and `facebook` are the provider's
    ids of the citizen, `attachments` are stored already, `thread` is what an answer refers to (a Message-ID), `related`
    the code of another case that the message speaks of. `doubts` are reasons to take the message for a machine's: the
    case is accepted, but its category is left to a person at the centre, who so sees it before any agency does.
    `answers` are those to the category's questions, by their slugs; None where the channel could not ask.
    """

    channel: str
    client_key: str
    text: str
    title: str = ""
    category: str | None = None
    area: str | None = None
    address: str = ""
    urgency: str = "normal"
    kind: str | None = None
    language: str = "vi"
    name: str = ""
    phone: str = ""
    email: str = ""
    caller: str = ""
    share_contact: bool = False
    private: bool = False
    filed_by: str | None = None
    zalo: str | None = None
    facebook: str | None = None
    place: Place | None = None
    attachments: tuple[Attachment, ...] = ()
    thread: str | None = None
    related: str | None = None
    doubts: tuple[str, ...] = ()
    answers: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class RegisteredCase:
    """The receipt. `pin` and `code` together let the citizen track the case; `replay`: it was here already."""

    code: str
    pin: str
    received_at: datetime
    looked_at_from: datetime
    replay: bool = False

    @property
    def open_now(self) -> bool:
        """Whether the centre was open when the case came."""
        return self.looked_at_from <= self.received_at


class CaseRegistrar:
    """The use case. Works while the message broker is away: the event waits in the case's own outbox."""

    def __init__(
        self,
        cases: Cases,
        look_up: LookUpReference,
        normalise_phone: NormalisePhone,
        clock: Clock,
        chance: Chance,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._cases = cases
        self._look_up = look_up
        self._normalise_phone = normalise_phone
        self._clock = clock
        self._chance = chance
        self._sleep = sleep

    def register(self, command: RegisterCase) -> RegisteredCase:
        """Store the case, or find it when it was stored before.

        Raises `Rejected` with the first fault's slug and all faults as `errors`, `Rejected("idempotency-key-reused")`
        when the client key was used for other content, `Retryable` while there is no catalogue or no free code.
        """
        _check_key(command.client_key)
        case = self._checked(command)
        for _ in range(CODE_TRIES):
            try:
                self._cases.add(case)
            except CodeTaken:
                case = replace(case, data=replace(case.data, code=self._new_code(case.data.received_at)))
            except KeyTaken:
                return self._replayed(case)
            else:
                log.info("case received", case=case.data.code, channel=command.channel)
                return _receipt(case)
        raise Retryable("no free case code")

    def _checked(self, command: RegisterCase) -> StoredCase:
        now = self._clock.now()
        reference = self._look_up.reference(now)
        text, title, address = clean_text(command.text), clean_line(command.title), clean_line(command.address)
        contact, contact_faults = self._contact(command)
        faults = [
            *wording_faults(title, text, address),
            *reference.faults(command.category, command.area),
            *contact_faults,
        ]
        category = reference.categories.get(command.category or "")
        if category and not contact_faults:
            faults += policy_faults(category.identity, command.urgency == "urgent", contact)
        reading = _answers(command, category, Checks(lambda day: self._look_up.may_come(day, now), _spelt))
        _refuse_stopped(reading, command.urgency)
        _refuse([*faults, *reading.faults])
        words = {"title": title or title_from(text), "text": text, "address": address or None}
        kind = command.kind or (category.kind if category else "report")
        data = self._data(command, now, contact, kind=kind, answers=_given(reading, command.language), **words)
        return StoredCase(
            data=replace(data, category=None, doubts=command.doubts) if command.doubts else data,
            client_key=command.client_key,
            # Of what was said, not of what was made of it: sent again without doubts, it is the same message.
            fingerprint=_fingerprint(data),
            looked_at_from=self._look_up.looked_at_from(now),
            filed_by=command.filed_by,
            doubts=command.doubts,
        )

    def _data(self, command: RegisterCase, now: datetime, contact: Reachable, **checked: Any) -> CaseReceived:
        return CaseReceived(
            code=self._new_code(now),
            channel=command.channel,
            received_at=now,
            category=command.category,
            area=command.area,
            place=command.place,
            urgency=command.urgency,
            language=command.language,
            contact=_contact_of(command, contact),
            share_contact=command.share_contact,
            private=command.private,
            pin=contact.phone[-4:] if contact.phone else f"{self._chance.below(10_000):04d}",
            attachments=command.attachments,
            thread=command.thread,
            related=command.related,
            **checked,
        )

    def _contact(self, command: RegisterCase) -> tuple[Reachable, list[Fault]]:
        """What was given wins over the number the network showed, which may be anything or nothing."""
        contact, faults = read_contact(command.name, command.phone, command.email, self._normalise_phone)
        if command.caller and not command.phone:
            seen, _ = read_contact("", command.caller, "", self._normalise_phone)
            contact = replace(contact, phone=seen.phone)
        return contact, faults

    def _new_code(self, now: datetime) -> str:
        return make_code(now.astimezone(VIETNAM).date(), self._chance.below(RANDOM_CODES_A_DAY))

    def _replayed(self, case: StoredCase) -> RegisteredCase:
        before = self._settled(case.data.channel, case.client_key)
        if before.fingerprint != case.fingerprint:
            raise Rejected(
                "idempotency-key-reused",
                "Khoá chống gửi trùng này đã dùng cho một nội dung khác.",
                "This idempotency key was already used for other content.",
            )
        log.info("case received again", case=before.data.code, channel=before.data.channel)
        return replace(_receipt(before), replay=True)

    def _settled(self, channel: str, client_key: str) -> StoredCase:
        for _ in range(SETTLE_TRIES):
            found = self._cases.find_by_key(channel, client_key)
            if found:
                return found
            self._sleep(SETTLE_SECONDS)
        raise Retryable("the first request with this key is still being stored")


def _check_key(key: str) -> None:
    if not 0 < len(key) <= MOST_CLIENT_KEY or not key.isprintable():
        raise Rejected(
            "client-key-not-valid",
            f"Khoá chống gửi trùng phải có từ 1 đến {MOST_CLIENT_KEY} ký tự in được.",
            f"The idempotency key must have 1 to {MOST_CLIENT_KEY} printable characters.",
        )


def _spelt(typed: str) -> str:
    try:
        return read_code(typed).text
    except Rejected:
        return typed


def _answers(command: RegisterCase, category: Category | None, checks: Checks) -> Reading:
    questions = category.questions if category else ()
    given, asked = command.answers or {}, command.answers is not None
    return read_answers(questions, given, command.language, asked=asked, checks=checks)


def _given(reading: Reading, tongue: str) -> tuple[GivenAnswer, ...]:
    return tuple(
        GivenAnswer(
            question=each.question.slug,
            value=each.value,
            label=each.question.vi if tongue == "vi" else each.question.en,
            text=each.text,
            public=each.question.public,
        )
        for each in reading.answered
    )


def _refuse_stopped(reading: Reading, urgency: str) -> None:
    """Nobody in danger is sent elsewhere: an urgent case is filed whatever was answered."""
    if reading.stop and urgency != "urgent":
        stop = reading.stop
        raise Rejected(
            "not-this-way",
            stop.vi,
            stop.en,
            errors=[_shown(Fault(f"answers/{stop.question}", "not-this-way", stop.vi, stop.en))],
        )


def _refuse(faults: list[Fault]) -> None:
    if faults:
        first = faults[0]
        raise Rejected(first.slug, first.vi, first.en, errors=[_shown(fault) for fault in faults])


def _shown(fault: Fault) -> dict[str, str]:
    return {"pointer": f"#/{fault.field}", "slug": fault.slug, "detail": fault.vi, "detail_en": fault.en}


def _receipt(case: StoredCase) -> RegisteredCase:
    data = case.data
    return RegisteredCase(data.code, data.pin, data.received_at, case.looked_at_from)


def _contact_of(command: RegisterCase, typed: Reachable) -> Contact | None:
    if typed.empty and not (command.zalo or command.facebook):
        return None
    return Contact(name=typed.name, phone=typed.phone, email=typed.email, zalo=command.zalo, facebook=command.facebook)


def _fingerprint(data: CaseReceived) -> str:
    """Return a hash of what the citizen said: two messages are the same when it is, whenever they came."""
    said = (
        data.title,
        data.text,
        data.category,
        data.area,
        data.address,
        data.urgency,
        data.kind,
        data.contact,
        data.share_contact,
        data.private,
        data.place,
        # A file that is sent again is stored again under another id; its content tells that it is the same.
        sorted(each.sha256 for each in data.attachments),
    )
    answers = [(each.question, each.value) for each in data.answers]
    # Without answers the hash is the one that earlier versions made.
    return hashlib.sha256(orjson.dumps((*said, answers) if answers else said)).hexdigest()
