"""The lab's page and its JSON API. See ../README.md."""

from __future__ import annotations

import socket
from typing import Any
from urllib.parse import urlsplit

import requests
from flask import Flask, Response, abort, render_template, request

from tests.simulators.base.control import body
from tests.simulators.base.twists import Twist
from tests.simulators.lab.channels import Channel
from tests.simulators.lab.people import CITIZENS
from tests.simulators.lab.sample import picture
from tests.simulators.lab.stage import Stage
from tests.simulators.pbx import VENDORS

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "media-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


def create_app(stage: Stage) -> Flask:
    """Return the app; it asks nobody who they are and belongs on a developer's machine."""
    app = Flask(__name__)
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.after_request(_guarded)
    _add_pages(app, stage)
    _add_api(app, stage)
    return app


def _add_pages(app: Flask, stage: Stage) -> None:
    @app.get("/")
    def show() -> str:
        return render_template(
            "lab.html",
            citizens=CITIZENS,
            places=stage.places,
            twists=[each.value for each in Twist],
            vendors=list(VENDORS),
        )

    @app.get("/lab/sample.jpg")
    def show_sample() -> Response:
        return Response(picture(), mimetype="image/jpeg")

    @app.get("/lab/people")
    def list_people() -> dict[str, Any]:
        return {"people": [each.as_json() for each in CITIZENS]}

    @app.get("/lab/health")
    def health() -> dict[str, bool]:
        return {name: _listens(url) for name, url in stage.places.servers().items()}


def _add_api(app: Flask, stage: Stage) -> None:
    @app.post("/lab/<channel>/<who>/<what>")
    def act(channel: str, who: str, what: str) -> Any:
        return _acted(_channel(stage, channel), who, what)

    @app.get("/lab/<channel>/<who>/inbox")
    def inbox(channel: str, who: str) -> dict[str, Any]:
        return {"messages": _channel(stage, channel).inbox(who)}

    @app.get("/lab/phone/<who>/calls")
    def calls(who: str) -> dict[str, Any]:
        return {"calls": stage.phone.calls(who)}

    @app.get("/lab/threads")
    def threads() -> dict[str, Any]:
        """Everything of one person: `?zalo=…&facebook=…&sms=…&phone=…&mail=…&web=…&mobile=…`."""
        asked = {name: who for name, who in request.args.items() if name in stage.channels}
        return {name: stage.channels[name].thread(who) for name, who in asked.items()}


def _channel(stage: Stage, name: str) -> Channel:
    if name not in stage.channels:
        abort(404)
    return stage.channels[name]


def _acted(channel: Channel, who: str, what: str) -> Any:
    try:
        return channel.act(who, what, body())
    except (requests.RequestException, OSError) as away:
        return {"error": type(away).__name__}, 502
    except (LookupError, ValueError, TypeError) as wrong:
        return {"error": f"{type(wrong).__name__}: {wrong}"}, 400


def _guarded(response: Response) -> Response:
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _listens(url: str) -> bool:
    parts = urlsplit(url)
    try:
        with socket.create_connection((parts.hostname or "127.0.0.1", parts.port or 80), timeout=0.3):
            return True
    except OSError:
        return False
