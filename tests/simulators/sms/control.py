"""The gateway's part of the control API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, abort, request

from tests.simulators.base.control import body
from tests.simulators.base.twists import Twist

if TYPE_CHECKING:
    from tests.simulators.sms.simulator import SmsSimulator


def control(sms: SmsSimulator) -> Blueprint:
    """Return /control/sent, /control/say, /control/report and /control/settings."""
    blueprint = Blueprint("sms-control", __name__, url_prefix="/control")

    @blueprint.get("/sent")
    def list_sent() -> dict[str, Any]:
        return {"messages": sms.sent(request.args.get("to", ""))}

    @blueprint.delete("/sent")
    def forget_sent() -> dict[str, Any]:
        sms.outbox.forget()
        return {"messages": []}

    @blueprint.post("/say")
    def say() -> dict[str, Any]:
        wanted = body()
        try:
            more = {name: wanted[name] for name in ("to", "message_id") if name in wanted}
            twist = Twist(wanted.get("twist", "none"))
            return sms.say(wanted["from"], wanted["text"], twist=twist, **more).as_json()
        except (KeyError, ValueError) as wrong:
            abort(400, str(wrong))

    _add_account(blueprint, sms)
    return blueprint


def _add_account(blueprint: Blueprint, sms: SmsSimulator) -> None:
    @blueprint.post("/report")
    def report() -> dict[str, Any]:
        wanted = body()
        try:
            delivered, status = bool(wanted.get("delivered", True)), int(wanted.get("status", 5))
            return sms.report(wanted["sms_id"], delivered=delivered, status=status).as_json()
        except (KeyError, LookupError, ValueError) as wrong:
            abort(400, str(wrong))

    @blueprint.post("/settings")
    def change_settings() -> dict[str, Any]:
        wanted = body()
        for name in ("receipts", "balance", "webhook_url"):
            if name in wanted:
                setattr(sms, name, wanted[name])
        for name in ("blocked", "unreachable", "brandnames"):
            if name in wanted:
                setattr(sms, name, set(wanted[name]))
        return {"receipts": sms.receipts, "balance": sms.balance, "unreachable": sorted(sms.unreachable)}
