"""What the Send API takes. Everything else is error 100 with the reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.simulators.facebook.errors import FacebookError

MOST_TEXT, MOST_REPLIES, MOST_TITLE, MOST_PAYLOAD, MOST_METADATA = 2000, 13, 20, 1000, 1000
BODY_KEYS = {"recipient", "messaging_type", "message", "tag", "notification_type", "sender_action"}
MESSAGE_KEYS = {"text", "attachment", "quick_replies", "metadata"}
ATTACHMENTS = ("image", "file", "audio", "video", "template")
TYPES = ("RESPONSE", "UPDATE", "MESSAGE_TAG")
ACTIONS = ("typing_on", "typing_off", "mark_seen")


@dataclass(frozen=True, slots=True)
class Content:
    """A checked request; exactly one of `user` and `comment` is given. `action` comes alone."""

    user: str
    comment: str
    action: str = ""
    text: str = ""
    messaging_type: str = ""
    tag: str = ""
    metadata: str = ""
    quick_replies: tuple[dict[str, Any], ...] = ()
    attachment: dict[str, Any] | None = None


def read(body: Any) -> Content:
    """Return the content of a request body. Raises FacebookError."""
    if not isinstance(body, dict) or body.keys() - BODY_KEYS:
        raise FacebookError(100, detail="body must be an object of known keys")
    user, comment = _recipient(body.get("recipient"))
    if "sender_action" in body:
        return Content(user, comment, action=_action(body))
    message = body.get("message")
    if not isinstance(message, dict) or message.keys() - MESSAGE_KEYS:
        raise FacebookError(100, detail="message is required and holds known keys only")
    kind, tag = _kind(body, private=bool(comment))
    _check_message(message)
    return Content(
        user=user,
        comment=comment,
        text=message.get("text", ""),
        messaging_type=kind,
        tag=tag,
        metadata=message.get("metadata", ""),
        quick_replies=_replies(message.get("quick_replies", [])),
        attachment=message.get("attachment"),
    )


def _recipient(recipient: Any) -> tuple[str, str]:
    given = recipient if isinstance(recipient, dict) else {}
    user, comment = given.get("id", ""), given.get("comment_id", "")
    if not isinstance(user, str) or not isinstance(comment, str) or bool(user) == bool(comment):
        raise FacebookError(100, detail="recipient must have id or comment_id")
    return user, comment


def _action(body: dict[str, Any]) -> str:
    action = body["sender_action"]
    if action not in ACTIONS or "message" in body:
        raise FacebookError(100, 0, "sender_action is unknown, or comes with a message")
    return str(action)


def _kind(body: dict[str, Any], private: bool) -> tuple[str, str]:
    kind, tag = body.get("messaging_type", "RESPONSE" if private else ""), body.get("tag", "")
    if kind not in TYPES:
        raise FacebookError(100, detail="messaging_type must be RESPONSE, UPDATE or MESSAGE_TAG")
    if (kind == "MESSAGE_TAG") != bool(tag):
        raise FacebookError(100, detail="tag belongs to messaging_type MESSAGE_TAG, and only there")
    if tag and tag != "HUMAN_AGENT":
        raise FacebookError(100, detail=f"tag {tag} is not allowed for this page")
    return kind, tag


def _check_message(message: dict[str, Any]) -> None:
    text, attachment, metadata = message.get("text"), message.get("attachment"), message.get("metadata", "")
    if (text is None) == (attachment is None):
        raise FacebookError(100, detail="message must have text or attachment")
    if text is not None and (not isinstance(text, str) or not text.strip() or len(text) > MOST_TEXT):
        raise FacebookError(100, detail=f"text must have 1 to {MOST_TEXT} characters")
    if not isinstance(metadata, str) or len(metadata) > MOST_METADATA:
        raise FacebookError(100, detail=f"metadata must be text of at most {MOST_METADATA} characters")
    known = isinstance(attachment, dict) and attachment.get("type") in ATTACHMENTS
    if attachment is not None and not (known and isinstance(attachment.get("payload"), dict)):
        raise FacebookError(100, detail="attachment must have a known type and a payload")


def _replies(replies: Any) -> tuple[dict[str, Any], ...]:
    if not isinstance(replies, list) or len(replies) > MOST_REPLIES:
        raise FacebookError(100, detail=f"quick_replies must be a list of at most {MOST_REPLIES}")
    for reply in replies:
        _check_reply(reply)
    return tuple(replies)


def _check_reply(reply: Any) -> None:
    kind = reply.get("content_type") if isinstance(reply, dict) else None
    if kind in ("user_phone_number", "user_email"):
        return
    title, payload = (reply.get("title"), reply.get("payload")) if kind == "text" else (None, None)
    if not isinstance(title, str) or not 0 < len(title) <= MOST_TITLE:
        raise FacebookError(100, detail=f"title of a quick reply must have 1 to {MOST_TITLE} characters")
    if not isinstance(payload, str) or not 0 < len(payload) <= MOST_PAYLOAD:
        raise FacebookError(100, detail=f"payload of a quick reply must have 1 to {MOST_PAYLOAD} characters")
