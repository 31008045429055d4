"""The page's part of the control API."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

from flask import Blueprint, abort, request

from tests.simulators.base.control import body
from tests.simulators.base.courier import Delivery
from tests.simulators.base.twists import Twist

if TYPE_CHECKING:
    from tests.simulators.facebook.simulator import FacebookSimulator


def control(facebook: FacebookSimulator) -> Blueprint:
    """Return /control/sent, /control/say, /control/verify and /control/settings."""
    blueprint = Blueprint("facebook-control", __name__, url_prefix="/control")

    @blueprint.get("/sent")
    def list_sent() -> dict[str, Any]:
        return {"messages": facebook.sent(request.args.get("to", ""))}

    @blueprint.delete("/sent")
    def forget_sent() -> dict[str, Any]:
        facebook.directory.forget_sent()
        return {"messages": []}

    @blueprint.post("/say")
    def say() -> dict[str, Any]:
        try:
            return act(facebook, body()).as_json()
        except (KeyError, LookupError, ValueError) as wrong:
            abort(400, str(wrong))

    _add_page(blueprint, facebook)
    return blueprint


def _add_page(blueprint: Blueprint, facebook: FacebookSimulator) -> None:
    @blueprint.post("/verify")
    def verify() -> dict[str, Any]:
        answer = facebook.verify(body().get("token"))
        return {"status": answer.status_code, "answer": answer.text[:200]}

    @blueprint.post("/settings")
    def change_settings() -> dict[str, Any]:
        for name in ("echoes", "receipts", "webhook_url"):
            if name in body():
                setattr(facebook, name, body()[name])
        return {"echoes": facebook.echoes, "receipts": facebook.receipts}


def act(facebook: FacebookSimulator, wanted: dict[str, Any]) -> Delivery:
    """Let `user` do what `kind` says: {user, kind, …, twist}. Raises KeyError, LookupError or ValueError."""
    user, twist, name = str(wanted["user"]), Twist(wanted.get("twist", "none")), wanted.get("name", "")
    acts = {
        "text": lambda: facebook.say(user, wanted["text"], name=name, mid=wanted.get("mid", ""), twist=twist),
        "comment": lambda: facebook.comment(
            user, wanted["text"], name=name, comment_id=wanted.get("comment_id", ""), twist=twist
        ),
        "edit-comment": lambda: facebook.edit_comment(wanted["comment_id"], wanted["text"], twist),
        "remove-comment": lambda: facebook.remove_comment(wanted["comment_id"], twist),
        "press": lambda: facebook.press(user, wanted["title"], twist),
        "postback": lambda: facebook.postback(user, wanted["title"], wanted["payload"], twist),
        "location": lambda: facebook.send_location(user, wanted["latitude"], wanted["longitude"], twist),
        "see": lambda: facebook.see(user, twist),
        "file": lambda: facebook.send_file(
            user, wanted.get("type", "image"), wanted["name"], base64.b64decode(wanted["content"]), twist
        ),
    }
    if wanted.get("kind") not in acts:
        raise ValueError(f"kind is one of {', '.join(acts)}")
    return acts[wanted["kind"]]()
