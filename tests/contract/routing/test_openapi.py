"""The desk's API and its contract are the same, and no request the contract allows or forbids upsets the service."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import schemathesis
from hypothesis import settings
from openapi_spec_validator import validate

from tests.unit.routing.builders import code
from tests.unit.routing.site import DeskSite

COMMITTED = Path(__file__).parents[3] / "contracts" / "openapi" / "routing.json"
DESK = DeskSite()
schema = schemathesis.openapi.from_wsgi("/api/openapi.json", DESK.app)
#: For real codes, which take the place of whatever was generated: what is wrong elsewhere is tried with `schema`.
well_formed = schemathesis.openapi.from_wsgi("/api/openapi.json", DESK.app)
well_formed.config.generation.update(modes=[schemathesis.GenerationMode.POSITIVE])


def test_the_contract_is_valid_openapi() -> None:
    validate(DESK.app.test_client().get("/api/openapi.json").json)


def test_the_committed_contract_is_what_the_service_says() -> None:
    assert json.loads(COMMITTED.read_text("utf-8")) == DESK.app.test_client().get("/api/openapi.json").json


@pytest.mark.parametrize("who", ["operator", "ward", None])
@schema.parametrize()
@settings(max_examples=25, deadline=None)
def test_every_answer_keeps_the_contract(case: schemathesis.Case, who: str | None) -> None:
    keep(case, who)


@pytest.mark.parametrize(("who", "number"), [("ward", 1), ("operator", 4)])
@well_formed.parametrize()
@settings(max_examples=25, deadline=None)
def test_every_answer_about_real_cases_keeps_the_contract(case: schemathesis.Case, who: str, number: int) -> None:
    if "code" in case.path_parameters:
        case.path_parameters["code"] = code(number)
    keep(case, who)


def keep(case: schemathesis.Case, who: str | None) -> None:
    """Call as somebody; schemathesis checks status, headers and body against the contract."""
    headers = {"Authorization": f"Bearer {DESK.tokens[who]}"} if who else {}
    response = case.call_and_validate(headers=headers)
    assert response.status_code < 500
    if response.status_code >= 400:
        assert response.headers["content-type"][0] == "application/problem+json"
