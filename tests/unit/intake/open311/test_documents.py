"""Every answer validates, as XML and as JSON, and both say the same."""

from pathlib import Path
from typing import Any

import jsonschema
import pytest
import xmlschema
import xmltodict
from hypothesis import given
from hypothesis import strategies as st

from services.intake.web.open311.formats import to_xml
from tests.unit.intake.open311 import georeport_json as schemas
from tests.unit.intake.open311.mobile_world import MobileWorld, mobile_world

XSD = xmlschema.XMLSchema(str(Path(__file__).parent / "georeport_v2.xsd"))


@pytest.fixture(scope="module")
def world() -> MobileWorld:
    """A channel with two cases, one of them without a place."""
    made = mobile_world()
    made.file()
    made.file(lat="", long="", description='Nước <b>"bẩn"</b> & hôi ở tổ 3, đã hai ngày.')
    return made


READ = {
    "/discovery": (schemas.DISCOVERY, 200),
    "/services": (schemas.SERVICES, 200),
    "/services/ha-tang.chieu-sang": (schemas.DEFINITION, 200),
    "/services/buu-chinh.nhan-ho-so": (schemas.DEFINITION, 200),
    "/services/tong-dai-chon": (schemas.DEFINITION, 200),
    "/requests": (schemas.REQUESTS, 200),
    "/requests?status=closed": (schemas.REQUESTS, 200),  # none
    "/services/khong-co": (schemas.ERRORS, 404),
    "/services?jurisdiction_id=sfgov.org": (schemas.ERRORS, 404),
    "/requests/2611304829170": (schemas.ERRORS, 404),
    "/tokens/12345": (schemas.ERRORS, 404),
    "/requests?status=done": (schemas.ERRORS, 400),
    "/nowhere": (schemas.ERRORS, 404),
}


def at(path: str, form: str) -> str:
    """Return the address of a document in one format."""
    page, mark, query = path.partition("?")
    return f"/v2{page}.{form}{mark}{query}"


@pytest.mark.parametrize(("path", "expected"), READ.items(), ids=READ.keys())
def test_what_is_read_validates_in_both_formats(world: MobileWorld, path: str, expected: tuple[Any, int]) -> None:
    schema, status = expected
    as_json, as_xml = (world.client.get(at(path, form)) for form in ("json", "xml"))
    assert (as_json.status_code, as_xml.status_code) == (status, status)
    assert as_json.content_type == "application/json; charset=utf-8"
    assert as_xml.content_type == "text/xml; charset=utf-8"
    assert as_xml.data.lower().startswith(b"<?xml version='1.0' encoding='utf-8'?>")
    jsonschema.validate(as_json.json, schema)
    XSD.validate(as_xml.text)


def test_what_is_filed_validates_in_both_formats() -> None:
    world = mobile_world()
    as_json = world.file()
    as_xml = world.client.post("/v2/requests.xml", data={"service_code": "tong-dai-chon", "lat": "13.9", "long": "108"})
    jsonschema.validate(as_json.json, schemas.FILED)
    XSD.validate(as_xml.text)
    code = as_json.json[0]["service_request_id"]
    for path, schema in ((f"/tokens/{code}", schemas.TOKEN), (f"/requests/{code}", schemas.REQUESTS)):
        jsonschema.validate(world.get(f"{path}.json").json, schema)
        XSD.validate(world.get(f"{path}.xml").text)


def test_refusals_of_what_is_filed_validate_in_both_formats() -> None:
    world = mobile_world()
    for form in ("json", "xml"):
        refused = world.client.post(f"/v2/requests.{form}", data={"service_code": "tong-dai-chon", "media_url": "x"})
        assert refused.status_code == 400
        if form == "json":
            jsonschema.validate(refused.json, schemas.ERRORS)
            assert len(refused.json) == 2  # no place, no address of a medium
        else:
            XSD.validate(refused.text)


def test_xml_says_what_json_says(world: MobileWorld) -> None:
    as_json = world.get("/requests.json").json
    as_xml = xmltodict.parse(world.get("/requests.xml").data)["service_requests"]["request"]
    for one, other in zip(as_json, as_xml, strict=True):
        assert {name: None if value is None else str(value) for name, value in one.items()} == other


@given(st.text())
def test_whatever_is_written_is_xml(text: str) -> None:
    said = to_xml("errors", [{"code": 400, "description": text}])
    assert xmltodict.parse(said)["errors"]["error"]["code"] == "400"


def test_the_schema_can_fail() -> None:
    for wrong in (
        "<errors/>",
        "<services><service/></services>",
        "<service_requests><request><status>done</status></request></service_requests>",
    ):
        with pytest.raises(xmlschema.XMLSchemaValidationError):
            XSD.validate(wrong)
