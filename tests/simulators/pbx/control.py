"""The telephone system's part of the control API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, abort

from tests.simulators.base.control import body
from tests.simulators.base.twists import Twist
from tests.simulators.pbx.calls import Call

if TYPE_CHECKING:
    from tests.simulators.pbx.simulator import PbxSimulator


def control(pbx: PbxSimulator) -> Blueprint:
    """Return /control/calls, /control/say and /control/settings."""
    blueprint = Blueprint("pbx-control", __name__, url_prefix="/control")

    @blueprint.get("/calls")
    def list_calls() -> dict[str, Any]:
        return {"calls": [each.as_json() for each in pbx.calls()]}

    @blueprint.post("/say")
    def say() -> dict[str, Any]:
        try:
            call = act(pbx, body())
        except (LookupError, ValueError) as wrong:
            abort(400, str(wrong))
        told = [each for each in pbx.courier.deliveries() if call.id in each.webhook.body.decode("utf-8", "replace")]
        return {**call.as_json(), "deliveries": [each.as_json() for each in told]}

    @blueprint.post("/settings")
    def change_settings() -> dict[str, Any]:
        pbx.webhook_url = str(body().get("webhook_url", pbx.webhook_url))
        return {"webhook_url": pbx.webhook_url}

    return blueprint


def act(pbx: PbxSimulator, wanted: dict[str, Any]) -> Call:
    """Play `{scenario, phone, vendor, order, twist}`, or do one step: `{do: ring, phone, vendor, branch}`, then
    `{do: answer|hangup|voicemail|busy, call}`. Raises LookupError or ValueError.
    """
    twist, vendor = Twist(wanted.get("twist", "none")), wanted.get("vendor", "zorio")
    if "scenario" in wanted:
        order = wanted.get("order", "given")
        return pbx.play(wanted["scenario"], wanted.get("phone", ""), vendor, order=order, twist=twist)
    if wanted.get("do") == "ring":
        return pbx.ring(wanted.get("phone", ""), vendor, wanted.get("branch", "phan-anh"), twist)
    call = pbx.call(wanted["call"])
    steps = {
        "answer": lambda: pbx.answer(call, wanted.get("extension", "101"), twist),
        "hangup": lambda: pbx.end(call, twist=twist),
        "voicemail": lambda: pbx.end(call, "voicemail", twist=twist),
        "busy": lambda: pbx.end(call, "busy", twist=twist),
    }
    if wanted.get("do") not in steps:
        raise ValueError(f"do is one of ring, {', '.join(steps)}")
    steps[wanted["do"]]()
    return call
