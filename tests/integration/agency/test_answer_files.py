"""An agency's system uploads the files of its answer by HTTP, and only its own answer may name them."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from tests.integration.agency.gateway_stage import GatewayStage

pytestmark = pytest.mark.integration


def photo() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (60, 60), "green").save(out, "JPEG")
    return out.getvalue()


def test_files_are_kept_for_the_agency_whose_key_it_is(gateway: GatewayStage) -> None:
    gateway.add("xa-thu", "pull")
    with gateway.running():
        answer = gateway.call("xa-thu", "POST", "/files", files=[("files", ("den.jpg", photo(), "image/jpeg"))])
        assert answer.status_code == 201, answer.text
        (file,) = answer.json()["files"]
        refused = gateway.call("xa-thu", "POST", "/files", files=[("files", ("den.exe", b"MZ\x90\x00", "image/jpeg"))])
        assert (refused.status_code, refused.json()["slug"]) == (422, "attachment-type-not-accepted")
    stored = gateway.mongo.database("routing").attachments.find_one({"_id": file["id"]})
    assert stored is not None
    assert stored["owner"] == "xa-thu"
    assert (file["name"], file["kind"], file["media_type"]) == ("den.jpg", "image", "image/jpeg")


def test_nothing_is_kept_for_a_stranger(gateway: GatewayStage) -> None:
    with gateway.running():
        gateway.keys["ke-la"] = "no key of ours"
        answer = gateway.call("ke-la", "POST", "/files", files=[("files", ("den.jpg", photo(), "image/jpeg"))])
    assert answer.status_code == 401
    assert gateway.mongo.database("routing").attachments.count_documents({}) == 0
