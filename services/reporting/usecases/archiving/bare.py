"""An event without anything personal: what no figure needs goes before anything is stored.

Which fields are kept follows from their rule on the wire. Codes, slugs, words of a closed list, times, days, counts and
flags say nothing of a person and are kept; free words, contacts, files and places are not, whoever adds such a field
later. What is kept all the same is listed here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from marshmallow import fields, validate
from marshmallow.fields import Field

from services.kit.events import Event, EventData
from services.kit.events.case_received import Place

#: Fields of words that figures need, none of them a citizen's: codes of communes, accounts of the staff, slugs of
#: doubts, ids given by systems, and the catalogue, which is public.
KEPT_WORDS = frozenset({"area", "by", "doubts", "rule", "call", "branch", "channel", "event", "catalog"})

#: Decimals of degrees that a place keeps: 0.001° is about 110 m, enough for a hot spot and too coarse for a house.
PLACE_DECIMALS = 3

_known: dict[type[EventData], Mapping[str, Any]] = {}
_CLOSED = (validate.OneOf, validate.Regexp)
_PLAIN = (fields.Integer, fields.Float, fields.Boolean, fields.AwareDateTime, fields.Date)


def bare(event: Event) -> Event:
    """Return the event without its personal fields and its trace; what is bare already comes back equal."""
    data = event.data
    values: dict[str, Any] = dict(blanks(type(data)))
    place = getattr(data, "place", None)
    if place is not None:
        values["place"] = coarse(place)
    return Event(event.id, event.source, event.subject, event.time, "", replace(data, **values) if values else data)


def blanks(kind: type[EventData]) -> Mapping[str, Any]:
    """Return what stands in the fields of an event's data that are not kept."""
    if kind not in _known:
        named = {name: field for name, field in kind.SCHEMA.fields.items() if not keeps(name, field)}
        _known[kind] = {name: _blank(field) for name, field in named.items()}
    return _known[kind]


def keeps(name: str, field: Field[Any]) -> bool:
    """Return whether a field is kept: by its kind, or because it is listed."""
    closed = isinstance(field, fields.String) and any(isinstance(rule, _CLOSED) for rule in field.validators)
    return name in KEPT_WORDS or closed or isinstance(field, _PLAIN)


def coarse(place: Place) -> Place:
    """Return the place without the decimals that would name a house."""
    return Place(
        latitude=round(place.latitude, PLACE_DECIMALS),
        longitude=round(place.longitude, PLACE_DECIMALS),
    )


def _blank(field: Field[Any]) -> Any:
    if field.allow_none:
        return None
    return next(make for kind, make in _EMPTY.items() if isinstance(field, kind))()


_EMPTY: dict[type[Field[Any]], Callable[[], Any]] = {fields.String: str, fields.List: tuple, fields.Dict: dict}
