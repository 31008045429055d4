"""What the events of a Facebook page's webhook mean: Messenger's `messaging`, and comments of the `feed`."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import orjson

from services.intake.adapters.chat_json import Json, key, number, part, parts, place, text
from services.intake.domain.chat.comments import Comment
from services.intake.domain.chat.talk import Heard
from services.intake.usecases.chat_ports import Incoming, Meaning, Receipts, RemoteFile
from services.intake.usecases.ports import Arrival
from services.kit.events import MessageReported

CHANNEL = "facebook"
_KINDS = {"image": "image", "audio": "audio", "video": "video", "file": "document"}
#: One entry of a batch becomes one raw message of this many bytes at most, stored as it came.
_OPTIONS = orjson.OPT_SORT_KEYS


class TooDeep(Exception):  # noqa: N818 - about what was delivered
    """An event is nested deeper than JSON can be written."""


def arrivals_of(batch: Json, page_id: str, now: datetime) -> Iterator[Arrival]:
    """Yield the raw messages of a batch that are for our page, each on its own. Raises `TooDeep`."""
    for entry in parts(batch, "entry"):
        if text(entry, "id") == page_id:
            for item in parts(entry, "messaging"):
                yield _arrival(item, _message_id(item), _citizen(item, page_id), number(item, "timestamp"), now)
            for change in parts(entry, "changes"):
                value = part(change, "value")
                made = number(value, "created_time")
                yield _arrival(change, _change_id(change), _commenter(value), made * 1000 if made else None, now)


def reader(page_id: str) -> Callable[[Arrival], Meaning]:
    """Return the function that says what a stored event means, for our page."""

    def read(arrival: Arrival) -> Meaning:
        item = orjson.loads(arrival.body)
        if "value" in item:
            return _comment(item, page_id)
        for name, understood in _READERS.items():
            if name in item:
                return understood(item, arrival)
        return None

    return read


def _arrival(item: Json, id_: str, citizen: str, milliseconds: float | None, now: datetime) -> Arrival:
    return Arrival(
        id=key(id_),
        channel=CHANNEL,
        thread=key(citizen or "nobody"),
        sent_at=_moment(milliseconds, now),
        received_at=now,
        body=_written(item),
    )


def _written(item: Json) -> bytes:
    """What orjson reads may be deeper (1024 levels) than what it writes (254)."""
    try:
        return orjson.dumps(item, option=_OPTIONS)
    except orjson.JSONEncodeError:
        raise TooDeep from None


def _moment(milliseconds: float | None, now: datetime) -> datetime:
    """The provider's clock; a time that cannot be, or is still to come, is now."""
    try:
        return min(now, datetime.fromtimestamp(milliseconds / 1000, UTC)) if milliseconds else now
    except (OverflowError, OSError, ValueError):
        return now


def _message_id(item: Json) -> str:
    mid = text(part(item, "message"), "mid")
    if mid:
        return mid
    edit = part(item, "message_edit")
    if text(edit, "mid"):
        return f"edit:{text(edit, 'mid')}:{text(edit, 'num_edit')}"
    # A postback may have no id of its own, receipts have none: who, when and what name them.
    said = {name: value for name, value in item.items() if name not in ("sender", "recipient", "timestamp")}
    content = _written(said)
    who = f"{text(part(item, 'sender'), 'id')}:{text(item, 'timestamp')}"
    return f"{'-'.join(sorted(said))[:40]}:{who}:{hashlib.sha256(content).hexdigest()[:16]}"


def _change_id(change: Json) -> str:
    value = part(change, "value")
    made = text(value, "comment_id") or hashlib.sha256(_written(value)).hexdigest()[:32]
    return f"feed:{text(value, 'verb')}:{made}"


def _citizen(item: Json, page_id: str) -> str:
    ids = (text(part(item, who), "id") for who in ("sender", "recipient"))
    return next((id_ for id_ in ids if id_ and id_ != page_id), "")


def _commenter(value: Json) -> str:
    """Comments are threads of their own: their writers have other ids in Messenger."""
    return f"comment:{text(value, 'comment_id')}"


def _message(item: Json, arrival: Arrival) -> Meaning:
    message = part(item, "message")
    if message.get("is_echo") is True:
        return _echo(message, arrival)
    if message.get("is_deleted") is True:
        return None
    attached = parts(message, "attachments")
    where = next((found for each in attached if (found := _where(each))), None)
    words = [text(message, "text"), *(_link(each) for each in attached)]
    heard = Heard(
        id=arrival.id,
        at=arrival.sent_at,
        text="\n".join(dict.fromkeys(each for each in words if each)),
        payload=text(part(message, "quick_reply"), "payload"),
        place=where,
    )
    return Incoming(heard=heard, files=tuple(_files(attached)))


def _files(attached: Any) -> Iterator[RemoteFile]:
    for each in attached:
        kind, payload = text(each, "type"), part(each, "payload")
        if kind in _KINDS and text(payload, "url") and not text(payload, "sticker_id"):
            yield RemoteFile(url=text(payload, "url"), kind=_KINDS[kind], name=text(payload, "title"))


def _link(attached: Json) -> str:
    """Shared posts and links have no content that could be fetched."""
    payload = part(attached, "payload")
    return text(payload, "url") or text(attached, "url") if text(attached, "type") in ("fallback", "template") else ""


def _where(attached: Json) -> tuple[float, float] | None:
    return place(part(attached, "payload", "coordinates"), "lat", "long")


def _echo(message: Json, arrival: Arrival) -> Receipts | None:
    """What the page said; ours carries our own id as metadata, what a person typed in the page's inbox does not."""
    tracking = text(message, "metadata")
    if not tracking:
        return None
    return Receipts((_report(arrival, "accepted", provider_id=arrival.id, tracking=tracking[:200]),))


def _postback(item: Json, arrival: Arrival) -> Incoming:
    payload = text(part(item, "postback"), "payload")
    ours = payload.startswith("#1022:")
    heard = Heard(id=arrival.id, at=arrival.sent_at, payload=payload if ours else "", greeting=not ours)
    return Incoming(heard=heard)


def _edit(item: Json, arrival: Arrival) -> Incoming:
    edit = part(item, "message_edit")
    heard = Heard(
        id=arrival.id, at=arrival.sent_at, text=text(edit, "text"), corrects=key(text(edit, "mid") or "nothing")
    )
    return Incoming(heard=heard)


def _delivery(item: Json, arrival: Arrival) -> Receipts | None:
    mids = part(item, "delivery").get("mids")
    ids = [each for each in mids if isinstance(each, str) and each] if isinstance(mids, list) else []
    return Receipts(tuple(_report(arrival, "delivered", provider_id=each[:200]) for each in ids)) if ids else None


def _read(item: Json, arrival: Arrival) -> Receipts:
    """A water mark: everything that was sent before it has been seen."""
    mark = number(part(item, "read"), "watermark")
    return Receipts((_report(arrival, "seen", at=_moment(mark, arrival.sent_at)),))


def _report(arrival: Arrival, status: str, **more: Any) -> MessageReported:
    whole: dict[str, Any] = {"channel": CHANNEL, "at": arrival.sent_at, "recipient": arrival.thread}
    return MessageReported(**{**whole, **more}, status=status)


def _comment(change: Json, page_id: str) -> Comment | None:
    value = part(change, "value")
    id_, verb = text(value, "comment_id"), text(value, "verb")
    if text(change, "field") != "feed" or text(value, "item") != "comment" or verb != "add" or not id_:
        return None
    parent = text(value, "parent_id")
    return Comment(
        id=id_,
        text=text(value, "message"),
        by_page=text(part(value, "from"), "id") == page_id,
        reply=parent not in ("", text(value, "post_id")),
    )


_READERS: dict[str, Callable[[Json, Arrival], Meaning]] = {
    "message": _message,
    "message_edit": _edit,
    "postback": _postback,
    "delivery": _delivery,
    "read": _read,
}
