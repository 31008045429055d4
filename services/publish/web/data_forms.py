"""Records in the forms that people and programs read: JSON, CSV, GeoJSON; written piece by piece."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from services.publish.domain.open_data.fields import COLUMNS
from services.publish.domain.open_data.records import Record

#: What a spreadsheet takes for a formula, at the beginning of a cell (OWASP, "CSV Injection").
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_NAMES = tuple(column.name for column in COLUMNS)
#: Spreadsheets take a file without it for one in the machine's own letters.
_BYTE_ORDER_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class Form:
    """A form: `write(about, records, withdrawn)` yields its pieces."""

    media_type: str
    write: Callable[[Mapping[str, Any], Iterable[Record], list[Any]], Iterator[bytes]]


def as_json(about: Mapping[str, Any], records: Iterable[Record], withdrawn: list[Any]) -> Iterator[bytes]:
    """Write one object: what is about the file, then `cases`, a line each, then `withdrawn`."""
    yield orjson.dumps(about)[:-1] + b',"cases":['
    yield from _listed(records)
    yield b'\n],"withdrawn":' + orjson.dumps(withdrawn) + b"}\n"


def as_geojson(about: Mapping[str, Any], records: Iterable[Record], withdrawn: list[Any]) -> Iterator[bytes]:
    """Write a FeatureCollection (RFC 7946), a line for each case; of unknown place, with the geometry null."""
    yield b'{"type":"FeatureCollection",' + orjson.dumps(about)[1:-1] + b',"features":['
    yield from _listed(_feature(each) for each in records)
    yield b'\n],"withdrawn":' + orjson.dumps(withdrawn) + b"}\n"


def as_csv(_about: Mapping[str, Any], records: Iterable[Record], _withdrawn: list[Any]) -> Iterator[bytes]:
    """Write a table (RFC 4180) in UTF-8 whose first line names the columns; no cell can be taken for a formula.

    A table has no room for anything but cases.
    """
    line = io.StringIO(_BYTE_ORDER_MARK)
    line.seek(len(_BYTE_ORDER_MARK))
    writer = csv.writer(line)
    writer.writerow(_NAMES)
    for record in records:
        yield _taken(line)
        writer.writerow([_cell(record[name]) for name in _NAMES])
    yield _taken(line)


FORMS = {
    "json": Form("application/json", as_json),
    "csv": Form("text/csv", as_csv),
    "geojson": Form("application/geo+json", as_geojson),
}


def _listed(records: Iterable[Record]) -> Iterator[bytes]:
    separator = b"\n"
    for record in records:
        yield separator + orjson.dumps(record)
        separator = b",\n"


def _feature(record: Record) -> dict[str, Any]:
    place = (record["longitude"], record["latitude"])
    geometry = None if None in place else {"type": "Point", "coordinates": place}
    return {"type": "Feature", "id": record["code"], "geometry": geometry, "properties": record}


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _taken(line: io.StringIO) -> bytes:
    text = line.getvalue()
    line.seek(0)
    line.truncate()
    return text.encode()
