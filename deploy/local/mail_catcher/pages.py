"""The HTTP side: a page for people, JSON for tests and for senders who want to know whether a mail was accepted."""

from typing import Any

from flask import Flask, Response, render_template, request

from deploy.local.mail_catcher.mailbox import Mailbox


def create_app(mailbox: Mailbox) -> Flask:
    """Return the WSGI app that shows `mailbox`."""
    app = Flask(__name__)

    @app.get("/")
    def show() -> str:
        to, words = _asked()
        return render_template("mails.html", mails=mailbox.find(to, words)[:200], to=to, words=words)

    @app.get("/messages")
    def search() -> dict[str, Any]:
        return {"messages": [mail.as_json() for mail in mailbox.find(*_asked())]}

    @app.get("/messages/<path:message_id>")
    def look_up(message_id: str) -> tuple[dict[str, Any], int]:
        accepted = mailbox.accepted(message_id)
        return {"accepted": accepted}, 200 if accepted else 404

    @app.delete("/messages")
    def clear() -> Response:
        mailbox.clear()
        return Response(status=204)

    return app


def _asked() -> tuple[str, str]:
    return request.args.get("to", ""), request.args.get("q", "")
