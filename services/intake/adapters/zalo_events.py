"""What Zalo's webhook events mean.

Shapes as public integrations show them (`message.msg_id`, attachments with a `payload`, `info` of user_submit_info,
`msg_ids` of user_seen_message); the official pages could not be read, so everything is read leniently.
A pressed `oa.query.show` or `oa.query.hide` button comes back as a user_send_text whose text is the button's payload.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

import orjson

from services.intake.adapters.chat_json import Json, key, number, part, parts, place, text
from services.intake.domain.chat.talk import Heard
from services.intake.usecases.chat_ports import Incoming, Meaning, Receipts, RemoteFile
from services.intake.usecases.ports import Arrival
from services.kit.events import MessageReported

CHANNEL = "zalo"
_KINDS = {"image": "image", "gif": "image", "audio": "audio", "voice": "audio", "video": "video", "file": "document"}
_MOST_CARD = 300


def arrival_of(event: Json, body: bytes, oa_id: str, sent_at: datetime, now: datetime) -> Arrival:
    """Return the raw message with its id and the citizen it belongs to."""
    return Arrival(
        id=_id(event, body),
        channel=CHANNEL,
        thread=key(_citizen(event, oa_id) or "nobody"),
        sent_at=sent_at,
        received_at=now,
        body=body,
    )


def read(arrival: Arrival) -> Meaning:
    """Return what a stored event means; None for what is nothing to us."""
    event = orjson.loads(arrival.body)
    name = text(event, "event_name")
    if name.startswith("oa_send_"):
        return _echo(event, arrival)
    reader = _READERS.get(name)
    if reader is None:
        return _sent(event, arrival) if name.startswith("user_send_") else None
    return reader(event, arrival)


def sent_at(event: Json) -> datetime | None:
    """Return the event's own time: milliseconds since 1970, as text or number."""
    milliseconds = number(event, "timestamp")
    try:
        return datetime.fromtimestamp((milliseconds or 0) / 1000, UTC) if milliseconds else None
    except (OverflowError, OSError, ValueError):
        return None


def _id(event: Json, body: bytes) -> str:
    name, message = text(event, "event_name"), part(event, "message")
    id_ = text(message, "msg_id")
    if name.startswith("user_send_") and id_:
        return key(id_)
    known = id_ or hashlib.sha256(body).hexdigest()[:32]
    return key(f"{name}:{known}")


def _citizen(event: Json, oa_id: str) -> str:
    """Whoever of those concerned is not our own account."""
    ids = (text(part(event, who), "id") for who in ("follower", "sender", "recipient"))
    return next((id_ for id_ in ids if id_ and id_ != oa_id), "")


def _sent(event: Json, arrival: Arrival) -> Incoming:
    message = part(event, "message")
    pairs = [(text(each, "type"), part(each, "payload")) for each in parts(message, "attachments")]
    files = tuple(_file(kind, payload) for kind, payload in pairs if kind in _KINDS and text(payload, "url"))
    words = [text(message, "text"), *(_words(kind, payload) for kind, payload in pairs)]
    said = "\n".join(dict.fromkeys(each for each in words if each))
    where = next((found for _, payload in pairs if (found := _where(payload))), None)
    return Incoming(heard=Heard(id=arrival.id, at=arrival.sent_at, text=said, place=where), files=files)


def _where(payload: Json) -> tuple[float, float] | None:
    return place(part(payload, "coordinates"), "latitude", "longitude")


def _words(kind: str, payload: Json) -> str:
    if kind == "link":
        return text(payload, "url") or text(payload, "description")
    if kind in ("business_card", "businesscard", "recommended", "contact"):
        return f"[Danh thiếp] {text(payload, 'description')[:_MOST_CARD]}"
    return ""


def _file(kind: str, payload: Json) -> RemoteFile:
    size = number(payload, "size")
    return RemoteFile(
        url=text(payload, "url"),
        kind=_KINDS[kind],
        name=text(payload, "name"),
        declared_type=text(payload, "type"),
        size=int(size) if size is not None else None,
    )


def _follow(_: Json, arrival: Arrival) -> Incoming:
    return Incoming(heard=Heard(id=arrival.id, at=arrival.sent_at, greeting=True))


def _submit(event: Json, arrival: Arrival) -> Incoming:
    info = part(event, "info")
    phone = text(info, "phone")
    # Zalo writes 84905000012, without the plus.
    international = f"+{phone}" if phone.startswith("84") else phone
    return Incoming(heard=Heard(id=arrival.id, at=arrival.sent_at, phone=international, name=text(info, "name")))


def _click(event: Json, arrival: Arrival) -> Incoming | None:
    payload = text(part(event, "message"), "payload") or text(event, "payload")
    return Incoming(heard=Heard(id=arrival.id, at=arrival.sent_at, payload=payload)) if payload else None


def _echo(event: Json, arrival: Arrival) -> Receipts | None:
    message = part(event, "message")
    words = text(message, "text")
    digest = hashlib.sha256(words.encode()).hexdigest() if words else None
    return _receipts(arrival, "accepted", [text(message, "msg_id")], text_sha256=digest)


def _received(event: Json, arrival: Arrival) -> Receipts | None:
    message = part(event, "message")
    tracking = text(message, "tracking_id") or None
    channel = "zns" if tracking else CHANNEL
    return _receipts(arrival, "delivered", [text(message, "msg_id")], channel=channel, tracking=tracking)


def _seen(event: Json, arrival: Arrival) -> Receipts | None:
    message = part(event, "message")
    listed = message.get("msg_ids")
    ids = [each for each in listed if isinstance(each, str)] if isinstance(listed, list) else []
    return _receipts(arrival, "seen", ids or [text(message, "msg_id")])


def _receipts(arrival: Arrival, status: str, ids: list[str], **more: Any) -> Receipts | None:
    whole: dict[str, Any] = {"channel": CHANNEL, "status": status, "at": arrival.sent_at, "recipient": arrival.thread}
    known = tuple(MessageReported(**{**whole, **more}, provider_id=id_[:200]) for id_ in ids if id_)
    return Receipts(known) if known else None


_READERS: Mapping[str, Callable[[Json, Arrival], Meaning]] = {
    "follow": _follow,
    "user_submit_info": _submit,
    "user_click_button": _click,
    "user_received_message": _received,
    "user_seen_message": _seen,
}
