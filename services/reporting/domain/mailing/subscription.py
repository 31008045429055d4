"""Who gets which tables by mail, how often, and as what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from services.reporting.domain.asking import TableName


class Every(StrEnum):
    """How often; the report is about the day, the week (Monday to Sunday) or the reporting month before."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


class Form(StrEnum):
    """As what the tables are attached."""

    XLSX = "xlsx"
    PDF = "pdf"


#: Figures of persons are shown to those who may see them, who sign in; a mail goes wherever it is forwarded to.
NOT_BY_MAIL = frozenset({TableName.PERSON})
MOST_TABLES = 12
LAST_DAY_OF = {Every.DAY: 1, Every.WEEK: 7, Every.MONTH: 28}


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """`on` is the day it is sent: 1 (Monday) to 7 of the week, 1 to 28 of the month, 1 where it is sent every day.

    `hour` is the local hour from which it is sent. `begins_at` is when it was made: what was due earlier is not sent.
    """

    id: str
    address: str
    tables: tuple[TableName, ...]
    forms: tuple[Form, ...]
    every: Every
    on: int
    hour: int
    begins_at: datetime
    language: str = "vi"
    active: bool = True
