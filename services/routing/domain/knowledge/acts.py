"""What can be done to an entry: written, published by a second person, withdrawn. Pure; raises `NotNow` with a slug."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from services.routing.domain.knowledge.entry import Content, Doing, Entry, Kind, Stage, Step

#: Moments are stored in milliseconds: the next change is at least one later, whatever the clock of the process says.
TICK = timedelta(milliseconds=1)


class NotNow(Exception):  # noqa: N818 - an outcome; the use case says it in words
    """The entry is not in a state where this can be done, or not by this person."""

    def __init__(self, slug: str) -> None:
        super().__init__(slug)
        self.slug = slug


@dataclass(frozen=True, slots=True)
class Hand:
    """Who does it, when."""

    by: str
    at: datetime


def drafted(code: str, kind: Kind, content: Content, hand: Hand, did: Doing = Doing.DRAFTED) -> Entry:
    """Return a new entry."""
    at = _whole(hand.at)
    step = Step(did, hand.by, at, 1)
    return Entry(
        code=code, kind=kind, content=content, hands=frozenset({hand.by}), history=(step,), changed_at=at, version=1
    )


def edited(entry: Entry, content: Content, hand: Hand, did: Doing = Doing.EDITED) -> Entry:
    """Return the entry with the next text; the same words make no new one."""
    if content == entry.content:
        return entry
    number = entry.revision + 1
    return replace(
        _next(entry, Step(did, hand.by, hand.at, number)),
        content=content,
        revision=number,
        hands=entry.hands | {hand.by},
        stage=Stage.DRAFT if entry.stage is Stage.WITHDRAWN else entry.stage,
    )


def published(entry: Entry, hand: Hand) -> Entry:
    """Return the entry as the public reads it from now on. Raises `NotNow`: four-eyes, already-published."""
    if entry.is_live and not entry.waits:
        raise NotNow("already-published")
    if hand.by in entry.hands:
        raise NotNow("four-eyes")
    return replace(
        _next(entry, Step(Doing.PUBLISHED, hand.by, hand.at, entry.revision)),
        stage=Stage.PUBLISHED,
        live=entry.content,
        live_revision=entry.revision,
        hands=frozenset(),
    )


def withdrawn(entry: Entry, hand: Hand, note: str) -> Entry:
    """Return the entry that nobody is shown any more. One person is enough: what is wrong must go at once.

    Raises `NotNow("already-withdrawn")`.
    """
    if entry.stage is Stage.WITHDRAWN:
        raise NotNow("already-withdrawn")
    step = Step(Doing.WITHDRAWN, hand.by, hand.at, entry.revision, note)
    return replace(_next(entry, step), stage=Stage.WITHDRAWN)


def _next(entry: Entry, step: Step) -> Entry:
    """Return the entry one version on, its moment later than the one before."""
    at = max(_whole(step.at), entry.changed_at + TICK)
    return replace(entry, history=(*entry.history, replace(step, at=at)), changed_at=at, version=entry.version + 1)


def _whole(at: datetime) -> datetime:
    return at.replace(microsecond=at.microsecond // 1000 * 1000)
