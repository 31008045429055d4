"""A case as GeoReport's request: one view for everybody, one for whoever proved that the case is theirs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

#: Decimals of a degree that everybody sees: a square of about 110 metres, a street and not a door.
PUBLIC_DECIMALS = 3

_NOTES: Mapping[str, str] = {
    "received": "Tổng đài đã nhận / Received by the hotline",
    "routed": "Đã chuyển cơ quan giải quyết / Passed to the agency in charge",
    "accepted": "Cơ quan đang giải quyết / The agency is working on it",
    "answered": "Đã có trả lời / Answered",
    "waiting": "Chờ người gửi bổ sung / Waiting for the sender's answer",
    "reopened": "Được mở lại để xem xét / Opened again",
    "merged": "Xử lý chung với phản ánh cùng sự việc / Dealt with together with others",
    "withdrawn": "Đã rút theo yêu cầu của người gửi / Taken back by its sender",
}
_OUTCOMES: Mapping[str, str] = {
    "fixed": "Đã xử lý xong / Fixed",
    "scheduled": "Đã lên kế hoạch xử lý / Scheduled",
    "explained": "Đã giải thích, hướng dẫn / Explained",
    "not_feasible": "Không thực hiện được, đã nêu lý do / Not feasible, for reasons given",
    "transferred": "Đã chuyển cơ quan khác ngoài hệ thống / Handed to somebody outside the system",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What everybody may know of a case. `stage` is one of `_NOTES`, `page` where everybody can read the answer."""

    code: str
    service_code: str
    service_name: str
    stage: str
    outcome: str | None
    agency: str | None
    received_at: datetime
    changed_at: datetime
    due_at: datetime | None
    place: tuple[float, float] | None
    page: str | None = None

    @property
    def status(self) -> str:
        """Return GeoReport's status: closed once there is an answer."""
        return "closed" if self.stage in ("answered", "withdrawn") else "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """What only its sender is told besides. `media` are links to the files."""

    text: str
    address: str | None
    media: Sequence[str] = ()


def document(seen: Seen, own: Own | None) -> dict[str, Any]:
    """Return the request's fields in GeoReport's order; what is not told is None."""
    latitude, longitude = _position(seen.place, exact=own is not None)
    return {
        "service_request_id": seen.code,
        "status": seen.status,
        "status_notes": _notes(seen),
        "service_name": seen.service_name,
        "service_code": seen.service_code,
        "description": own.text if own else None,
        "agency_responsible": seen.agency,
        "service_notice": None,
        "requested_datetime": seen.received_at,
        "updated_datetime": seen.changed_at,
        "expected_datetime": seen.due_at,
        "address": own.address if own else None,
        "address_id": None,
        "zipcode": None,
        "lat": latitude,
        "long": longitude,
        "media_url": own.media[0] if own and own.media else None,
    }


def _notes(seen: Seen) -> str:
    notes = _OUTCOMES.get(seen.outcome or "", _NOTES[seen.stage])
    return f"{notes}: {seen.page}" if seen.page else notes


def _position(place: tuple[float, float] | None, *, exact: bool) -> tuple[float | None, float | None]:
    if place is None:
        return None, None
    if exact:
        return place
    return round(place[0], PUBLIC_DECIMALS), round(place[1], PUBLIC_DECIMALS)
