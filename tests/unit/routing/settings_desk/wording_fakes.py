"""The words of notify's own use cases behind the desk's port, with no process between."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask.testing import FlaskClient

from services.kit.failures import Rejected
from services.routing.adapters.http_words import HttpWords
from services.routing.domain.auditing import AuditEntry
from services.routing.usecases.wording import NotifyAway
from tests.unit.notify.words.test_words_api import ask, words_client


class MemoryAuditNotes:
    """Port `Audit`; `written` counts what was new."""

    def __init__(self) -> None:
        self.entries: dict[str, AuditEntry] = {}
        self.written = 0

    def write(self, entry: AuditEntry) -> None:
        self.note({str(self.written): entry})

    def note(self, entries: Mapping[str, AuditEntry]) -> None:
        new = {name: entry for name, entry in entries.items() if name not in self.entries}
        self.entries |= new
        self.written += len(new)


class _Answer:
    def __init__(self, answer: Any) -> None:
        self._answer = answer

    def json(self) -> Any:
        return self._answer.json


class WordsInside(HttpWords):
    """Port `MessageWords`; `away` and `loses` are what can happen on the way."""

    def __init__(self) -> None:
        self.client: FlaskClient = words_client()
        self.away = self.loses = False

    def asked(self, method: str, path: str, account: str | None = None, **more: Any) -> Any:
        if self.away:
            raise NotifyAway("away")
        answer = ask(self.client, method, f"/api{path}", str(account), **more.get("json", {}))
        if self.loses:
            raise NotifyAway("lost the answer")
        if answer.status_code >= 400:
            said = answer.get_json(force=True)
            raise Rejected(said["slug"], said["detail"], said["detail_en"], errors=said.get("errors", []))
        return _Answer(answer)
