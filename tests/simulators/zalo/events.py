"""The bodies of Zalo's webhooks. Ids and times are text."""

from __future__ import annotations

from typing import Any

#: Attachments of the message kinds whose name is also the attachment's type.
FILE_KINDS = ("image", "file", "audio", "video", "sticker", "gif", "link")


class Events:
    """Makes events of one app and one OA."""

    def __init__(self, app_id: str, oa_id: str) -> None:
        self._app_id, self._oa_id = app_id, oa_id

    def from_user(self, name: str, user: str, at: int, message: dict[str, Any] | None = None) -> dict[str, Any]:
        """Return an event of a user towards the OA."""
        event = self._common(name, at) | {"user_id_by_app": user[::-1]}
        return event | _between(user, self._oa_id) | ({"message": message} if message else {})

    def from_oa(self, name: str, user: str, at: int, message: dict[str, Any]) -> dict[str, Any]:
        """Return an event of the OA towards a user: echoes, receipts."""
        return self._common(name, at) | _between(self._oa_id, user) | {"message": message}

    def following(self, name: str, user: str, at: int) -> dict[str, Any]:
        """Return `follow` or `unfollow`: they name the follower, and no sender."""
        common = self._common(name, at) | {"user_id_by_app": user[::-1], "oa_id": self._oa_id}
        return common | {"source": "oa_profile", "follower": {"id": user}}

    def submitted_info(self, user: str, at: int, info: dict[str, Any]) -> dict[str, Any]:
        """Return what arrives when a user fills in the form that asks for name and telephone."""
        return self.from_user("user_submit_info", user, at) | {"info": info}

    def _common(self, name: str, at: int) -> dict[str, Any]:
        return {"app_id": self._app_id, "event_name": name, "timestamp": str(at)}


def attachment(kind: str, url: str, name: str, size: int) -> dict[str, Any]:
    """Return an attachment with a file at `url`; `size` in bytes."""
    payload: dict[str, Any] = {"url": url}
    if kind in ("image", "gif", "video"):
        payload["thumbnail"] = url
    if kind == "file":
        payload |= {"name": name, "size": str(size), "type": name.rpartition(".")[2]}
    return {"type": kind, "payload": payload}


def location(latitude: float, longitude: float) -> dict[str, Any]:
    """Return an attachment with a place."""
    return {"type": "location", "payload": {"coordinates": {"latitude": str(latitude), "longitude": str(longitude)}}}


def _between(sender: str, recipient: str) -> dict[str, Any]:
    return {"sender": {"id": sender}, "recipient": {"id": recipient}}
