"""What the Official Account said to a citizen, as Zalo's conversation API lists it. Its form is unverified."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from services.notify.adapters.zalo_api import ZaloApi
from services.notify.domain.conversation import Conversation, Said
from services.notify.usecases.ports import CannotAsk

#: Zalo lists at most so many at a time, the newest first; so many pages are read.
PAGE, PAGES = 10, 5
#: Who wrote: `src` of a message.
OURS, THEIRS = 0, 1
_BEGINNING = datetime.min.replace(tzinfo=UTC)


class ZaloConversation:
    """Implements `Conversations`. `url` is the whole address of the question."""

    def __init__(self, api: ZaloApi, url: str) -> None:
        self._api, self._url = api, url

    def read(self, recipient: str, since: datetime) -> Conversation:
        """Read page after page until `since`."""
        ours: dict[str, Said] = {}
        oldest = None
        for page in range(PAGES):
            listed = self._page(recipient, page * PAGE)
            if not listed and oldest is None:
                raise CannotAsk("an empty conversation of somebody who has written")
            read = [_message(each) for each in listed]
            # What is written meanwhile moves a message onto the next page as well.
            ours |= {said.id: said for is_ours, said in read if is_ours}
            oldest = min((said.at for _, said in read), default=oldest)
            if len(read) < PAGE:
                return Conversation(tuple(ours.values()), _BEGINNING)
            if oldest is not None and oldest < since:
                break
        return Conversation(tuple(ours.values()), oldest or since)

    def _page(self, recipient: str, offset: int) -> list[Any]:
        asked = json.dumps({"user_id": recipient, "offset": offset, "count": PAGE}, separators=(",", ":"))
        listed = self._api.ask(self._url, asked)
        if not isinstance(listed, list):
            raise CannotAsk("no list of messages")
        return listed


def _message(listed: Any) -> tuple[bool, Said]:
    """Return whether a listed message is ours, and what it says; `time` is in milliseconds. Raises CannotAsk."""
    try:
        source, id_, moment = int(listed["src"]), str(listed["message_id"]), int(listed["time"])
        said = Said(id_, datetime.fromtimestamp(moment / 1000, UTC), str(listed.get("message") or ""))
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError, OSError) as error:
        raise CannotAsk("a message of another form") from error
    if source not in (OURS, THEIRS):
        raise CannotAsk("a message of nobody known")
    return source == OURS, said
