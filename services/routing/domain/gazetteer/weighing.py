"""How likely it is that a name in a text means this unit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from services.routing.domain.gazetteer.mentions import Mention
from services.routing.domain.gazetteer.names import COMMUNE, DISTRICT, PROVINCE, Name
from services.routing.domain.suggestion.guesses import FoundArea

#: Chosen by hand and tried on the places of the held-out set; see docs/measurements/suggestion.md.
SAME_KIND, OTHER_KIND = 0.97, 0.85
BARE_ADDRESS, BARE_ADDRESS_SHORT = 0.9, 0.75
BARE_CAPITAL, BARE_CAPITAL_SHORT = 0.85, 0.5
BARE_SMALL, BARE_SMALL_SHORT = 0.6, 0.2
OTHER_MARKS = 0.6
HOUSE = 0.7
#: A bare name that is a whole province's too.
PROVINCES_TOO = 0.5
#: What is left of the doubt where the district stands beside it, or the province; of the name, where another one does.
WITH_DISTRICT, WITH_PROVINCE, OTHER_DISTRICT = 0.2, 0.6, 0.3
#: A district is several communes today. The one that has its name is likelier than the others together.
NAMESAKE, OF_DISTRICT = 0.5, 0.4
#: A commune whose territory was split: most of it went to the first.
SPLIT = 0.75
#: A name that is in force is likelier meant than the same name of a unit that is gone.
IN_FORCE = 2.0
NEAR = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What else the text mentions: districts, each with what it has become, and provinces.

    `explained` are the districts in which another place of the text lies: they say where that place is.
    """

    districts: Mapping[str, frozenset[str]]
    provinces: frozenset[str]
    explained: frozenset[str]
    is_address: bool


def weighed(mention: Mention, context: Context) -> Iterator[FoundArea]:
    """Return what the mention may mean."""
    districts = [name for name in mention.names if name.level == DISTRICT and mention.level in ("", DISTRICT)]
    if any(name.area.code in context.explained for name in districts):
        return
    if districts:
        yield from _of_district(mention, districts[0])
    elif mention.level in ("", COMMUNE):
        yield from _of_commune(mention, context)


def is_in(name: Name, district: str, becomes: frozenset[str]) -> bool:
    """Return whether a commune lies in a district: by the old map, or by what the district has become."""
    return name.district == district if name.district else name.area.code in becomes


def _of_commune(mention: Mention, context: Context) -> Iterator[FoundArea]:
    likely = [(name, _likely(mention, name, context)) for name in _of_that_kind(mention)]
    if not likely:
        return
    best = max(confidence for _, confidence in likely)
    rivals = {name.becomes[0]: 1.0 for name, confidence in likely if confidence >= best * NEAR}
    rivals.update((name.area.code, IN_FORCE) for name, _ in likely if name.area.code in rivals)
    for name, confidence in likely:
        share = rivals.get(name.becomes[0], 1.0) / sum(rivals.values())
        yield from _becoming(mention, name, confidence * share)


def _of_that_kind(mention: Mention) -> list[Name]:
    """Who says "thị trấn" does not mean the commune of that name, where there are both."""
    communes = [name for name in mention.names if name.level == COMMUNE]
    return [name for name in communes if name.kind == mention.kind] or communes


def _likely(mention: Mention, name: Name, context: Context) -> float:
    confidence = _written(mention, name, context.is_address)
    if _is_other_word(mention, name):
        confidence *= OTHER_MARKS
    if not mention.kind and any(each.level == PROVINCE for each in mention.names):
        confidence *= PROVINCES_TOO
    return _in_context(confidence * (HOUSE if mention.house else 1.0), name, context)


def _written(mention: Mention, name: Name, is_address: bool) -> float:
    if mention.kind:
        return SAME_KIND if mention.kind == name.kind else OTHER_KIND
    short = len(name.marked) == 1
    if is_address:
        return BARE_ADDRESS_SHORT if short else BARE_ADDRESS
    if mention.capital:
        return BARE_CAPITAL_SHORT if short else BARE_CAPITAL
    return BARE_SMALL_SHORT if short else BARE_SMALL


def _is_other_word(mention: Mention, name: Name) -> bool:
    """Who writes marks at all means those that stand there: "Ân Hòa" is not "An Hòa"."""
    has_marks = any(not word.isascii() or word[-1:].isdigit() for word in mention.marked)
    return has_marks and "".join(mention.marked) != "".join(name.marked)


def _in_context(confidence: float, name: Name, context: Context) -> float:
    if any(is_in(name, district, becomes) for district, becomes in context.districts.items()):
        return 1.0 - (1.0 - confidence) * WITH_DISTRICT
    if context.districts:
        return confidence * OTHER_DISTRICT
    if name.province in context.provinces:
        return 1.0 - (1.0 - confidence) * WITH_PROVINCE
    return confidence


def _becoming(mention: Mention, name: Name, confidence: float) -> Iterator[FoundArea]:
    sure = confidence if len(name.becomes) == 1 else confidence * SPLIT
    for at, code in enumerate(name.becomes):
        share = sure if at == 0 else (confidence - sure) / (len(name.becomes) - 1)
        yield FoundArea(code=code, confidence=round(share, 4), written=mention.written, name=name.area.name)


def _of_district(mention: Mention, district: Name) -> Iterator[FoundArea]:
    namesakes = {name.becomes[0] for name in mention.names if name.level == COMMUNE} & set(district.becomes)
    for code in district.becomes:
        share = NAMESAKE if code in namesakes else OF_DISTRICT / len(district.becomes)
        yield FoundArea(code=code, confidence=round(share, 4), written=mention.written, name=district.area.name)
