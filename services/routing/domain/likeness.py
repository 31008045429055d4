"""How alike two reports are: the same matter, told by two people in different words."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from services.routing.domain.file import Place

EARTH_METRES = 6_371_000.0
#: What so few words have in common is chance.
FEW_WORDS = 8
_WORD = re.compile(r"[0-9a-z]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """How far apart two reports of one matter may lie. From `likely` on they are shown to people."""

    days: int = 30
    metres: float = 300.0
    likely: float = 0.45


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What is known of a report; `area` is the unit as it is today, `followers` how many follow it already."""

    code: str
    title: str
    text: str
    address: str | None
    category: str | None
    area: str | None
    place: Place | None
    at: datetime
    state: str = ""
    agency: str = ""
    followers: int = 0


@dataclass(frozen=True, slots=True)
class Reason:
    """Why two reports look alike, in words."""

    vi: str
    en: str


@dataclass(frozen=True, slots=True)
class Likeness:
    """From 0 (another matter) to 1 (the same words about the same thing at the same place and time), and why."""

    score: float
    why: tuple[Reason, ...]


Words = frozenset[str]
NO_LIKENESS = Likeness(0.0, ())


def words_of(report: Report, fold: Callable[[str], str]) -> Words:
    """Return the words of a report, folded, alone and in pairs: most Vietnamese words have two syllables."""
    syllables = _WORD.findall(fold(f"{report.title} {report.text} {report.address or ''}"))
    return frozenset([*syllables, *(f"{one} {other}" for one, other in pairwise(syllables))])


def likeness(one: Report, other: Report, words: tuple[Words, Words], reach: Reach) -> Likeness:
    """Return how alike two reports are; `words` are theirs. It does not matter which comes first.

    Place and topic rule out, words decide: reports of one street and topic with nothing in common are not shown.
    """
    apart = abs(one.at - other.at).total_seconds() / 86_400
    if apart > reach.days:
        return NO_LIKENESS
    place, where = _place(one, other, reach)
    topic, what = _topic(one.category, other.category)
    text = text_likeness(*words)
    score = place * topic * (0.35 + 0.65 * text) * (1 - 0.3 * apart / max(reach.days, 1))
    return Likeness(round(score, 4), (*where, *what, *_said(text), *_when(apart)))


def text_likeness(one: Words, other: Words) -> float:
    """Return how much of the shorter is in the longer, from 0 to 1: a short report of what somebody told at length is
    the same. What has hardly any words counts for less.
    """
    shorter, both = min(len(one), len(other)), len(one & other)
    if not shorter:
        return 0.0
    return max(both / len(one | other), both / shorter * min(1.0, shorter / FEW_WORDS))


def metres(one: Place, other: Place) -> float:
    """Return the distance on the ground."""
    lat = math.radians((one.latitude + other.latitude) / 2)
    north = math.radians(one.latitude - other.latitude)
    east = math.radians(one.longitude - other.longitude) * math.cos(lat)
    return EARTH_METRES * math.hypot(north, east)


def _place(one: Report, other: Report, reach: Reach) -> tuple[float, tuple[Reason, ...]]:
    if one.place and other.place:
        distance = metres(one.place, other.place)
        if distance <= reach.metres:
            return 1.0, (Reason(f"cách nhau {distance:.0f} m", f"{distance:.0f} m apart"),)
        return max(0.0, 1 - distance / (10 * reach.metres)), ()
    if one.area and other.area:
        return (1.0, (Reason("cùng địa bàn", "same area"),)) if one.area == other.area else (0.0, ())
    return 0.75, ()


def _topic(one: str | None, other: str | None) -> tuple[float, tuple[Reason, ...]]:
    if one is None or other is None:
        return 0.85, ()
    if one == other:
        return 1.0, (Reason("cùng lĩnh vực", "same topic"),)
    if one.partition(".")[0] == other.partition(".")[0]:
        return 0.75, (Reason("lĩnh vực gần nhau", "a topic close by"),)
    return 0.2, ()


def _said(text: float) -> tuple[Reason, ...]:
    return (Reason(f"lời kể giống {text:.0%}", f"{text:.0%} of the words"),) if text >= 0.3 else ()


def _when(days: float) -> tuple[Reason, ...]:
    if days < 1:
        return (Reason("trong cùng một ngày", "within a day"),)
    return (Reason(f"cách {days:.0f} ngày", f"{days:.0f} days apart"),)
