"""Words for tests: cases, events and replies that read like prose. All people are invented."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson

from services.kit.events import (
    Attachment,
    CaseReceived,
    CaseSupplemented,
    CaseWithdrawalRequested,
    Contact,
    Event,
    Place,
)
from services.routing.domain.policies import Actor
from tests.unit.routing.catalogs import HEALTH, LOCAL

NOON = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)  # Monday 09:00 in Pleiku
CITIZEN = Contact(name="Nguyễn Văn An", phone="+84905000012", email="an@example.org")


PLACE = Place(latitude=13.98, longitude=108.0)
PHOTO = Attachment(
    id="01M832S9ZB3V7Q0E6T2KX5N8RA",
    name="den-duong.jpg",
    media_type="image/jpeg",
    kind="image",
    size=120_000,
    sha256="9f" * 32,
)


def code(number: int) -> str:
    """Return a made-up case code; nobody here looks at the check digit."""
    return f"261123{number:07d}"


def received(number: int = 1, **changes: Any) -> Event:
    """Return `case.received`: a street light in the ward, unless `changes` say otherwise."""
    facts: dict[str, Any] = {
        "code": code(number),
        "channel": "web",
        "received_at": NOON,
        "title": "Đèn đường hỏng",
        "text": "Đèn đường trước chợ hỏng đã ba ngày.",
        "category": "ha-tang.chieu-sang",
        "area": "23575",
        "contact": CITIZEN,
        **changes,
    }
    return Event.of(CaseReceived(**facts), source="/intake/web", subject=facts["code"], at=facts["received_at"])


def supplemented(case: int = 1, number: int = 1, **changes: Any) -> Event:
    """Return `case.supplemented`: a few more words, ten minutes after noon."""
    facts: dict[str, Any] = {
        "code": code(case),
        "number": number,
        "channel": "web",
        "added_at": NOON + timedelta(minutes=10 + number),
        "text": f"Bổ sung lần {number}: đèn bên cạnh cũng hỏng.",
        **changes,
    }
    id_ = f"supplement-{case}-{number}"
    data = CaseSupplemented(**facts)
    return Event.of(data, source="/intake/web", subject=facts["code"], at=facts["added_at"], id=id_)


def withdrawal(case: int = 1, *, at: datetime = NOON + timedelta(minutes=30), reason: str = "Đã tự sửa.") -> Event:
    """Return `case.withdrawal_requested`."""
    data = CaseWithdrawalRequested(code=code(case), channel="web", reason=reason, requested_at=at)
    return Event.of(data, source="/publish", subject=code(case), at=at, id=f"withdrawal-{case}-{at}")


@dataclass(frozen=True)
class Sent:
    """A message as the broker hands it over."""

    body: bytes
    routing_key: str
    user_id: str | None
    message_id: str | None = None
    headers: dict[str, Any] = field(default_factory=dict)


def reply(
    type_: str, data: Any, *, by: str = LOCAL, id_: str = "r-1", as_user: str | None = "same", **envelope: Any
) -> Sent:
    """Return what the system of agency `by` sends; `as_user` is the broker user, its own unless given."""
    whole = {
        "specversion": "1.0",
        "id": id_,
        "source": f"/agency/{by}",
        "type": type_,
        "subject": data.get("code") if isinstance(data, dict) else None,
        "time": "2026-11-23T03:00:00Z",
        "dataschema": f"{type_}/1",
        "data": data,
        **envelope,
    }
    user = f"agency.{by}" if as_user == "same" else as_user
    return Sent(
        orjson.dumps({name: value for name, value in whole.items() if value is not None}), f"{type_}.{by}", user
    )


def accepts(number: int = 1, **more: Any) -> Sent:
    """The agency takes the case in hand."""
    return reply("reply.accepted", {"code": code(number)}, **more)


def answers(number: int = 1, text: str = "Đã sửa xong.", outcome: str = "fixed", **more: Any) -> Sent:
    """The agency answers."""
    return reply("reply.answered", {"code": code(number), "answer": text, "outcome": outcome}, **more)


def returns(
    number: int = 1, reason: str = "Không thuộc thẩm quyền.", suggestion: str | None = None, **more: Any
) -> Sent:
    """The agency sends the case back."""
    return reply("reply.returned", {"code": code(number), "reason": reason, "suggestion": suggestion}, **more)


OPERATOR = Actor("desk:truc-01", role="operator")
SHIFT_LEAD = Actor("desk:truong-ca", role="shift_lead")


def officer(agency: str = LOCAL) -> Actor:
    """Somebody who works for an agency without a system of its own."""
    return Actor(f"desk:can-bo-{agency}", agency, "agency_officer")


__all__ = [
    "CITIZEN",
    "HEALTH",
    "LOCAL",
    "NOON",
    "OPERATOR",
    "PHOTO",
    "PLACE",
    "SHIFT_LEAD",
    "Sent",
    "accepts",
    "answers",
    "code",
    "officer",
    "received",
    "supplemented",
]
