"""The block list over HTTP, by the hotline service's API."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from services.routing.adapters.http_hotline import HttpHotline
from services.routing.usecases.blocking import Blocked


class HttpBlocks:
    """Port `BlockList`."""

    def __init__(self, hotline: HttpHotline) -> None:
        self._hotline = hotline

    def all(self, account: str) -> Sequence[Blocked]:
        """Ask for the list."""
        found = self._hotline.asked("GET", "/blocks", account).json()
        plain = ("kind", "value", "reason", "by")
        return [
            Blocked(
                since=datetime.fromisoformat(each["since"]),
                until=datetime.fromisoformat(each["until"]),
                **{name: each[name] for name in plain},
            )
            for each in found
        ]

    def block(self, account: str, kind: str, value: str, *, reason: str, days: int) -> None:
        """Ask for an entry; asked twice, there is one."""
        body = {"kind": kind, "value": value, "reason": reason, "days": days}
        self._hotline.asked("POST", "/blocks", account, json=body)

    def unblock(self, account: str, kind: str, value: str) -> None:
        """Ask to take an entry out."""
        self._hotline.asked("POST", "/blocks/removals", account, json={"kind": kind, "value": value})
