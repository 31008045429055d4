"""What may be asked: which table, of which span, narrowed to what."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from enum import StrEnum

from services.reporting.domain.span import Span


class TableName(StrEnum):
    """The tables, in the order of the province's standard set; then those that go further."""

    UNIT = "unit"
    FIELD = "field"
    CHANNEL = "channel"
    AREA = "area"
    REFUSAL = "refusal"
    SHARED = "shared"
    PLACE = "place"
    PUBLICATION = "publication"
    OVERDUE = "overdue"
    TREND = "trend"
    KIND = "kind"
    CALL = "call"
    PERSON = "person"


class Level(StrEnum):
    """How fine the rows by category are: one by one, or added up per group."""

    LEAF = "leaf"
    GROUP = "group"


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowing:
    """Only cases of this agency, category (with all below it), channel, area, kind or person; None: of any.

    The agency is who answered, else who is responsible; the person (`desk:<account>`, `agency:<slug>`) who answered.
    """

    agency: str | None = None
    category: str | None = None
    channel: str | None = None
    area: str | None = None
    kind: str | None = None
    person: str | None = None

    def given(self) -> dict[str, str]:
        """Return what is narrowed, by name."""
        return {each.name: value for each in fields(self) if (value := getattr(self, each.name)) is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One question for a table."""

    table: TableName
    span: Span
    narrowing: Narrowing = field(default_factory=Narrowing)
    level: Level = Level.LEAF
    language: str = "vi"
