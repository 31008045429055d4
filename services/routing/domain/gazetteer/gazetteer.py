"""From free text to the unit in force: what is written is weighed by how it is written and by what stands beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from services.routing.domain.gazetteer.mentions import Mention, mentions_in
from services.routing.domain.gazetteer.names import DISTRICT, PROVINCE, Name, names_of
from services.routing.domain.gazetteer.weighing import Context, weighed
from services.routing.domain.suggestion.guesses import FoundArea
from services.routing.domain.territory import Area

MOST = 3
#: From here on what an address says needs no second opinion from the text.
TELLING = 0.5
#: Two places that are about as likely as each other are none.
RIVAL, DOUBT = 0.7, 0.5


class Gazetteer:
    """All units of a catalogue on one day."""

    def __init__(self, areas: Mapping[str, Area], day: date) -> None:
        """Index the names. What is found is in force on `day`."""
        self._areas = areas
        self._index: dict[str, list[Name]] = {}
        for name in names_of(areas, day):
            self._index.setdefault(name.key, []).append(name)

    def find(self, text: str, address: str | None = None) -> tuple[FoundArea, ...]:
        """Return the communes and wards in force that are meant, best first, at most three.

        `address` is where somebody was asked for a place: a bare name counts more there, and the text only where the
        address says little.
        """
        found = self._found(address, is_address=True) if address else ()
        if found and found[0].confidence >= TELLING:
            return found
        beside = self._found(text, is_address=False)
        return _best([*found, *beside])

    def _found(self, text: str, *, is_address: bool) -> tuple[FoundArea, ...]:
        mentions = [each for each in mentions_in(text, self._index) if not each.street]
        context = Context(districts=_districts(mentions), provinces=_provinces(mentions), is_address=is_address)
        return _best([found for each in mentions for found in weighed(each, context)])


def _districts(mentions: Iterable[Mention]) -> Mapping[str, frozenset[str]]:
    """Return the districts that are mentioned, each with the codes of what it has become."""
    return {
        name.area.code: frozenset(name.becomes)
        for mention in mentions
        if mention.level in ("", DISTRICT)
        for name in mention.names
        if name.level == DISTRICT
    }


def _provinces(mentions: Iterable[Mention]) -> frozenset[str]:
    names = (name for mention in mentions if mention.level in ("", PROVINCE) for name in mention.names)
    return frozenset(name.area.code for name in names if name.level == PROVINCE)


def _best(found: Sequence[FoundArea]) -> tuple[FoundArea, ...]:
    """Return one per code, the likeliest first; where two are about as likely, neither is sure."""
    by_code: dict[str, FoundArea] = {}
    for each in found:
        if each.code not in by_code or each.confidence > by_code[each.code].confidence:
            by_code[each.code] = each
    ranked = sorted(by_code.values(), key=lambda each: (-each.confidence, each.code))
    if len(ranked) > 1 and ranked[1].confidence >= RIVAL * ranked[0].confidence:
        ranked = [_doubted(each) for each in ranked]
    return tuple(ranked[:MOST])


def _doubted(found: FoundArea) -> FoundArea:
    return FoundArea(
        code=found.code, confidence=round(found.confidence * DOUBT, 4), written=found.written, name=found.name
    )
