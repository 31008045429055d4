"""The part of the control API that all simulators have. See ../README.md."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import Blueprint, abort, request

from tests.simulators.base.clock import Clock
from tests.simulators.base.courier import Courier
from tests.simulators.base.faults import Faults


def body() -> dict[str, Any]:
    """Return the JSON object of the request, empty when there is none."""
    given = request.get_json(silent=True)
    return given if isinstance(given, dict) else {}


def control(faults: Faults, clock: Clock, courier: Courier | None) -> Blueprint:
    """Return /control/faults, /control/clock and /control/webhooks."""
    blueprint = Blueprint("control", __name__, url_prefix="/control")
    _add_faults(blueprint, faults)
    _add_clock(blueprint, clock)
    if courier is not None:
        _add_webhooks(blueprint, courier)
    return blueprint


def plan(faults: Faults, wanted: dict[str, Any]) -> None:
    """Plan what a JSON object asks for: {kind, times, path, code, seconds, per_minute, on}. ValueError if unknown."""
    times, path = int(wanted.get("times", 1)), str(wanted.get("path", ""))
    kinds = {
        "fail": lambda: faults.fail(wanted["code"], times, path),
        "slow": lambda: faults.slow(float(wanted["seconds"]), times, path),
        "swallow": lambda: faults.swallow(times, path),
        "hang-up": lambda: faults.hang_up(times, path),
        "drop": lambda: faults.drop(times, path),
        "outage": lambda: faults.outage(bool(wanted.get("on", True))),
        "limit": lambda: faults.limit(wanted.get("per_minute")),
    }
    if wanted.get("kind") not in kinds:
        raise ValueError(f"kind is one of {', '.join(kinds)}")
    kinds[wanted["kind"]]()


def _add_faults(blueprint: Blueprint, faults: Faults) -> None:
    @blueprint.get("/faults")
    def show_faults() -> dict[str, Any]:
        return faults.as_json()

    @blueprint.post("/faults")
    def plan_fault() -> dict[str, Any]:
        try:
            plan(faults, body())
        except (KeyError, TypeError, ValueError) as wrong:
            abort(400, str(wrong))
        return faults.as_json()

    @blueprint.delete("/faults")
    def clear_faults() -> dict[str, Any]:
        faults.clear()
        return faults.as_json()


def _add_clock(blueprint: Blueprint, clock: Clock) -> None:
    @blueprint.get("/clock")
    def show_clock() -> dict[str, Any]:
        return {"now": clock.now().isoformat()}

    @blueprint.post("/clock")
    def set_clock() -> dict[str, Any]:
        wanted = body()
        if "now" in wanted:
            clock.set(datetime.fromisoformat(wanted["now"]))
        elif "advance_seconds" in wanted:
            clock.advance(seconds=float(wanted["advance_seconds"]))
        else:
            clock.reset()
        return {"now": clock.now().isoformat()}


def _add_webhooks(blueprint: Blueprint, courier: Courier) -> None:
    @blueprint.get("/webhooks")
    def list_webhooks() -> dict[str, Any]:
        return {"retries": courier.retries, "deliveries": [each.as_json() for each in courier.deliveries()]}

    @blueprint.post("/webhooks")
    def set_webhooks() -> dict[str, Any]:
        wanted = body()
        courier.retries = bool(wanted.get("retries", courier.retries))
        courier.time_limit = float(wanted.get("time_limit", courier.time_limit))
        courier.delays = tuple(map(float, wanted.get("delays", courier.delays)))
        return {"retries": courier.retries, "time_limit": courier.time_limit, "delays": courier.delays}

    @blueprint.delete("/webhooks")
    def forget_webhooks() -> dict[str, Any]:
        courier.forget()
        return {"deliveries": []}
