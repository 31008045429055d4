"""Lives of cases as reporting's archive keeps them: a few hundred different ones, each told of many cases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from random import Random

from services.kit.events import (
    CaseAccepted,
    CaseAnswered,
    CaseExtended,
    CasePublished,
    CaseRated,
    CaseReceived,
    CaseReopened,
    CaseRouted,
    Event,
    EventData,
    encode,
)
from services.reporting.domain.archived import Archived
from services.reporting.usecases.archiving.bare import bare

CODE = "2600000000000"
BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
CHANNELS = ("hotline", "web", "zalo", "facebook", "email", "mobile")
CATEGORIES = ("ha-tang.giao-thong", "ha-tang.dien-luc", "moi-truong.rac-thai", "y-te.kham-chua-benh", "khac.tieng-on")
DIFFERENT = 300
Told = tuple[datetime, EventData]


def archived(cases: int, seed: int = 1022) -> Iterator[Archived]:
    """Yield the entries of so many cases, always the same ones; about five and a half for each."""
    patterns = [_pattern(Random(seed + number)) for number in range(DIFFERENT)]
    for number in range(cases):
        code = f"26{number:011d}"
        for entry in patterns[number * 7919 % DIFFERENT]:
            body = entry.body.replace(CODE.encode(), code.encode())
            yield Archived(code, entry.event.replace(CODE, code), entry.recorded_at, body)


def _pattern(chance: Random) -> Sequence[Archived]:
    events = [
        Event.of(data, source="/bench", subject=CODE, at=at, id=f"{CODE}-{step}")
        for step, (at, data) in enumerate(_life(chance))
    ]
    return [Archived(CODE, event.id, event.time, encode(bare(event))) for event in events]


def _life(chance: Random) -> list[Told]:
    at = BEGIN + timedelta(minutes=chance.randrange(330 * 24 * 60))
    agency, due = f"don-vi-{chance.randrange(150)}", at + timedelta(days=chance.randrange(1, 15))
    told = [*_arrival(chance, at, agency, due)]
    if chance.random() < 0.15:
        told.append(_extended(at, agency, due))
    if chance.random() < 0.93:
        told += _answer(chance, at, agency, due)
    return told


def _arrival(chance: Random, at: datetime, agency: str, due: datetime) -> Iterator[Told]:
    category, channel = chance.choice(CATEGORIES), chance.choice(CHANNELS)
    area = str(23_500 + chance.randrange(135))
    yield at, CaseReceived(code=CODE, channel=channel, received_at=at, title="", text="", category=category, area=area)
    routed = CaseRouted(
        code=CODE, assignment=1, agency=agency, agency_name="", category=category, area=area, address=None, title="",
        text="", kind="report", urgency="normal", channel=channel, language="vi", received_at=at,
        routed_at=at + timedelta(seconds=1), due_at=due, due_reason_vi="", due_reason_en="", rule="ha-tang",
    )  # fmt: skip
    yield routed.routed_at, routed
    accepted = at + timedelta(minutes=chance.randrange(1, 600))
    yield accepted, CaseAccepted(code=CODE, assignment=1, agency=agency, accepted_at=accepted, by=f"agency:{agency}")


def _extended(at: datetime, agency: str, due: datetime) -> Told:
    granted = at + timedelta(hours=20)
    return granted, CaseExtended(
        code=CODE, assignment=1, agency=agency, agency_name="", original_due_at=due, due_at=due + timedelta(days=3),
        reason="Chờ vật tư", extended_at=granted, by="desk:lan",
    )  # fmt: skip


def _answer(chance: Random, at: datetime, agency: str, due: datetime) -> list[Told]:
    answered = at + timedelta(hours=chance.randrange(2, 400))
    told = [_answered(agency, answered, due, 0)]
    if chance.random() < 0.4:
        rated = answered + timedelta(hours=5)
        rating = chance.choice(("satisfied", "acceptable", "unsatisfied"))
        told.append((rated, CaseRated(
            code=CODE, rating=rating, comment="", not_fixed=False, answered_at=answered, rated_at=rated,
        )))  # fmt: skip
    if chance.random() < 0.05:
        again = answered + timedelta(days=1)
        told.append((again, CaseReopened(
            code=CODE, agency=agency, reopened_at=again, reason="", times=1, by="citizen",
        )))  # fmt: skip
        told.append(_answered(agency, again + timedelta(days=2), due, 1))
    shown = told[-1][0] + timedelta(minutes=1)
    told.append((shown, CasePublished(
        code=CODE, agency=agency, published_at=shown, answered_event="", path=f"/ca/{CODE}",
    )))  # fmt: skip
    return told


def _answered(agency: str, at: datetime, due: datetime, times: int) -> Told:
    return at, CaseAnswered(
        code=CODE, assignment=1, agency=agency, agency_name="", answered_at=at, due_at=due, on_time=at <= due,
        outcome="fixed", answer="", by=f"agency:{agency}", times=times,
    )  # fmt: skip
