"""How likely it is that a name in a text means this unit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from services.routing.domain.gazetteer.mentions import Mention
from services.routing.domain.gazetteer.names import COMMUNE, DISTRICT, Name
from services.routing.domain.suggestion.guesses import FoundArea

#: Chosen by hand, by how often each is right in `places.txt`; see docs/measurements/suggestion.md.
SAME_KIND, OTHER_KIND = 0.97, 0.85
BARE_ADDRESS, BARE_ADDRESS_SHORT = 0.9, 0.75
BARE_CAPITAL, BARE_CAPITAL_SHORT = 0.85, 0.5
BARE_SMALL, BARE_SMALL_SHORT = 0.6, 0.2
OTHER_MARKS = 0.6
HOUSE = 0.7
#: What is left of the doubt where the district stands beside it; what is left of the name where another one does.
WITH_DISTRICT, OTHER_DISTRICT = 0.2, 0.3
WITH_PROVINCE = 0.6
#: A district is several communes today. The one of the same name, or the first of them, is a little likelier.
OF_DISTRICT, NAMESAKE = 0.5, 0.45
SPLIT = 0.75


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What else the text mentions: districts with what they have become, provinces; and whether it is an address."""

    districts: Mapping[str, frozenset[str]]
    provinces: frozenset[str]
    is_address: bool


def weighed(mention: Mention, context: Context) -> Iterator[FoundArea]:
    """Return what the mention may mean. Names of several units share what they have."""
    communes = [name for name in mention.names if name.level == COMMUNE and mention.level in ("", COMMUNE)]
    districts = [name for name in mention.names if name.level == DISTRICT and mention.level in ("", DISTRICT)]
    likely = _shared([(name, _likely(mention, name, context)) for name in communes])
    for name, confidence in likely:
        whole = confidence * (NAMESAKE / BARE_SMALL if districts and not context.is_address else 1.0)
        yield from _becoming(mention, name, whole if districts else confidence)
    for name in districts:
        yield from _of_district(mention, name, has_communes=bool(communes))


def _likely(mention: Mention, name: Name, context: Context) -> float:
    confidence = _written(mention, name, context.is_address)
    if _is_other_word(mention, name):
        confidence *= OTHER_MARKS
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
    if _is_in(name, context):
        return 1.0 - (1.0 - confidence) * WITH_DISTRICT
    if context.districts and not _is_of_own_district(name, context):
        return confidence * OTHER_DISTRICT
    if name.area.parent in context.provinces or name.district in context.provinces:
        return 1.0 - (1.0 - confidence) * WITH_PROVINCE
    return confidence


def _is_in(name: Name, context: Context) -> bool:
    """Return whether a district that the text mentions is the unit's: by the old map, or by what became of it."""
    if name.district:
        return name.district in context.districts
    return any(name.area.code in becomes for becomes in context.districts.values())


def _is_of_own_district(name: Name, context: Context) -> bool:
    """A name that is both a commune's and a district's is no contradiction to itself."""
    return _is_in(name, context)


def _shared(likely: list[tuple[Name, float]]) -> list[tuple[Name, float]]:
    """Where units in different places have the name, each gets its part of the likeliest one's confidence."""
    if not likely:
        return []
    best = max(confidence for _, confidence in likely)
    rivals = {name.becomes[0] for name, confidence in likely if confidence >= best * 0.8}
    return [(name, confidence / len(rivals)) for name, confidence in likely]


def _becoming(mention: Mention, name: Name, confidence: float) -> Iterator[FoundArea]:
    sure = confidence if len(name.becomes) == 1 else confidence * SPLIT
    for at, code in enumerate(name.becomes):
        share = sure if at == 0 else (confidence - sure) / (len(name.becomes) - 1)
        yield FoundArea(code=code, confidence=round(share, 4), written=mention.written, name=name.area.name)


def _of_district(mention: Mention, name: Name, *, has_communes: bool) -> Iterator[FoundArea]:
    for at, code in enumerate(name.becomes):
        share = OF_DISTRICT / len(name.becomes) if at or has_communes else NAMESAKE
        yield FoundArea(code=code, confidence=round(share, 4), written=mention.written, name=name.area.name)
