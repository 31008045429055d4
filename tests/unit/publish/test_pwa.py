"""The portal as an app: what it is called, what it keeps, and what it never keeps."""

from __future__ import annotations

import io
import json
import re
from typing import Any

import pytest
from PIL import Image

from tests.unit.publish.builders import CATALOG, CODE, Portal
from tests.unit.publish.site import a_portal, a_site


@pytest.fixture
def client() -> Any:
    return a_site().test_client()


def shell(client: Any) -> Any:
    """Return what the service worker keeps."""
    return json.loads(client.get("/sw.js").text.partition("\n")[0].removeprefix("const SHELL = ").removesuffix(";"))


def test_the_manifest_names_icons_and_pages_that_are_there(client: Any) -> None:
    manifest = client.get("/manifest.webmanifest").json
    assert manifest["name"] == "Cổng công khai 1022 Gia Lai"
    for icon in manifest["icons"]:
        with client.get(icon["src"]) as found:
            assert (found.status_code, found.content_type) == (200, "image/png")
            assert "x".join(map(str, Image.open(io.BytesIO(found.data)).size)) == icon["sizes"]
    for place in (manifest["start_url"], *(each["url"] for each in manifest["shortcuts"])):
        assert client.get(place).status_code == 200


def test_the_service_worker_is_always_asked_for_anew_and_keeps_what_the_pages_need(client: Any) -> None:
    assert client.get("/sw.js").headers["Cache-Control"] == "no-cache"
    kept = shell(client)
    page = client.get(kept["page"])
    assert page.headers["Cache-Control"] == "no-store"  # the worker's own copy is the only one
    linked = set(re.findall(r'(?:src|href)="(/assets/[^"]+)"', page.text))
    assert {each for each in linked if ".png" not in each} == set(kept["files"])


def test_the_worker_is_another_one_when_the_hotline_gets_another_number() -> None:
    other = {**CATALOG, "province": {**CATALOG["province"], "hotline": "1022"}}
    versions = [shell(a_site(portal).test_client())["version"] for portal in (a_portal(), a_portal(), Portal(other))]
    assert versions[0] == versions[1] != versions[2]


def test_without_a_network_readers_of_both_languages_are_told_what_they_can_do(client: Any) -> None:
    page = client.get("/ngoai-tuyen").text
    assert "tel:02691022" in page and "http://intake.test/" in page
    for words in ("Không có mạng", "No network", 'lang="en"', "112"):
        assert words in page


@pytest.mark.parametrize("path", ["/", "/phan-anh?q=den", f"/ca/{CODE}", "/ban-do", "/gioi-thieu", "/thong-tin"])
def test_public_pages_may_be_kept_on_the_device(client: Any, path: str) -> None:
    answer = client.get(path)
    assert "public" in answer.headers["Cache-Control"] and "Set-Cookie" not in answer.headers
    assert "csrf_token" not in answer.text


def test_a_citizens_own_case_may_be_kept_nowhere(client: Any) -> None:
    for answer in (client.get("/tra-cuu"), client.post("/tra-cuu", data={"code": CODE, "pin": "0001"})):
        assert answer.headers["Cache-Control"] == "no-store"
