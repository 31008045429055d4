"""Conversations of the page with one user, and the messages in them, the newest first.

Facebook tells what only the newest twenty messages say; of older ones there are ids and times.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from flask import Blueprint, request

from tests.simulators.facebook.errors import FacebookError
from tests.simulators.facebook.people import Directory, Heard, Sent

TOLD, MOST_AT_ONCE, AT_ONCE = 20, 100, 25
KNOWN = {"id", "created_time", "from", "to", "message"}
_MESSAGES = re.compile(r"messages(?:\.limit\((\d+)\))?\{([a-z_,]+)\}")


def conversations(directory: Directory, page_id: str, check: Callable[[str], None]) -> Blueprint:
    """Return the two endpoints; `check` refuses wrong tokens and versions, and plays planned errors."""
    blueprint = Blueprint("conversations", __name__)
    messages = _Messages(directory, page_id)

    @blueprint.get("/<version>/<page>/conversations")
    def find_conversation(version: str, page: str) -> dict[str, Any]:
        check(version)
        if page not in ("me", page_id) or request.args.get("platform", "messenger") != "messenger":
            raise FacebookError(100, 0, "Unsupported request")
        user = request.args.get("user_id", "")
        if directory.find(user) is None or not directory.conversation(user):
            return {"data": []}
        return {"data": [{"id": f"t_{user}"} | messages.of(user, request.args.get("fields", "id"))]}

    @blueprint.get("/<version>/t_<user>/messages")
    def list_messages(version: str, user: str) -> dict[str, Any]:
        check(version)
        limit, fields = request.args.get("limit", str(AT_ONCE)), request.args.get("fields", "id,created_time")
        return messages.page(user, limit, fields, request.args.get("after", ""))

    return blueprint


class _Messages:
    def __init__(self, directory: Directory, page_id: str) -> None:
        self._directory, self._page_id = directory, page_id

    def of(self, user: str, fields: str) -> dict[str, Any]:
        """Return the part `messages` of a conversation, where `fields` ask for it."""
        if fields == "id":
            return {}
        asked = _MESSAGES.fullmatch(fields)
        if asked is None:
            raise FacebookError(100, 0, "fields must be id or messages{…}")
        return {"messages": self.page(user, asked[1] or str(AT_ONCE), asked[2], "")}

    def page(self, user: str, limit: str, fields: str, after: str) -> dict[str, Any]:
        """Return messages that are older than the one whose id is `after`."""
        names = fields.split(",")
        if not limit.isdigit() or not 0 < int(limit) <= MOST_AT_ONCE or not set(names) <= KNOWN:
            raise FacebookError(100, 0, "limit or fields")
        said = self._directory.conversation(user)
        start = next((place for place, each in enumerate(said, 1) if each.mid == after), 0)
        if after and not start:
            raise FacebookError(100, 0, "after is no cursor")
        end = start + int(limit)
        told = [self._told(each, names, whole=place < TOLD) for place, each in enumerate(said)][start:end]
        paging = {"cursors": {"after": said[min(end, len(said)) - 1].mid}} if told else {}
        more = {"next": f"{request.base_url}?after={said[end - 1].mid}"} if end < len(said) else {}
        return {"data": told, "paging": paging | more}

    def _told(self, said: Sent | Heard, names: list[str], *, whole: bool) -> dict[str, Any]:
        user = said.to if isinstance(said, Sent) else said.user
        person = self._directory.find(user)
        page, citizen = {"id": self._page_id, "name": "Tổng đài"}, {"id": user, "name": person.name if person else ""}
        ours = isinstance(said, Sent)
        message = {
            "id": said.mid,
            "created_time": said.at.strftime("%Y-%m-%dT%H:%M:%S+0000"),
            "from": page if ours else citizen,
            "to": {"data": [citizen if ours else page]},
            "message": said.text,
        }
        known = names if whole else [name for name in names if name in ("id", "created_time")]
        return {name: message[name] for name in message if name in known or name == "id"}
