"""Open cases by the hundred thousand, as routing itself would have stored them, always the same ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random
from typing import Any

from bench.desk_texts import Told, told
from services.routing.adapters.case_document import case_document
from services.routing.domain.asking import Question
from services.routing.domain.assignment import COORDINATING, Assignment, ExtensionRequest
from services.routing.domain.case import Case, Did, Entry, State
from services.routing.domain.submission import Contact, Submission

CENTRE = "trung-tam-1022"
#: State and how many of a thousand open cases are in it.
STATES = ((State.TRIAGE, 30), (State.HELD, 10), (State.ROUTED, 380), (State.ACCEPTED, 500), (State.WAITING, 60))
REOPENED = State.REOPENED
CHANNELS = (("hotline", 40), ("web", 25), ("zalo", 20), ("facebook", 8), ("email", 5), ("mobile", 2))
URGENCIES = (("normal", 85), ("urgent", 9), ("complex", 6))
DAYS = 60


@dataclass(frozen=True, slots=True)
class Owner:
    """An agency, and the area that it answers for where it has one."""

    agency: str
    name: str
    area: str


def documents(numbers: range, count: int, owners: Sequence[Owner], now: datetime) -> Iterator[dict[str, Any]]:
    """Yield these of `count` cases, oldest first. The first owners have most of them, as towns have."""
    chance = Random(numbers.start)
    for number in numbers:
        received_at = now - timedelta(days=DAYS) * (1 - number / count)
        case = _case(chance, number, chance.choices(owners, _weights(owners))[0], received_at, now)
        yield {**case_document(case), "outbox": []}


def _weights(owners: Sequence[Owner]) -> list[float]:
    return [1 / (place + 1) for place in range(len(owners))]


def _case(chance: Random, number: int, owner: Owner, received_at: datetime, now: datetime) -> Case:
    state = _one_of(chance, STATES) if chance.random() > 0.02 else REOPENED
    said = _submission(chance, number, told(chance, number), owner, received_at)
    lead = _assignment(chance, owner, received_at, state)
    parts = (replace(lead, number=2, agency="so-y-te", role=COORDINATING, task="Góp ý"),) * (chance.random() < 0.05)
    return Case(
        submission=said,
        state=state,
        assignments=(lead, *parts),
        history=_history(chance, owner, received_at),
        forward_at=now + timedelta(hours=8) if state is State.HELD else None,
        question=_question(owner, received_at) if state is State.WAITING else None,
        level=_level(lead.due_at, received_at, now),
        reopened=int(state is REOPENED),
        assignee=f"desk:nguoi-{chance.randrange(40):02d}" if chance.random() < 0.2 else None,
    )


def _submission(chance: Random, number: int, words: Told, owner: Owner, received_at: datetime) -> Submission:
    return Submission(
        code=f"{received_at:%y%m%d}{number:07d}",
        channel=_one_of(chance, CHANNELS),
        received_at=received_at,
        title=words.title,
        text=words.text,
        category=words.category,
        area=owner.area,
        address=words.address,
        urgency=_one_of(chance, URGENCIES),
        kind="report",
        language="vi",
        contact=Contact(name="Nguyễn Văn An", phone=f"+84905{chance.randrange(10**6):06d}"),
        share_contact=False,
        private=False,
    )


def _assignment(chance: Random, owner: Owner, received_at: datetime, state: State) -> Assignment:
    at_centre = state in (State.TRIAGE, REOPENED)
    due_at = received_at + timedelta(days=chance.choice((2, 5, 10, 30, 60, 70)), minutes=chance.randrange(600))
    wants = ExtensionRequest(due_at=due_at, reason="Chờ vật tư", by="desk:nguoi-01", at=received_at)
    return Assignment(
        number=1,
        agency=CENTRE if at_centre else owner.agency,
        agency_name="Trung tâm 1022" if at_centre else owner.name,
        routed_at=received_at,
        due_at=due_at,
        due_reason_vi="5 ngày làm việc kể từ khi tiếp nhận",
        due_reason_en="5 working days from filing",
        rule="dia-phuong",
        trace=("khan-cap: mức độ không khẩn", "theo-nganh: lĩnh vực khác", "dia-phuong: áp dụng"),
        triage=at_centre,
        shares_contact=False,
        accepted_at=received_at if state is State.ACCEPTED else None,
        minutes=2400,
        extension=wants if state is State.ACCEPTED and chance.random() < 0.02 else None,
    )


def _history(chance: Random, owner: Owner, at: datetime) -> tuple[Entry, ...]:
    def entry(did: Did, act: str) -> Entry:
        return Entry(act=act, did=did, by="rule", at=at, assignment=1, agency=owner.agency, note="Không đúng địa bàn")

    returned = chance.random() < 0.03
    return (entry(Did.ROUTED, "routed"), *((entry(Did.RETURNED, "returned"),) if returned else ()))


def _question(owner: Owner, at: datetime) -> Question:
    """A question to the citizen that is not answered yet."""
    return Question(
        text="Xin cho biết số nhà?",
        asked_at=at,
        answer_by=at + timedelta(days=90),
        by=f"agency:{owner.agency}",
        assignment=1,
        resumes="accepted",
    )


def _level(due_at: datetime, received_at: datetime, now: datetime) -> int:
    allowed = due_at - received_at
    return sum(now >= received_at + allowed * times for times in (0.8, 1, 2, 3))


def _one_of(chance: Random, shares: Sequence[tuple[Any, int]]) -> Any:
    return chance.choices([each for each, _ in shares], [share for _, share in shares])[0]
