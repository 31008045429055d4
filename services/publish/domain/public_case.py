"""What anybody may read of a published case. Built from redacted texts only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from services.publish.domain.case import ACCEPTED, Answer, Case, Received, Routing, Text
from services.publish.domain.folding import distinct_words
from services.publish.domain.grounds import OTHER
from services.publish.domain.photo import PublicPhoto
from services.publish.domain.policy import PUBLISHED


@dataclass(frozen=True, slots=True)
class Step:
    """An agency was given the case; `accepted_at` is when it took it on, None where it answered without a word."""

    agency: str
    agency_name: str
    at: datetime
    accepted_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicCase:
    """A published case. Times are aware UTC. `words` are folded, for search.

    `proof` is what shows that it was done (a document's number), `scheduled_for` the ISO day by which it is to be done;
    `reopened_at` is set while another answer is to come, because the citizen was not content with this one.
    """

    code: str
    title: str
    text: str
    address: str | None
    category: str | None
    area: str | None
    channel: str
    received_at: datetime
    steps: tuple[Step, ...]
    agency: str
    agency_name: str
    answered_at: datetime
    due_at: datetime
    due_reason_vi: str
    due_reason_en: str
    on_time: bool
    outcome: str
    answer: str
    words: str
    photos: tuple[PublicPhoto, ...] = ()
    published_at: datetime | None = None
    reopened_at: datetime | None = None
    scheduled_for: str | None = None
    proof: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tombstone:
    """What is left at the address of a case that an editor took back: when, and on what ground (`domain/grounds`)."""

    code: str
    at: datetime
    ground: str


def public_case(case: Case) -> PublicCase | None:
    """Return what the public may read, or None. The one place where that is decided."""
    answer, received = case.answer, case.received
    if not answer or answer.state != PUBLISHED or not received or received.private or received.secret or answer.secret:
        return None
    if case.is_withdrawn:
        return None
    return _shown(case, received, answer)


def _shown(case: Case, received: Received, answer: Answer) -> PublicCase:
    routings = sorted(case.routings.values(), key=lambda each: (each.assignment, each.event))
    current = routings[-1]
    title, text, said = _words(received.title), _words(received.text), _words(answer.text)
    address = _words(received.address) or None
    return PublicCase(
        code=case.code,
        title=title,
        text=text,
        address=address,
        category=answer.category or current.category or received.category,
        area=answer.area or current.area or received.area,
        channel=received.channel,
        received_at=received.received_at,
        steps=tuple(Step(each.agency, each.agency_name, each.routed_at, _accepted(case, each)) for each in routings),
        agency=answer.agency,
        agency_name=answer.agency_name,
        answered_at=answer.answered_at,
        due_at=answer.due_at,
        due_reason_vi=current.due_reason_vi,
        due_reason_en=current.due_reason_en,
        on_time=answer.on_time,
        outcome=answer.outcome,
        answer=said,
        words=distinct_words(case.code, title, text, address or "", answer.agency_name, said),
        photos=_photos(case),
        published_at=answer.decided_at,
        reopened_at=case.reopened_at if case.is_reopened else None,
        scheduled_for=answer.scheduled_for,
        proof=answer.proof or None,
    )


def _accepted(case: Case, routing: Routing) -> datetime | None:
    said = (each.at for each in case.moments.values() if (each.kind, each.assignment) == (ACCEPTED, routing.assignment))
    return min(said, default=None)


def _photos(case: Case) -> tuple[PublicPhoto, ...]:
    """Return what was let out of the pictures that are still the case's: a corrected answer brings its own."""
    there = {each.id for each in case.pictures if each.caution is None}
    return tuple(each for each in case.photos if each.source in there)


def tombstone(case: Case) -> Tombstone | None:
    """Return what stands where a case was that the public could read; None where it still can, or never could."""
    answer = case.answer
    if case.taken_back_at is None or answer is None or answer.state == PUBLISHED:
        return None
    return Tombstone(code=case.code, at=case.taken_back_at, ground=answer.ground or OTHER)


def _words(text: Text | None) -> str:
    return text.public if text else ""
