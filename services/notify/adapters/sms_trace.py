"""Which of our messages a receipt is about when its id is one we never heard: the answer with it was lost."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pymongo.collection import Collection
from pymongo.database import Database

from services.notify.domain.message import SMS, State
from services.notify.domain.sms.number import international
from services.notify.domain.sms.shorten import Style

#: Of the words an SMSC repeats, so many must be there, and agree.
LEAST, MOST = 4, 15


class SmsTrace:
    """Asks the ledger for the one message to this telephone whose fate nobody knows and that begins alike."""

    def __init__(self, database: Database[Any], style: Style) -> None:
        self._messages: Collection[Any] = database["messages"]
        self._style = style

    def __call__(self, id_: str, phone: str, words: str) -> str | None:
        """Return our own id of the message; None where the ledger knows the id, or where there is any doubt."""
        number = international(phone)
        if number is None or len(words) < LEAST or self._messages.find_one({"channel": SMS, "provider_id": id_}, {}):
            return None
        unsettled = {
            "channel": SMS,
            "recipient": {"$in": [f"+{number}", number, f"0{number[2:]}"]},
            "state": {"$in": [State.CLAIMED.value, State.UNCERTAIN.value]},
        }
        found = [each for each in self._messages.find(unsettled, limit=20) if self._begins(each, words)]
        return str(found[0]["message_id"]) if len(found) == 1 else None

    def _begins(self, document: Mapping[str, Any], words: str) -> bool:
        return self._style.written(document["text"])[:MOST].startswith(words[:MOST])
