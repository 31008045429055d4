"""What GeoReport makes a client send: where it is, and links to media, which are text to us and never fetched."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from services.intake.domain.fault import Fault

MOST_LINKS = 10
LONGEST_LINK = 500
_LINK = re.compile(r"https?://[^\s<>\"'\x00-\x20]+", re.IGNORECASE)
_NUMBER = re.compile(r"[+-]?\d{1,3}(\.\d{1,20})?")


@dataclass(frozen=True, slots=True)
class Where:
    """The place in words and in degrees north and east; each may be missing, not both."""

    words: str
    degrees: tuple[float, float] | None


def read_where(given: Mapping[str, str]) -> tuple[Where, list[Fault]]:
    """Return the place that `lat` and `long`, `address_string` or `address_id` name, and what is wrong with it."""
    latitude, longitude = given.get("lat", "").strip(), given.get("long", "").strip()
    words = ", ".join(_address(given.get("address_string", ""), given.get("address_id", "")))
    degrees = _degrees(latitude, longitude)
    faults = []
    if (latitude or longitude) and degrees is None:
        faults.append(_no_degrees())
    elif degrees is None and not words:
        faults.append(_no_place())
    return Where(words, degrees), faults


def read_links(given: Iterable[str]) -> tuple[Sequence[str], list[Fault]]:
    """Return the links to media, and what is wrong with them."""
    links = [link for each in given if (link := each.strip())]
    good = len(links) <= MOST_LINKS and all(len(each) <= LONGEST_LINK and _LINK.fullmatch(each) for each in links)
    return links, [] if good else [_no_link()]


def described(text: str, service_name: str, where: Where, links: Sequence[str]) -> str:
    """Return the words of a case: GeoReport asks for none, so the service and the place stand in for them."""
    place = where.words or (f"{where.degrees[0]}, {where.degrees[1]}" if where.degrees else "")
    words = text if text.strip() else f"{service_name}: {place}"
    return "\n\n".join((words, "Ảnh, tệp người gửi dẫn:\n" + "\n".join(links))) if links else words


def _address(words: str, number: str) -> Iterable[str]:
    if words.strip():
        yield words.strip()
    if number.strip():
        yield f"mã địa chỉ {number.strip()}"


def _degrees(latitude: str, longitude: str) -> tuple[float, float] | None:
    if not (_NUMBER.fullmatch(latitude) and _NUMBER.fullmatch(longitude)):
        return None
    north, east = float(latitude), float(longitude)
    return (north, east) if abs(north) <= 90 and abs(east) <= 180 else None


def _no_degrees() -> Fault:
    return Fault(
        "lat",
        "place-not-valid",
        "lat và long phải là hai số độ, ví dụ 13.9833 và 108.0.",
        "lat and long must be two numbers of degrees, such as 13.9833 and 108.0.",
    )


def _no_place() -> Fault:
    return Fault(
        "address_string",
        "place-required",
        "Cần vị trí: lat và long, hoặc address_string, hoặc address_id.",
        "A location is needed: lat and long, or address_string, or address_id.",
    )


def _no_link() -> Fault:
    return Fault(
        "media_url",
        "media-url-not-valid",
        f"media_url phải là địa chỉ http hoặc https, nhiều nhất {MOST_LINKS} địa chỉ, mỗi cái {LONGEST_LINK} ký tự.",
        f"media_url must be an http or https address, at most {MOST_LINKS} of at most {LONGEST_LINK} characters.",
    )
