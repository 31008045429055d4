"""The CloudEvents 1.0 envelope, structured JSON mode (`application/cloudevents+json`)."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import orjson
from ulid import ULID

from services.kit.events.definition import EventData, find_type, trusted

CONTENT_TYPE = "application/cloudevents+json"
_OPTIONS = orjson.OPT_UTC_Z


class Undecodable(Exception):  # noqa: N818
    """The bytes are not an event this program can read. `slug` says in what way."""

    def __init__(self, slug: str) -> None:
        super().__init__(slug)
        self.slug = slug


@dataclass(frozen=True, slots=True)
class Event:
    """One fact with its envelope. `time` is when it happened (UTC), `subject` the case code or another natural key."""

    id: str
    source: str
    subject: str
    time: datetime
    traceparent: str
    data: Any

    @property
    def type(self) -> str:
        """The CloudEvents type, such as `case.received`."""
        return str(self.data.TYPE)

    @property
    def dataschema(self) -> str:
        """Type and version of the data, such as `case.received/1`."""
        return f"{self.data.TYPE}/{self.data.VERSION}"

    @classmethod
    def of(
        cls,
        data: EventData,
        *,
        source: str,
        subject: str,
        at: datetime,
        cause: Event | None = None,
        id: str | None = None,  # noqa: A002 - CloudEvents' own word
    ) -> Event:
        """Return a new event. It continues the trace of `cause`, or starts one.

        Pass `id` where the same work done twice must make the same event.
        """
        return cls(id or str(ULID()), source, subject, at, _trace(cause), data)


def encode(event: Event) -> bytes:
    """Return the event as UTF-8 JSON."""
    return orjson.dumps(
        {
            "specversion": "1.0",
            "id": event.id,
            "source": event.source,
            "type": event.type,
            "subject": event.subject,
            "time": event.time,
            "datacontenttype": "application/json",
            "dataschema": event.dataschema,
            "traceparent": event.traceparent,
            "data": event.data,
        },
        option=_OPTIONS,
    )


def decode(body: bytes | str) -> Event:
    """Return the event in `body`, trusting its writer. Raises `Undecodable`."""
    try:
        raw = orjson.loads(body)
        cls = find_type(raw["type"], _version(raw["dataschema"]))
        if cls is None:
            raise Undecodable("unknown-event-type")
        return Event(
            raw["id"],
            raw["source"],
            raw["subject"],
            datetime.fromisoformat(raw["time"]),
            raw.get("traceparent", ""),
            trusted(cls, raw["data"]),
        )
    except orjson.JSONDecodeError as error:
        raise Undecodable("not-json") from error
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Undecodable("not-an-event") from error


def _version(dataschema: str) -> int:
    return int(dataschema.rpartition("/")[2])


def _trace(cause: Event | None) -> str:
    """Return a W3C traceparent: the cause's trace with a new span, or a new trace."""
    parts = cause.traceparent.split("-") if cause and cause.traceparent else []
    trace = parts[1] if len(parts) == 4 else secrets.token_hex(16)
    return f"00-{trace}-{secrets.token_hex(8)}-01"


def utc(moment: datetime) -> datetime:
    """Return `moment` in UTC; naive datetimes are refused with ValueError because nobody knows what they mean."""
    if moment.tzinfo is None:
        raise ValueError("naive datetime")
    return moment.astimezone(UTC)
