"""Read what an agency sent: the boundary where strangers' bytes become a request, or a refusal with a reason."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol

import orjson
from marshmallow import EXCLUDE, Schema, ValidationError, fields, validate

from services.kit.events import (
    Event,
    ReplyAccepted,
    ReplyAnswered,
    ReplyExtensionRequested,
    ReplyInfoRequested,
    ReplyProgressed,
    ReplyReturned,
)
from services.kit.events import validate as validate_data
from services.kit.events.wire import CODE_PATTERN
from services.kit.failures import Rejected
from services.routing.domain.wording import clean
from services.routing.usecases.requests import (
    Accept,
    Answer,
    AskCitizen,
    AskExtension,
    Progress,
    Request,
    Return,
)

AGENCY_USER = "agency."
LONGEST_ID = 64
KINDS: Mapping[str, Any] = {
    cls.TYPE: cls
    for cls in (
        ReplyAccepted,
        ReplyAnswered,
        ReplyReturned,
        ReplyInfoRequested,
        ReplyExtensionRequested,
        ReplyProgressed,
    )
}
#: An agency's own system cannot say why it does not wait for others: that it answers is reason enough.
NOT_WAITING = "Cơ quan chủ trì trả lời qua hệ thống của mình."
REQUESTS: Mapping[str, Callable[[Any], Request]] = {
    "reply.accepted": lambda _: Accept(),
    "reply.answered": lambda data: Answer(
        _words("answer", data.answer),
        data.outcome,
        data.scheduled_for,
        clean(data.proof or "") or None,
        without_parts=NOT_WAITING,
    ),
    "reply.info_requested": lambda data: AskCitizen(_words("question", data.question)),
    "reply.extension_requested": lambda data: AskExtension(data.due_at, _words("reason", data.reason)),
    "reply.progressed": lambda data: Progress(
        data.stage, clean(data.note or "") or None, clean(data.tracking or "") or None, data.day
    ),
    "reply.returned": lambda data: Return(_words("reason", data.reason), data.suggestion),
}


class Message(Protocol):
    """One message from the broker. `user_id` has been verified by it."""

    @property
    def body(self) -> bytes:
        """The bytes as they were sent."""

    @property
    def routing_key(self) -> str:
        """The key they were sent with."""

    @property
    def user_id(self) -> str | None:
        """The sender's broker user, if the sender let the broker vouch for it."""

    @property
    def message_id(self) -> str | None:
        """The sender's own id of the message."""


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply that can be read. `agency` is whom the broker vouches for, `files` the ids of uploads."""

    id: str
    agency: str
    code: str
    request: Request
    cause: Event
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BadReply:
    """A reply that cannot be taken, and what to tell its sender. `code` is None where none could be read."""

    id: str
    agency: str
    code: str | None
    why: Rejected


class EnvelopeSchema(Schema):
    """The CloudEvents envelope of a reply."""

    class Meta:
        """Agencies may add attributes of their own."""

        unknown = EXCLUDE

    specversion = fields.String(required=True, validate=validate.Equal("1.0"))
    id = fields.String(required=True, validate=validate.Length(1, LONGEST_ID))
    source = fields.String(required=True, validate=validate.Length(1, 200))
    type = fields.String(required=True, validate=validate.OneOf(list(KINDS)))
    subject = fields.String(validate=validate.Regexp(CODE_PATTERN))
    dataschema = fields.String(validate=validate.OneOf([f"{type_}/1" for type_ in KINDS]))
    time = fields.AwareDateTime(format="iso")
    traceparent = fields.String(validate=validate.Regexp(r"^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$"))
    data = fields.Dict(required=True)


ENVELOPE = EnvelopeSchema()


def read_reply(message: Message) -> Reply | BadReply:
    """Return the reply, or why it cannot be taken.

    Raises `Rejected("unknown-sender")` when the broker vouches for no agency: there is nobody to tell.
    """
    agency = _sender(message)
    raw = _json(message.body)
    id_ = _id(raw, message)
    try:
        return _checked(raw, agency, message)
    except Rejected as why:
        return BadReply(id_, agency, _code(raw), why)


def _sender(message: Message) -> str:
    user = message.user_id or ""
    if not user.startswith(AGENCY_USER) or user == AGENCY_USER:
        raise Rejected(
            "unknown-sender",
            "Thông điệp không kèm tài khoản của cơ quan (thuộc tính user_id).",
            "The message does not carry an agency's user (property user_id).",
        )
    return user.removeprefix(AGENCY_USER)


def _checked(raw: Any, agency: str, message: Message) -> Reply:
    envelope = _envelope(raw)
    type_ = envelope["type"]
    _agree_with_key(message.routing_key, type_, agency)
    data = validate_data(KINDS[type_], envelope["data"])
    if envelope.get("subject", data.code) != data.code or envelope.get("dataschema", f"{type_}/1") != f"{type_}/1":
        raise _malformed("subject", "dataschema")
    at = envelope.get("time", datetime.now(UTC))
    cause = Event(envelope["id"], envelope["source"], data.code, at, envelope.get("traceparent", ""), data)
    files = tuple(getattr(data, "files", ()))
    return Reply(envelope["id"], agency, data.code, REQUESTS[type_](data), cause, files)


def _envelope(raw: Any) -> dict[str, Any]:
    try:
        return dict(ENVELOPE.load(raw))
    except ValidationError as error:
        raise _malformed(*sorted(str(name) for name in error.messages_dict)) from error


def _agree_with_key(routing_key: str, type_: str, agency: str) -> None:
    if routing_key == f"{type_}.{agency}":
        return
    if not routing_key.endswith(f".{agency}"):
        raise Rejected(
            "wrong-sender",
            f"Tài khoản của “{agency}” không được trả lời thay cơ quan khác.",
            f"The user of “{agency}” may not reply for another agency.",
        )
    raise _malformed("type")


def _malformed(*names: str) -> Rejected:
    listed = ", ".join(name if name != "_schema" else "envelope" for name in names)
    return Rejected(
        "malformed-reply",
        f"Thông điệp sai mẫu ở: {listed}.",
        f"The reply is malformed in: {listed}.",
    )


def _words(name: str, text: str) -> str:
    """Return words that somebody can read. Raises `Rejected` where nothing is left of them."""
    words = clean(text)
    if not words:
        raise _malformed(name)
    return words


def _json(body: bytes) -> Any:
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError:
        return None


def _id(raw: Any, message: Message) -> str:
    """Return how the sender can recognise its reply: its id, else the message's, else a hash of what was sent."""
    own = raw.get("id") if isinstance(raw, dict) else None
    if isinstance(own, str) and 0 < len(own) <= LONGEST_ID:
        return own
    if message.message_id and len(message.message_id) <= LONGEST_ID:
        return message.message_id
    return "sha256:" + hashlib.sha256(message.body).hexdigest()[:40]


def _code(raw: Any) -> str | None:
    """Return the case code if one can be made out in a bad reply."""
    data = raw.get("data") if isinstance(raw, dict) else None
    code = data.get("code") if isinstance(data, dict) else None
    return code if isinstance(code, str) and re.fullmatch(CODE_PATTERN, code) else None
