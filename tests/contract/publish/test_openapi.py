"""The API and its committed contract are the same, and no request the contract allows or forbids upsets the service."""

from __future__ import annotations

import json
from pathlib import Path

import schemathesis
from hypothesis import settings
from openapi_spec_validator import validate
from schemathesis.config import SchemathesisConfig

from tests.unit.publish.site import EDITOR_TOKEN, a_site

COMMITTED = Path(__file__).parents[3] / "contracts" / "openapi" / "publish.json"
APP = a_site()


def contract_for(token: str) -> schemathesis.BaseSchema:
    """Return the contract for who holds a token, except in requests that try what becomes of those without."""
    auth = {"auth": {"openapi": {"token": {"bearer": token}}}}
    return schemathesis.openapi.from_wsgi("/api/openapi.json", APP, config=SchemathesisConfig.from_dict(auth))


for_strangers, for_editors = contract_for("guessed"), contract_for(EDITOR_TOKEN)


def test_the_committed_contract_is_what_the_service_says() -> None:
    assert json.loads(COMMITTED.read_text("utf-8")) == APP.test_client().get("/api/openapi.json").json


def test_the_contract_is_valid_openapi() -> None:
    validate(json.loads(COMMITTED.read_text("utf-8")))


@for_strangers.parametrize()
@settings(max_examples=20, deadline=None)
def test_every_answer_to_strangers_keeps_the_contract(case: schemathesis.Case) -> None:
    keep(case)


@for_editors.parametrize()
@settings(max_examples=20, deadline=None)
def test_every_answer_to_editors_keeps_the_contract(case: schemathesis.Case) -> None:
    keep(case)


def keep(case: schemathesis.Case) -> None:
    """Send it; whatever is refused is refused as a problem."""
    response = case.call_and_validate()
    assert response.status_code < 500
    if response.status_code >= 400:
        assert response.headers["content-type"][0] == "application/problem+json"
