"""Dossiers over HTTP: `GET /dossiers/<code>` with a key, and what goes wrong with such systems."""

from __future__ import annotations

import json
from typing import Any, ClassVar

from flask import Blueprint, Response, request

from tests.simulators.base.control import body
from tests.simulators.base.courier import Courier
from tests.simulators.base.simulator import Simulator
from tests.simulators.onestop.credentials import OneStopCredentials
from tests.simulators.onestop.people import SAMPLES

Json = dict[str, Any]
#: What `faults.fail(code)` may be besides a status: answers that are not as agreed.
WRONG_JSON, WRONG_STATE, ANOTHER, ENDLESS, CUT = "wrong-json", "wrong-state", "another", "endless", "cut"


class OneStopSimulator(Simulator):
    """`asked` are the codes that were asked for with the right key, in order."""

    name: ClassVar[str] = "onestop"

    def __init__(self, credentials: OneStopCredentials | None = None) -> None:
        super().__init__(Courier(1.0, ()))
        self.credentials = credentials or OneStopCredentials()
        self.dossiers: dict[str, Json] = {each["code"]: dict(each) for each in SAMPLES}
        self.asked: list[str] = []
        self.app.add_url_rule("/dossiers/<code>", view_func=self._show)
        self.app.register_blueprint(self._control())

    def env(self) -> dict[str, str]:
        """Return the variables of a process under test."""
        return {"DOSSIER_URL": self.url, "DOSSIER_KEY": self.credentials.key}

    def put(self, dossier: Json) -> None:
        """Add a dossier, or put it in the place of the one with its code."""
        self.dossiers[dossier["code"]] = dossier

    def _show(self, code: str) -> Response:
        if request.headers.get("Authorization") != f"Bearer {self.credentials.key}":
            return _problem(401, "unauthenticated")
        self.asked.append(code)
        fault = self.faults.take("fail", request.path)
        if fault is not None:
            return self._failed(str(fault), code)
        found = self.dossiers.get(code)
        return _json(found) if found else _problem(404, "unknown-dossier")

    def _failed(self, fault: str, code: str) -> Response:
        dossier = self.dossiers.get(code) or dict(SAMPLES[0])
        whole = json.dumps(dossier, ensure_ascii=False)
        answers = {
            WRONG_JSON: lambda: Response("<html>Phiên làm việc hết hạn</html>", 200, mimetype="text/html"),
            WRONG_STATE: lambda: _json({**dossier, "state": "dang-xu-ly"}),
            ANOTHER: lambda: _json({**dossier, "code": "H21.99-261110-9999"}),
            ENDLESS: lambda: _json({**dossier, "remark": "x" * 2_000_000}),
            CUT: lambda: Response(whole[: len(whole) // 2], 200, mimetype="application/json"),
        }
        return answers[fault]() if fault in answers else _problem(int(fault), "internal")

    def _control(self) -> Blueprint:
        blueprint = Blueprint("onestop-control", __name__, url_prefix="/control")

        @blueprint.get("/dossiers")
        def listed() -> Json:
            return {"dossiers": list(self.dossiers.values())}

        @blueprint.post("/dossiers")
        def put() -> Json:
            self.put(body())
            return body()

        return blueprint


def _json(said: Json) -> Response:
    return Response(json.dumps(said, ensure_ascii=False), 200, mimetype="application/json")


def _problem(status: int, slug: str) -> Response:
    return Response(json.dumps({"slug": slug}), status, mimetype="application/problem+json")
