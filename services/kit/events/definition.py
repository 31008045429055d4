"""How an event type is defined: a frozen dataclass whose annotations carry the marshmallow fields.

One line per field holds its Python type, its wire rule and its meaning, so that the class, the schema that
checks strangers' input and the published contract cannot drift apart.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass
from dataclasses import fields as dataclass_fields
from datetime import date, datetime
from typing import Any, ClassVar, TypeVar, dataclass_transform, get_args, get_origin, get_type_hints

from marshmallow import EXCLUDE, Schema, ValidationError
from marshmallow.fields import Field

from services.kit.failures import Rejected


class Described:
    """An object on the wire. `SCHEMA` checks what strangers send."""

    SCHEMA: ClassVar[Schema]


class EventData(Described):
    """What all event data classes share. `TYPE` is the CloudEvents type, `VERSION` its schema version."""

    TYPE: ClassVar[str]
    VERSION: ClassVar[int]


Data = TypeVar("Data", bound=EventData)
Part = TypeVar("Part", bound=Described)
Loader = Callable[[Any], Any]

_TYPES: dict[tuple[str, int], type[EventData]] = {}
_LOADERS: dict[type, dict[str, Loader | None]] = {}


@dataclass_transform(kw_only_default=True, frozen_default=True)
def event(type_: str, *, version: int = 1) -> Callable[[type[Data]], type[Data]]:
    """Class decorator: make a frozen dataclass of the class and register it as `type_`/`version`."""

    def register(cls: type[Data]) -> type[Data]:
        described(cls)
        cls.TYPE, cls.VERSION = type_, version
        _TYPES[type_, version] = cls
        return cls

    return register


@dataclass_transform(kw_only_default=True, frozen_default=True)
def described(cls: type[Part]) -> type[Part]:
    """Class decorator: frozen dataclass plus `SCHEMA` and a cheap loader, from the annotations."""
    made: Any = dataclass(frozen=True, kw_only=True)(cls)
    hints = get_type_hints(made, include_extras=True)
    own = {field.name: hints[field.name] for field in dataclass_fields(made)}
    made.SCHEMA = Schema.from_dict({name: _wire_field(hint) for name, hint in own.items()}, name=cls.__name__)(
        unknown=EXCLUDE
    )
    _LOADERS[made] = {name: _loader(hint) for name, hint in own.items()}
    return cls


def all_types() -> Mapping[tuple[str, int], type[EventData]]:
    """Return every known event data class by (type, version)."""
    return dict(_TYPES)


def find_type(type_: str, version: int) -> type[EventData] | None:
    """Return the data class of a type and version, or None when this program does not know it."""
    return _TYPES.get((type_, version))


def trusted(cls: type[Part], raw: Mapping[str, Any]) -> Part:
    """Build `cls` from data that one of our own services wrote: unknown fields ignored, no rules checked.

    Raises KeyError, TypeError or ValueError when a field is missing or of the wrong shape.
    """
    values = {}
    for name, load in _LOADERS[cls].items():
        if name in raw:
            value = raw[name]
            values[name] = value if load is None or value is None else load(value)
    return cls(**values)


def validate(cls: type[Data], raw: Any) -> Data:
    """Build `cls` from data that came from outside, checking every rule of its schema.

    Raises `Rejected("malformed-data")` naming the offending fields, never their content.
    """
    try:
        cls.SCHEMA.load(raw)
        return trusted(cls, raw)
    except (ValidationError, TypeError, ValueError) as error:
        named = sorted(error.messages_dict) if isinstance(error, ValidationError) else ["data"]
        raise Rejected(
            "malformed-data",
            f"Dữ liệu sai hoặc thiếu ở: {', '.join(named)}.",
            f"Wrong or missing data in: {', '.join(named)}.",
            fields=named,
        ) from error


def optional_names(cls: type[Any]) -> set[str]:
    """Return the names of the fields that a writer may leave out."""
    return {f.name for f in dataclass_fields(cls) if f.default is not MISSING or f.default_factory is not MISSING}


def _wire_field(hint: Any) -> Field[Any]:
    for extra in getattr(hint, "__metadata__", ()):
        if isinstance(extra, Field):
            return extra
    raise TypeError(f"{hint!r} carries no marshmallow field")


def _loader(hint: Any) -> Loader | None:
    """Return how a JSON value becomes the annotated type, or None where JSON's own value will do."""
    for kind in _kinds(hint):
        if kind is datetime:
            return datetime.fromisoformat
        if kind is date:
            return date.fromisoformat
        if get_origin(kind) is tuple:
            return _tuple_loader(get_args(kind)[0])
        if isinstance(kind, type) and issubclass(kind, Described):
            return lambda raw: trusted(kind, raw)
    return None


def _tuple_loader(kind: Any) -> Loader:
    if isinstance(kind, type) and issubclass(kind, Described):
        return lambda raw: tuple(trusted(kind, each) for each in raw)
    return tuple


def _kinds(hint: Any) -> tuple[Any, ...]:
    """Return the members of `Annotated[A | None, ...]`, or the annotated type alone."""
    bare = get_args(hint)[0]
    return get_args(bare) or (bare,) if get_origin(bare) is not tuple else (bare,)
