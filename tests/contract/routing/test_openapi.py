"""The desk's API and its contract are the same, and no request the contract allows or forbids upsets the service."""

from __future__ import annotations

import json
from pathlib import Path

import schemathesis
from hypothesis import settings
from openapi_spec_validator import validate
from schemathesis import GenerationMode
from schemathesis.config import SchemathesisConfig

from tests.unit.routing.builders import code
from tests.unit.routing.site import DeskSite

COMMITTED = Path(__file__).parents[3] / "contracts" / "openapi" / "routing.json"
DESK = DeskSite()


def contract_for(who: str, *modes: GenerationMode) -> schemathesis.BaseSchema:
    """Return the contract for somebody with a token, except in requests that try what becomes of others."""
    auth = {"auth": {"openapi": {"token": {"bearer": DESK.tokens[who]}}}}
    found = schemathesis.openapi.from_wsgi("/api/openapi.json", DESK.app, config=SchemathesisConfig.from_dict(auth))
    found.config.generation.update(modes=list(modes))
    return found


BOTH = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
for_operators, for_officers = contract_for("operator", *BOTH), contract_for("ward", *BOTH)
#: For real codes, which take the place of whatever was generated: what is wrong elsewhere is tried with the others.
well_formed = contract_for("ward", GenerationMode.POSITIVE)


def test_the_contract_is_valid_openapi() -> None:
    validate(DESK.app.test_client().get("/api/openapi.json").json)


def test_the_committed_contract_is_what_the_service_says() -> None:
    assert json.loads(COMMITTED.read_text("utf-8")) == DESK.app.test_client().get("/api/openapi.json").json


@for_operators.parametrize()
@settings(max_examples=40, deadline=None)
def test_every_answer_to_operators_keeps_the_contract(case: schemathesis.Case) -> None:
    keep(case)


@for_officers.parametrize()
@settings(max_examples=40, deadline=None)
def test_every_answer_to_officers_keeps_the_contract(case: schemathesis.Case) -> None:
    keep(case)


@well_formed.parametrize()
@settings(max_examples=40, deadline=None)
def test_every_answer_about_a_real_case_keeps_the_contract(case: schemathesis.Case) -> None:
    if "code" in case.path_parameters:
        case.path_parameters["code"] = code(1)
    keep(case)


def keep(case: schemathesis.Case) -> None:
    """Call; schemathesis checks status, headers and body against the contract."""
    response = case.call_and_validate()
    assert response.status_code < 500
    if response.status_code >= 400:
        assert response.headers["content-type"][0] == "application/problem+json"
