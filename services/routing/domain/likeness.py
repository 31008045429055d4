"""How alike two reports are: the same matter, told by two people in different words."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from services.routing.domain.file import Place

WITHIN = timedelta(days=14)
NEAR_METRES = 300.0
EARTH_METRES = 6_371_000.0
#: From here on two reports are shown as perhaps the same.
LIKELY = 0.45
_WORD = re.compile(r"[0-9a-z]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is compared: words folded by the caller."""

    code: str
    words: frozenset[str]
    category: str | None
    area: str | None
    place: Place | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Likeness:
    """From 0 (another matter) to 1 (the same words at the same place), and why: slugs for the page's words."""

    score: float
    why: tuple[str, ...]


def told(code: str, text: str, fold: Callable[[str], str], **facts: object) -> Told:
    """Return what is compared of a report: its words and pairs of words."""
    syllables = _WORD.findall(fold(text))
    words = frozenset([*syllables, *(f"{one} {other}" for one, other in pairwise(syllables))])
    return Told(code=code, words=words, **facts)  # type: ignore[arg-type]


def likeness(one: Told, other: Told) -> Likeness:
    """Return how alike two reports are. It does not matter which comes first."""
    if abs(one.at - other.at) > WITHIN:
        return Likeness(0.0, ())
    place, why_place = _place(one, other)
    topic, why_topic = _topic(one.category, other.category)
    text = _text(one.words, other.words)
    score = round(place * topic * (0.35 + 0.65 * text), 4)
    why = (*why_place, *why_topic, *(("words",) if text >= 0.3 else ()))
    return Likeness(score, why)


def metres(one: Place, other: Place) -> float:
    """Return the distance on the ground."""
    lat = math.radians((one.latitude + other.latitude) / 2)
    north = math.radians(one.latitude - other.latitude)
    east = math.radians(one.longitude - other.longitude) * math.cos(lat)
    return EARTH_METRES * math.hypot(north, east)


def _place(one: Told, other: Told) -> tuple[float, tuple[str, ...]]:
    if one.place and other.place:
        distance = metres(one.place, other.place)
        return (1.0, ("near",)) if distance <= NEAR_METRES else (max(0.0, 1 - distance / 3_000), ())
    if one.area and other.area:
        return (1.0, ("area",)) if one.area == other.area else (0.0, ())
    return 0.7, ()


def _topic(one: str | None, other: str | None) -> tuple[float, tuple[str, ...]]:
    if one is None or other is None:
        return 0.8, ()
    if one == other:
        return 1.0, ("category",)
    return (0.6, ()) if one.partition(".")[0] == other.partition(".")[0] else (0.2, ())


def _text(one: frozenset[str], other: frozenset[str]) -> float:
    """How much of the shorter is in the longer: a short report of what somebody told at length is the same."""
    shorter = min(len(one), len(other))
    return len(one & other) / shorter if shorter else 0.0
