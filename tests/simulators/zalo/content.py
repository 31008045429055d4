"""What a message to a user may hold. Everything else is -201 with the reason, as the platform does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.simulators.zalo.errors import ZaloError

MOST_TEXT, MOST_BUTTONS, MOST_TITLE, MOST_PAYLOAD = 2000, 5, 100, 1000
QUERIES = ("oa.query.show", "oa.query.hide")
#: Type of button → the key its payload object must have.
OPENING = {"oa.open.url": "url", "oa.open.sms": "phone_code", "oa.open.phone": "phone_code"}
MESSAGE_KEYS = {"text", "attachment", "quote_message_id"}


@dataclass(frozen=True, slots=True)
class Content:
    """A checked message."""

    user: str
    kind: str
    text: str
    quote: str
    buttons: tuple[dict[str, Any], ...]
    attachment: dict[str, Any] | None


def read(body: Any, uploads: set[str]) -> Content:
    """Return the content of a request body; `uploads` are the ids and tokens given out. Raises ZaloError."""
    user, message = _parts(body)
    text, attachment = message.get("text", ""), message.get("attachment")
    _check_text(text, needed=attachment is None)
    kind, buttons = ("text", ()) if attachment is None else _attached(attachment, uploads)
    return Content(user, kind, text, str(message.get("quote_message_id", "")), buttons, attachment)


def _parts(body: Any) -> tuple[str, dict[str, Any]]:
    if not isinstance(body, dict):
        raise ZaloError(-201, "body must be a JSON object")
    recipient, message = body.get("recipient"), body.get("message")
    if not isinstance(recipient, dict) or not isinstance(recipient.get("user_id"), str) or not recipient["user_id"]:
        raise ZaloError(-201, "recipient.user_id is required")
    if not isinstance(message, dict) or message.keys() - MESSAGE_KEYS:
        raise ZaloError(-201, "message is required and holds text, attachment, quote_message_id only")
    return recipient["user_id"], message


def _check_text(text: Any, needed: bool) -> None:
    if not isinstance(text, str) or len(text) > MOST_TEXT:
        raise ZaloError(-201, f"message.text must be text of at most {MOST_TEXT} characters")
    if needed and not text.strip():
        raise ZaloError(-201, "message.text is empty")


def _attached(attachment: Any, uploads: set[str]) -> tuple[str, tuple[dict[str, Any], ...]]:
    kind = attachment.get("type") if isinstance(attachment, dict) else None
    payload = attachment.get("payload") if isinstance(attachment, dict) else None
    if not isinstance(payload, dict):
        raise ZaloError(-201, "attachment.payload is required")
    if kind == "file":
        _check_upload(payload.get("token"), uploads)
        return "file", ()
    if kind != "template":
        raise ZaloError(-233)
    return _template(payload, uploads)


def _template(payload: dict[str, Any], uploads: set[str]) -> tuple[str, tuple[dict[str, Any], ...]]:
    if "buttons" in payload:
        return "buttons", _buttons(payload["buttons"])
    elements = payload.get("elements")
    if not isinstance(elements, list) or not elements or not all(isinstance(each, dict) for each in elements):
        raise ZaloError(-201, "payload.elements is required")
    match payload.get("template_type"):
        case "media":
            _check_media(elements[0], uploads)
            return "media", ()
        case "request_user_info":
            return "request_user_info", ()
        case _:
            raise ZaloError(-233)


def _check_media(element: dict[str, Any], uploads: set[str]) -> None:
    if element.get("media_type") not in ("image", "gif", "sticker"):
        raise ZaloError(-201, "media_type is not supported")
    if not str(element.get("url", "")).startswith("https://"):
        _check_upload(element.get("attachment_id"), uploads)


def _check_upload(given: Any, uploads: set[str]) -> None:
    if given not in uploads:
        raise ZaloError(-201, "attachment was not uploaded or has expired")


def _buttons(buttons: Any) -> tuple[dict[str, Any], ...]:
    if not isinstance(buttons, list) or not 1 <= len(buttons) <= MOST_BUTTONS:
        raise ZaloError(-201, f"buttons must be a list of 1 to {MOST_BUTTONS}")
    for button in buttons:
        _check_button(button)
    return tuple(buttons)


def _check_button(button: Any) -> None:
    if not isinstance(button, dict) or not _is_text(button.get("title"), MOST_TITLE):
        raise ZaloError(-201, f"button title must be text of 1 to {MOST_TITLE} characters")
    kind, payload = button.get("type"), button.get("payload")
    if kind in QUERIES:
        if not _is_text(payload, MOST_PAYLOAD):
            raise ZaloError(-201, f"payload of {kind} must be text of 1 to {MOST_PAYLOAD} characters")
    elif kind not in OPENING:
        raise ZaloError(-201, f"button type {kind} is not supported")
    elif not isinstance(payload, dict) or not payload.get(OPENING[kind]):
        raise ZaloError(-201, f"payload of {kind} must have {OPENING[kind]}")


def _is_text(value: Any, longest: int) -> bool:
    return isinstance(value, str) and len(value.strip()) > 0 and len(value) <= longest
