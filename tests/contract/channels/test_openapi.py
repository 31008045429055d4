"""The published contracts of the channels hold: whatever is sent, no failure of ours, and every refusal a problem."""

from typing import Any

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from services.intake.web.site import hotline_site, web_site
from tests.contract.channels.worlds import in_memory
from tests.unit.intake.calls.hotlines import hotline_of
from tests.unit.intake.fakes import OPERATOR_TOKEN
from tests.unit.intake.open311.mobile_world import mobile_world

CHECKS = [not_a_server_error, content_type_conformance, response_schema_conformance, status_code_conformance]
WEB = web_site(in_memory().application)
HOTLINE = hotline_site(hotline_of(in_memory().application))
web = schemathesis.openapi.from_wsgi("/api/openapi.json", WEB)
hotline = schemathesis.openapi.from_wsgi("/api/openapi.json", HOTLINE)
MOBILE = mobile_world().client.application
mobile = schemathesis.openapi.from_wsgi("/api/openapi.json", MOBILE)
some = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@web.parametrize()
@some
def test_the_citizens_api_keeps_its_contract(case: Any) -> None:
    case.call_and_validate(checks=CHECKS)


@hotline.parametrize()
@some
def test_the_operators_api_keeps_its_contract(case: Any) -> None:
    case.call_and_validate(checks=CHECKS, headers={"Authorization": f"Bearer {OPERATOR_TOKEN}"})


@mobile.parametrize()
@some
def test_geo_report_keeps_its_contract(case: Any) -> None:
    # Refusals are lists, not problems; what they and the documents must be is in tests/unit/intake/open311.
    case.call_and_validate(checks=[not_a_server_error])


@pytest.mark.parametrize("site", [WEB, HOTLINE, MOBILE], ids=lambda site: site.name)
def test_every_operation_says_what_it_is_for(site: Flask) -> None:
    contract = site.test_client().get("/api/openapi.json").json
    operations = [path[method] for path in contract["paths"].values() for method in {"get", "post"} & path.keys()]
    assert operations
    assert all(operation["summary"] for operation in operations)
