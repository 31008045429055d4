"""What every page knows: whose province it is and where its files are."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask, current_app, url_for

#: Shown until the catalogue has told us more.
UNKNOWN_PROVINCE = {"slug": "", "name": "", "hotline": "1022", "email": "", "web": ""}


def register(app: Flask, province: Callable[[], Mapping[str, Any]] | None) -> None:
    """Give templates of `app` `province` and `asset(endpoint, file)`."""
    read = province or dict

    def known() -> dict[str, Mapping[str, Any]]:
        return {"province": {**UNKNOWN_PROVINCE, **read()}}

    app.context_processor(known)
    app.jinja_env.globals["asset"] = asset


def asset(endpoint: str, file: str) -> str:
    """Return the address of a file; it changes with the content, so browsers may keep it long."""
    owner = current_app.blueprints[endpoint.partition(".")[0]] if "." in endpoint else current_app
    return url_for(endpoint, filename=file, v=_digest(Path(str(owner.static_folder)) / file))


@cache
def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()[:10]
