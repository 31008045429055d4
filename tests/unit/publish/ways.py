"""What happens to a case between its steps: questions, additions, more time, another agency, taken back."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from services.kit.events import (
    Attachment,
    CaseAccepted,
    CaseExtended,
    CaseInfoRequested,
    CaseMerged,
    CaseMoved,
    CaseReopened,
    CaseResumed,
    CaseSupplemented,
    CaseWithdrawn,
    Event,
)
from tests.unit.publish.builders import CODE, NOON

WARD, WARD_NAME = "ubnd-phuong-pleiku", "Ủy ban nhân dân phường Pleiku"
PHOTO = Attachment(
    id="01M832S9ZB3V7Q0E6T2KX5N8RA",
    name="den-duong.jpg",
    media_type="image/jpeg",
    kind="image",
    size=120_000,
    sha256="9f" * 32,
)


def at(minutes: int) -> datetime:
    """Return a moment after noon."""
    return NOON + timedelta(minutes=minutes)


def happened(data: Any, when: datetime, mark: str = "") -> Event:
    """Return the event; its id follows from what it says."""
    return Event.of(data, source="/test", subject=data.code, at=when, id=f"{data.code}-{data.TYPE}-{mark}{when}")


def accepted(assignment: int = 1, *, minutes: int = 10, code: str = CODE) -> Event:
    when = at(minutes)
    data = CaseAccepted(code=code, assignment=assignment, agency=WARD, accepted_at=when, by=f"agency:{WARD}")
    return happened(data, when)


def asked(question: str = "Cột đèn số mấy?", assignment: int = 1, *, minutes: int = 20, code: str = CODE) -> Event:
    when = at(minutes)
    who = {"agency": WARD, "agency_name": WARD_NAME, "by": f"agency:{WARD}"}
    until = when + timedelta(days=3)
    data = CaseInfoRequested(code=code, assignment=assignment, question=question, asked_at=when, answer_by=until, **who)
    return happened(data, when)


def resumed(assignment: int = 1, *, minutes: int = 40, why: str = "supplemented", code: str = CODE) -> Event:
    when = at(minutes)
    due = when + timedelta(days=2)
    data = CaseResumed(code=code, assignment=assignment, agency=WARD, resumed_at=when, due_at=due, why=why)
    return happened(data, when)


def extended(reason: str = "Chờ vật tư.", assignment: int = 1, *, minutes: int = 50, code: str = CODE) -> Event:
    when = at(minutes)
    times = {"original_due_at": at(2) + timedelta(days=2), "due_at": when + timedelta(days=6), "extended_at": when}
    data = CaseExtended(
        code=code,
        assignment=assignment,
        agency=WARD,
        agency_name=WARD_NAME,
        reason=reason,
        by="desk:truong-ca",
        **times,
    )
    return happened(data, when)


def supplemented(
    text: str = "Cột số P12.", *, number: int = 1, minutes: int = 30, code: str = CODE, files: int = 0
) -> Event:
    when = at(minutes)
    data = CaseSupplemented(
        code=code, number=number, channel="web", added_at=when, text=text, attachments=(PHOTO,) * files
    )
    return happened(data, when)


def moved(reason: str = "Không thuộc phường.", assignment: int = 1, *, minutes: int = 55, code: str = CODE) -> Event:
    when = at(minutes)
    to = {"to": "so-y-te", "to_name": "Sở Y tế tỉnh Gia Lai"}
    data = CaseMoved(code=code, assignment=assignment, agency=WARD, reason=reason, moved_at=when, **to)
    return happened(data, when)


def merged(*, minutes: int = 58, code: str = CODE) -> Event:
    when = at(minutes)
    data = CaseMerged(code=code, agency=WARD, into="2611239999990", merged_at=when, by="desk:truc-tong-dai")
    return happened(data, when)


def reopened(reason: str = "Lại tắt.", *, minutes: int = 90, code: str = CODE) -> Event:
    when = at(minutes)
    data = CaseReopened(code=code, agency=WARD, reopened_at=when, reason=reason, times=1, by="citizen")
    return happened(data, when)


def withdrawn(code: str = CODE, *, minutes: int = 59, role: str = "lead", reason: str = "Đã tự sửa.") -> Event:
    when = at(minutes)
    data = CaseWithdrawn(
        code=code, assignment=1, agency=WARD, withdrawn_at=when, reason=reason, by="citizen", role=role
    )
    return happened(data, when, role)


def ways_of(code: str, assignment: int, words: str) -> list[Event]:
    """Return one event of each kind, with some of these words in it."""
    return [
        accepted(assignment, code=code),
        asked(words, assignment, code=code),
        supplemented(words, code=code, files=1),
        resumed(assignment, code=code),
        extended(words, assignment, code=code),
        moved(words, assignment, code=code),
        merged(code=code),
    ]
