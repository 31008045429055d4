"""The editors' desk of the portal over HTTP."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from services.routing.adapters.delegated_calls import DelegatedCalls
from services.routing.usecases.publications import Document, PublishAway

AUDIENCE = "publish"
PATH = "/desk/publications"


class HttpPublications(DelegatedCalls):
    """Port `Publications`. `seconds` is how long one answer is waited for: drawing a picture takes some."""

    def __init__(self, url: str, key: str, seconds: float) -> None:
        super().__init__(url, key, seconds, audience=AUDIENCE, away=PublishAway)

    def queue(self, account: str, asked: Mapping[str, str]) -> Document:
        """Ask for the list."""
        return self._said("GET", PATH, account, params=dict(asked))

    def open(self, account: str, code: str) -> Document:
        """Ask for one."""
        return self._said("GET", _of(code), account)

    def publish(self, account: str, code: str, version: str) -> Document:
        """Ask to publish."""
        return self._said("POST", f"{_of(code)}/publish", account, params={"version": version})

    def withhold(self, account: str, code: str, version: str, ground: str, reason: str) -> Document:
        """Ask to withhold."""
        body = {"version": version, "ground": ground, "reason": reason}
        return self._said("POST", f"{_of(code)}/withhold", account, json=body)

    def hide(self, account: str, code: str, version: str, part: str, words: str) -> Document:
        """Ask to hide."""
        return self._said("POST", f"{_of(code)}/hide", account, json={"version": version, "part": part, "words": words})

    def show(self, account: str, code: str, version: str, part: str, place: Sequence[int], reason: str) -> Document:
        """Ask to show."""
        start, end = place
        body = {"version": version, "part": part, "start": start, "end": end, "reason": reason}
        return self._said("POST", f"{_of(code)}/show", account, json=body)

    def let_out(
        self, account: str, code: str, version: str, picture: str, alt: str, covers: Sequence[Mapping[str, float]]
    ) -> Document:
        """Ask to let a picture out."""
        body = {"version": version, "alt": alt, "covers": [dict(each) for each in covers]}
        return self._said("PUT", f"{_of(code)}/photos/{quote(picture, safe='')}", account, json=body)

    def take_out(self, account: str, code: str, version: str, picture: str) -> Document:
        """Ask to take it out."""
        path = f"{_of(code)}/photos/{quote(picture, safe='')}/removal"
        return self._said("POST", path, account, params={"version": version})

    def drawing(self, account: str, drawing: str) -> bytes:
        """Ask for a drawing."""
        content: bytes = self.asked("GET", f"{PATH}/drawings/{quote(drawing, safe='')}", account).content
        return content

    def _said(self, method: str, path: str, account: str, **more: Any) -> Document:
        said: Document = self.asked(method, path, account, **more).json()
        return said


def _of(code: str) -> str:
    return f"{PATH}/{quote(code, safe='')}"
