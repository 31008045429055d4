"""A service that only shows a site, for the kit's own tests."""

from __future__ import annotations

from typing import Any

import eventlet
from flask import Flask, request

from services.kit.service import Site, Wired
from services.kit.settings import CommonSettings, common


def create_app(_: Any) -> Flask:
    """Return an app that echoes, sleeps and breaks."""
    app = Flask(__name__)

    @app.post("/echo")
    def echo() -> bytes:
        return request.get_data()

    @app.get("/slow")
    def slow() -> str:
        eventlet.sleep(1.5)
        return "done"

    return app


class SiteService:
    """No queue at all."""

    name = "site"
    app = Wired(lambda settings: object(), lambda env: CommonSettings(**common(env, "site")))
    site = Site(create_app)
