"""Zalo's part of the control API."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

from flask import Blueprint, abort, request

from tests.simulators.base.control import body
from tests.simulators.base.courier import Delivery
from tests.simulators.base.twists import Twist

if TYPE_CHECKING:
    from tests.simulators.zalo.simulator import ZaloSimulator


def control(zalo: ZaloSimulator) -> Blueprint:
    """Return /control/sent, /control/say, /control/tokens, /control/templates and /control/settings."""
    blueprint = Blueprint("zalo-control", __name__, url_prefix="/control")

    @blueprint.get("/sent")
    def list_sent() -> dict[str, Any]:
        return {"messages": zalo.sent(request.args.get("to", ""))}

    @blueprint.delete("/sent")
    def forget_sent() -> dict[str, Any]:
        zalo.directory.forget_sent()
        return {"messages": []}

    @blueprint.post("/say")
    def say() -> dict[str, Any]:
        try:
            return act(zalo, body()).as_json()
        except (KeyError, LookupError, ValueError) as wrong:
            abort(400, str(wrong))

    _add_account(blueprint, zalo)
    return blueprint


def _add_account(blueprint: Blueprint, zalo: ZaloSimulator) -> None:
    @blueprint.post("/tokens")
    def change_tokens() -> dict[str, Any]:
        wanted = body()
        zalo.tokens.access_seconds = int(wanted.get("access_seconds", zalo.tokens.access_seconds))
        zalo.tokens.refresh_seconds = int(wanted.get("refresh_seconds", zalo.tokens.refresh_seconds))
        if wanted.get("expire"):
            zalo.tokens.expire()
        if wanted.get("revoke"):
            zalo.tokens.revoke()
        return {"refreshes": zalo.tokens.refreshes, "access_seconds": zalo.tokens.access_seconds}

    @blueprint.post("/templates")
    def register_template() -> dict[str, Any]:
        wanted = body()
        zalo.register_template(
            str(wanted["id"]),
            {name: int(most) for name, most in wanted["params"].items()},
            str(wanted.get("text", "")),
            at_night=bool(wanted.get("at_night", True)),
            approved=bool(wanted.get("approved", True)),
        )
        return {"id": wanted["id"]}

    @blueprint.post("/settings")
    def change_settings() -> dict[str, Any]:
        for name in ("night_rule", "echoes", "receipts", "webhook_url"):
            if name in body():
                setattr(zalo, name, body()[name])
        return {"night_rule": zalo.night_rule, "echoes": zalo.echoes, "receipts": zalo.receipts}


def act(zalo: ZaloSimulator, wanted: dict[str, Any]) -> Delivery:
    """Let `user` do what `kind` says: {user, kind, …, twist}. Raises KeyError, LookupError or ValueError."""
    user, twist = str(wanted["user"]), Twist(wanted.get("twist", "none"))
    acts = {
        "text": lambda: zalo.say(
            user, wanted["text"], name=wanted.get("name", ""), msg_id=wanted.get("msg_id", ""), twist=twist
        ),
        "press": lambda: zalo.press(user, wanted["title"], twist),
        "follow": lambda: zalo.follow(user, wanted.get("name", ""), twist),
        "unfollow": lambda: zalo.unfollow(user, twist),
        "location": lambda: zalo.send_location(user, wanted["latitude"], wanted["longitude"], twist),
        "see": lambda: zalo.see(user, wanted["message_id"], twist),
        "info": lambda: zalo.share_info(user, wanted["name"], wanted["phone"], twist),
        "file": lambda: zalo.send_file(
            user,
            wanted.get("type", "image"),
            wanted["name"],
            base64.b64decode(wanted["content"]),
            text=wanted.get("text", ""),
            twist=twist,
        ),
    }
    if wanted.get("kind") not in acts:
        raise ValueError(f"kind is one of {', '.join(acts)}")
    return acts[wanted["kind"]]()
