"""Receipts over HTTP: a mail server (or the catcher of a developer's machine) that can say whether it has a message."""

from __future__ import annotations

from http.client import HTTPException
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import urlopen

from services.notify.domain.finding import ACCEPTED, NOBODY_KNOWS, NOT_ACCEPTED, Finding
from services.notify.domain.message import Message


class HttpReceipts:
    """`url` contains `{message_id}`. 200 means accepted, 404 surely not; anything else, that nobody knows."""

    def __init__(self, url: str, timeout: float = 3.0) -> None:
        self._url = url
        self._timeout = timeout

    def ask(self, message: Message) -> Finding:
        """Ask about one message. The Message-ID goes without angle brackets."""
        url = self._url.replace("{message_id}", quote(message.message_id, safe="@.-"))
        try:
            with urlopen(url, timeout=self._timeout) as response:  # noqa: S310 - the settings allow http(s) only
                return ACCEPTED if response.status == 200 else NOBODY_KNOWS
        except HTTPError as error:
            return NOT_ACCEPTED if error.code == 404 else NOBODY_KNOWS
        except (OSError, HTTPException):
            return NOBODY_KNOWS
