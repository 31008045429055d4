"""Files a provider serves for a while at addresses nobody can guess."""

from __future__ import annotations

import mimetypes
import secrets
import threading
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import quote

from flask import Blueprint, Response

from tests.simulators.base.clock import Clock


@dataclass(frozen=True, slots=True)
class Kept:
    """A file until it expires."""

    name: str
    content: bytes
    until: datetime


class Files:
    """Keeps files and serves them at /files/<key>/<name>; afterwards there is nothing but 404."""

    def __init__(self, clock: Clock, lifetime: timedelta = timedelta(hours=24)) -> None:
        self.lifetime = lifetime
        self._clock = clock
        self._lock = threading.Lock()
        self._kept: dict[str, Kept] = {}

    def keep(self, name: str, content: bytes) -> str:
        """Keep a file and return its path."""
        key = secrets.token_urlsafe(12)
        with self._lock:
            self._kept[key] = Kept(name, content, self._clock.now() + self.lifetime)
        return f"/files/{key}/{quote(name)}"

    def blueprint(self) -> Blueprint:
        """Return the endpoint."""
        blueprint = Blueprint("files", __name__, url_prefix="/files")

        @blueprint.get("/<key>/<path:name>")
        def show(key: str, name: str) -> Response:
            with self._lock:
                kept = self._kept.get(key)
            if kept is None or kept.until < self._clock.now() or kept.name != name:
                return Response(status=404)
            kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
            return Response(kept.content, mimetype=kind)

        return blueprint
