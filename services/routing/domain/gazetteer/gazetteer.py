"""From free text to the unit in force: what is written is weighed by how it is written and by what stands beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from services.routing.domain.gazetteer.mentions import Mention, mentions_in
from services.routing.domain.gazetteer.names import COMMUNE, DISTRICT, PROVINCE, Name, names_of
from services.routing.domain.gazetteer.weighing import Context, is_in, weighed
from services.routing.domain.suggestion.guesses import FoundArea
from services.routing.domain.territory import Area

MOST = 3
#: From here on what an address says needs no second opinion from the text.
TELLING = 0.4
#: Two places that are about as likely as each other are none.
RIVAL, DOUBT = 0.7, 0.5


class Gazetteer:
    """All units of a catalogue on one day."""

    def __init__(self, areas: Mapping[str, Area], day: date) -> None:
        """Index the names. What is found is in force on `day`."""
        self._index: dict[str, list[Name]] = {}
        for name in names_of(areas, day):
            self._index.setdefault(name.key, []).append(name)

    def find(self, text: str, address: str | None = None) -> tuple[FoundArea, ...]:
        """Return the communes and wards in force that are meant, best first, at most three.

        `address` is where somebody was asked for a place: a bare name counts more there, and the text only where the
        address says little.
        """
        found = list(self._found(address, is_address=True)) if address else []
        if max((each.confidence for each in found), default=0.0) < TELLING:
            found.extend(self._found(text, is_address=False))
        return _best(found)

    def _found(self, text: str, *, is_address: bool) -> Iterator[FoundArea]:
        mentions = [each for each in mentions_in(text, self._index) if not each.street]
        for at, mention in enumerate(mentions):
            yield from weighed(mention, _context(mention, [*mentions[:at], *mentions[at + 1 :]], is_address))


def _context(mention: Mention, others: Sequence[Mention], is_address: bool) -> Context:
    communes = list(_read_as(others, COMMUNE))
    own = {name.area.code: frozenset(name.becomes) for name in mention.names if name.level == DISTRICT}
    explained = [code for code, becomes in own.items() if any(is_in(name, code, becomes) for name in communes)]
    districts = {name.area.code: frozenset(name.becomes) for name in _read_as(others, DISTRICT)}
    return Context(
        districts=districts,
        provinces=frozenset(name.area.code for name in _read_as(others, PROVINCE)),
        explained=frozenset(explained),
        is_address=is_address,
    )


def _read_as(mentions: Sequence[Mention], level: str) -> Iterator[Name]:
    for mention in mentions:
        if mention.level in ("", level):
            yield from (name for name in mention.names if name.level == level)


def _best(found: Sequence[FoundArea]) -> tuple[FoundArea, ...]:
    """Return one per code, the likeliest first; where two are about as likely, neither is sure."""
    by_code: dict[str, FoundArea] = {}
    for each in found:
        if each.code not in by_code or each.confidence > by_code[each.code].confidence:
            by_code[each.code] = each
    ranked = sorted(by_code.values(), key=lambda each: (-each.confidence, each.code))
    if len(ranked) > 1 and ranked[1].confidence >= RIVAL * ranked[0].confidence:
        ranked = [replace(each, confidence=round(each.confidence * DOUBT, 4)) for each in ranked]
    return tuple(ranked[:MOST])
