"""What the page said to a citizen, as the Graph API's conversations list it. Which fields come is unverified."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from services.notify.adapters.facebook_sender import Page
from services.notify.adapters.provider_http import NoAnswer, NotSent, ProviderHttp
from services.notify.domain.conversation import Conversation, Said
from services.notify.usecases.ports import CannotAsk

#: Facebook tells the words of the newest twenty of a conversation.
MOST = 20
_BEGINNING = datetime.min.replace(tzinfo=UTC)


class FacebookConversation:
    """Implements `Conversations`. `path` comes after the API's version."""

    def __init__(self, page: Page, http: ProviderHttp, path: str) -> None:
        self._page, self._http = page, http
        self._url = page.url + path

    def read(self, recipient: str, since: datetime) -> Conversation:
        """Read the newest messages; one question, whatever `since` is, because the platform tells no more."""
        listed, more = self._listed(recipient)
        if not listed:
            raise CannotAsk("an empty conversation of somebody who has written")
        read = [_message(each, recipient) for each in listed]
        ours = tuple(said for is_ours, said in read if is_ours)
        return Conversation(ours, min(said.at for _, said in read) if more else _BEGINNING)

    def _listed(self, recipient: str) -> tuple[list[Any], bool]:
        """Return what is listed, and whether older messages are not."""
        fields = f"messages.limit({MOST}){{id,created_time,from,message}}"
        asked = {"platform": "messenger", "user_id": recipient, "fields": fields}
        try:
            reply = self._http.get(self._url, params=asked, headers={"Authorization": f"Bearer {self._page.token}"})
        except (NotSent, NoAnswer) as error:
            raise CannotAsk(f"{error}") from error
        if reply.status != 200:
            raise CannotAsk(f"HTTP {reply.status}{_code(reply.json().get('error'))}")
        return _messages(reply.json())


def _code(error: Any) -> str:
    return f", error {error.get('code')}" if isinstance(error, dict) else ""


def _messages(answer: dict[str, Any]) -> tuple[list[Any], bool]:
    try:
        conversations = answer["data"]
        if not conversations:
            return [], False
        (only,) = conversations
        listed = only["messages"]["data"]
        return list(listed), len(listed) >= MOST or "next" in only["messages"].get("paging", {})
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise CannotAsk("no list of messages") from error


def _message(listed: Any, recipient: str) -> tuple[bool, Said]:
    """Return whether a listed message is ours, and what it says. Raises CannotAsk."""
    try:
        moment = datetime.fromisoformat(listed["created_time"]).astimezone(UTC)
        said = Said(str(listed["id"]), moment, str(listed.get("message") or ""))
        return str(listed["from"]["id"]) != recipient, said
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise CannotAsk("a message of another form") from error
