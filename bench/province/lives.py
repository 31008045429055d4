"""What happened to each case of the invented province, from the first word to the answer."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate
from random import Random
from typing import Any

from bench.province import sayings
from bench.province.ground import DEPARTMENTS, MERGED, Place, agency_names, places
from bench.province.shape import arrival
from bench.province.sloppy import as_typed

CHANNELS = (("hotline", 40), ("web", 25), ("zalo", 20), ("facebook", 8), ("email", 5), ("mobile", 2))
KINDS = (("report", 70), ("question", 20), ("suggestion", 8), ("praise", 2))
OUTCOMES = (("fixed", 52), ("explained", 33), ("scheduled", 11), ("not_feasible", 4))
URGENCIES = (("normal", 90), ("urgent", 7), ("complex", 3))
DAYS_ALLOWED = (2, 5, 5, 10, 15)
ON_TIME = 0.91
_LOCAL = timedelta(hours=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """One case. Times are aware UTC, whole milliseconds; `answered_at` may be later than the end of the span: open."""

    code: str
    channel: str
    kind: str
    urgency: str
    category: str
    place: Place
    address: str
    title: str
    text: str
    received_at: datetime
    routed_at: datetime
    due_at: datetime
    answered_at: datetime
    agency: str
    agency_name: str
    outcome: str
    answer: str

    @property
    def on_time(self) -> bool:
        """Whether it was answered by the time it was due."""
        return self.answered_at <= self.due_at


class Shares:
    """Chooses among values by how frequent they are."""

    def __init__(self, shares: Sequence[tuple[Any, float]]) -> None:
        self._values = [value for value, _ in shares]
        self._running = list(accumulate(share for _, share in shares))

    def one(self, chance: Random) -> Any:
        """Return one value."""
        return self._values[bisect_right(self._running, chance.random() * self._running[-1])]


class Province:
    """What is the same for all cases, read once."""

    def __init__(self) -> None:
        self.sayings = sayings.by_category()
        # What is asked most is asked far more often than the rest, and so it is with places.
        self.categories = Shares([(each, 1 / (rank + 4)) for rank, each in enumerate(_by_frequency(self.sayings))])
        before, now = places()
        self.before, self.now = (
            Shares([(each, 1 / (rank + 6)) for rank, each in enumerate(some)]) for some in (before, now)
        )
        self.channels, self.kinds = Shares(CHANNELS), Shares(KINDS)
        self.outcomes, self.urgencies = Shares(OUTCOMES), Shares(URGENCIES)
        self.agencies = agency_names()


def lives(numbers: range, count: int, end: datetime, seed: int = 1022) -> Iterator[Life]:
    """Yield these of `count` cases that came before `end`, oldest first; the same whatever range they are asked in."""
    province = Province()
    for number in numbers:
        yield _life(province, Random(seed * 1_000_003 + number), number, arrival(number, count, end))


def _life(province: Province, chance: Random, number: int, received_at: datetime) -> Life:
    local = received_at + _LOCAL
    place: Place = (province.now if local.date() >= MERGED else province.before).one(chance)
    category = province.categories.one(chance)
    agency = DEPARTMENTS.get(category, place.agency)
    agency_name = province.agencies[agency]
    allowed = timedelta(days=chance.choice(DAYS_ALLOWED))
    answered_at = received_at + _taken(chance, allowed)
    street = chance.choice(sayings.STREETS)
    title, text = _told(province, chance, category, street, place)
    return Life(
        code=f"{local:%y%m%d}{number:07d}",
        channel=province.channels.one(chance),
        kind=province.kinds.one(chance),
        urgency=province.urgencies.one(chance),
        category=category,
        place=place,
        address=f"đường {street}, {place.name}",
        title=title,
        text=text,
        received_at=received_at,
        routed_at=received_at + timedelta(seconds=2),
        due_at=received_at + allowed,
        answered_at=answered_at,
        agency=agency,
        agency_name=agency_name,
        outcome=province.outcomes.one(chance),
        answer=_answer(chance, agency_name, answered_at),
    )


def _taken(chance: Random, allowed: timedelta) -> timedelta:
    """Return how long an answer took: mostly well within what is allowed, some far beyond it."""
    share = 1.05 + chance.expovariate(1.5) if chance.random() > ON_TIME else math.sqrt(chance.random()) * 0.98
    return timedelta(milliseconds=int(allowed.total_seconds() * share * 1000))


def _told(province: Province, chance: Random, category: str, street: str, place: Place) -> tuple[str, str]:
    sentences, phrases = province.sayings[category]
    phrase, saying = chance.choice(phrases), chance.choice(sentences)
    where = (
        f"đường {street}, {place.name}" if chance.random() < 0.5 else f"thôn {chance.randrange(1, 15)}, {place.name}"
    )
    parts = (
        chance.choice(sayings.OPENINGS),
        saying,
        f"Việc xảy ra ở {where}, {chance.choice(sayings.SINCE)}.",
        *chance.sample(sayings.MORE, chance.randrange(3)),
        f"Số trụ gần nhất là {chance.randrange(10**6):06d}." if chance.random() < 0.1 else "",
        chance.choice(sayings.WISHES),
    )
    title = phrase[:1].upper() + phrase[1:]
    return as_typed(chance, f"{title} ở {place.name}", " ".join(part for part in parts if part))


def _answer(chance: Random, agency_name: str, at: datetime) -> str:
    facts = {"agency": agency_name, "day": f"{at + _LOCAL:%d/%m/%Y}", "number": chance.randrange(1, 9999)}
    return chance.choice(sayings.ANSWERS).format(**facts)


def _by_frequency(categories: Sequence[str] | Any) -> list[str]:
    """Return the categories, those of roads, light, waste and papers first."""
    often = ("ha-tang", "kinh-te-xa-hoi.rac-thai", "thu-tuc-hanh-chinh", "khac")
    return sorted(categories, key=lambda each: not each.startswith(often))
