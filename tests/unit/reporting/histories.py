"""Random histories of cases as events, for the properties.

Dice decide, not hypothesis draw by draw: its draws favour what is small and simple, and a short life has few mistakes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random
from typing import Any

from hypothesis import strategies as st

from services.kit.events import CaseAnswered, CaseRated, Event
from tests.unit.reporting.happenings import MAKERS, accepted, answered, moment, rated, received, routed

CODES = ("2610200000001", "2610200000002", "2610200000003")
#: What most lives are made of comes more often than the rest.
OFTEN = (routed, routed, answered, answered, rated, accepted)
#: A source of chance that hypothesis can repeat.
dice = st.randoms(use_true_random=True)


def told(chance: Random, code: str, maker: Any, number: int) -> Event:
    """Return an event. When it was said is by chance too: what happened early may be said late."""
    id_ = f"{chance.randint(0, 9)}-{number:03d}"
    return Event.of(maker(chance, code), source="/test", subject=code, at=moment(chance), id=id_)


def lived(chance: Random) -> list[Event]:
    """Return a history nobody would live through: events may contradict each other.

    But ratings are of an answer that was given, where there is one, or they would all be of none.
    """
    makers = [(chance.choice(CODES), chance.choice((*OFTEN, *MAKERS))) for _ in range(chance.randint(0, 30))]
    receipts = [(code, received) for code in CODES if chance.random() < 0.9]
    events = [told(chance, code, maker, number) for number, (code, maker) in enumerate([*receipts, *makers])]
    answers = [event.data for event in events if isinstance(event.data, CaseAnswered)]
    return [_aimed(event, answers, chance) for event in events]


def _aimed(event: Event, answers: Sequence[CaseAnswered], chance: Random) -> Event:
    if not answers or not isinstance(event.data, CaseRated):
        return event
    answer = chance.choice(answers)
    rating = replace(event.data, code=answer.code, answered_at=answer.answered_at)
    return replace(event, subject=answer.code, data=rating)


@st.composite
def an_event(draw: Any) -> Event:
    """Return any event of any of a few cases."""
    chance = draw(dice)
    return told(chance, chance.choice(CODES), chance.choice(MAKERS), chance.randint(0, 999))


wild = dice.map(lived)


@st.composite
def shuffled_and_repeated(draw: Any, events: Any = wild) -> tuple[list[Event], list[Event]]:
    """Return a history, and the same one as a broker may deliver it: shuffled, with repetitions."""
    history, chance = draw(events), draw(dice)
    again = [chance.choice(history) for _ in range(chance.randint(0, 10))] if history else []
    delivered = [*history, *again]
    chance.shuffle(delivered)
    return history, delivered
