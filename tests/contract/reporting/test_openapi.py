"""The API and its committed contract are the same, and no request the contract allows or forbids upsets the service."""

from __future__ import annotations

import json
from pathlib import Path

import schemathesis
from hypothesis import settings
from openapi_spec_validator import validate

from tests.unit.reporting.site import site

COMMITTED = Path(__file__).parents[3] / "contracts" / "openapi" / "reporting.json"
APP = site()
PAPER = r"\.pdf$"
schema = schemathesis.openapi.from_wsgi("/api/openapi.json", APP)


def test_the_committed_contract_is_what_the_service_says() -> None:
    assert json.loads(COMMITTED.read_text("utf-8")) == APP.test_client().get("/api/openapi.json").json


def test_the_contract_is_valid_openapi() -> None:
    validate(json.loads(COMMITTED.read_text("utf-8")))


@schema.exclude(path_regex=PAPER).parametrize()
@settings(max_examples=40, deadline=None)
def test_every_answer_keeps_the_contract(case: schemathesis.Case) -> None:
    response = case.call_and_validate()
    assert response.status_code < 500
    if response.status_code >= 400:
        assert response.headers["content-type"][0] == "application/problem+json"


@schema.include(path_regex=PAPER).parametrize()
@settings(max_examples=3, deadline=None)
def test_every_paper_keeps_the_contract(case: schemathesis.Case) -> None:
    """Each is laid out in a process of its own: a few are enough."""
    response = case.call_and_validate()
    assert response.status_code < 500
    if response.status_code >= 400:
        assert response.headers["content-type"][0] == "application/problem+json"
