"""The app's own files, and filing with files, without a browser."""

import io
import json
import re
from typing import Any

import pytest
from flask.testing import FlaskClient
from PIL import Image

from services.intake.web.site import web_site
from tests.contract.channels.worlds import World, in_memory

TEXT = "Đèn đường hỏng trước số 12 Hùng Vương, rất tối."
NOT_A_PICTURE = b"MZ\x90\x00not a picture"


@pytest.fixture
def world() -> World:
    return in_memory()


@pytest.fixture
def client(world: World) -> FlaskClient:
    return web_site(world.application).test_client()


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (64, 48), "green").save(out, "PNG")
    return out.getvalue()


def fields(page: str) -> dict[str, str]:
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page))


def test_the_manifest_names_icons_that_are_there(client: FlaskClient) -> None:
    manifest = json.loads(client.get("/manifest.webmanifest").data)
    assert manifest["name"] == "Phản ánh 1022 Gia Lai"
    for icon in manifest["icons"]:
        with client.get(icon["src"]) as found:
            assert (found.status_code, found.content_type) == (200, "image/png")
            assert "x".join(map(str, Image.open(io.BytesIO(found.data)).size)) == icon["sizes"]


def test_the_service_worker_is_always_asked_for_anew_and_keeps_what_the_pages_need(client: FlaskClient) -> None:
    worker = client.get("/sw.js")
    assert worker.headers["Cache-Control"] == "no-cache"
    shell = json.loads(worker.text.partition("\n")[0].removeprefix("const SHELL = ").removesuffix(";"))
    for place in (*shell["files"], *shell["pages"]):
        with client.get(place) as kept:
            assert kept.status_code == 200
    for page in shell["pages"]:
        linked = set(re.findall(r'(?:src|href)="(/assets/[^"]+)"', client.get(page).text))
        assert {each for each in linked if ".png" not in each} <= set(shell["files"])


@pytest.mark.parametrize("page", ["/ngoai-tuyen", "/cua-toi"])
def test_what_the_device_keeps_is_the_same_for_everybody(client: FlaskClient, page: str) -> None:
    other = web_site(in_memory().application).test_client()
    answer = client.get(page)
    assert answer.text == other.get(page).text
    assert "Set-Cookie" not in answer.headers
    assert "csrf_token" not in answer.text
    assert answer.headers["Cache-Control"] == "no-store"


def test_no_page_has_a_script_of_its_own_or_of_others(client: FlaskClient) -> None:
    for page in ("/", "/ngoai-tuyen", "/cua-toi"):
        text = client.get(page).text
        assert re.findall(r"<script(?! src=\"/assets/)", text) == []
        assert re.findall(r"\son\w+=|style=\"", text) == []
        assert "http" not in "".join(re.findall(r'src="([^"]*)"', text))


def test_a_browser_without_scripts_sends_files_and_a_place(client: FlaskClient, world: World) -> None:
    form: dict[str, Any] = {**fields(client.get("/").text), "text": TEXT, "latitude": "13.98331", "longitude": "108.0"}
    files = [(io.BytesIO(picture()), "den.png"), (io.BytesIO(b""), "")]  # the second input was left empty
    sent = client.post("/", data={**form, "files": files}, content_type="multipart/form-data")
    assert sent.status_code == 303
    data = world.only_case()
    assert [each.kind for each in data.attachments] == ["image"]
    assert data.place is not None
    assert (data.place.latitude, data.place.longitude) == (13.98331, 108.0)


def test_a_file_that_cannot_be_kept_is_named_beside_its_field(client: FlaskClient, world: World) -> None:
    form = {**fields(client.get("/").text), "text": TEXT, "files": [(io.BytesIO(NOT_A_PICTURE), "den.jpg")]}
    refused = client.post("/", data=form, content_type="multipart/form-data")
    assert refused.status_code == 422
    assert 'id="files-error"' in refused.text
    assert TEXT in refused.text
    assert world.cases() == []


@pytest.mark.parametrize("place", [("", ""), ("x", "108"), ("91", "0"), ("nan", "nan")])
def test_a_place_that_is_none_is_left_out(client: FlaskClient, world: World, place: tuple[str, str]) -> None:
    form = {**fields(client.get("/").text), "text": TEXT, "latitude": place[0], "longitude": place[1]}
    assert client.post("/", data=form).status_code == 303
    assert world.only_case().place is None


def post(client: FlaskClient, case: Any, *files: tuple[bytes, str], key: str = "key-1") -> Any:
    data = {"case": case if isinstance(case, str) else json.dumps(case)}
    parts = [(io.BytesIO(content), name) for content, name in files]
    return client.post(
        "/api/cases/with-files",
        data={**data, "files": parts},
        headers={"Idempotency-Key": key},
        content_type="multipart/form-data",
    )


def test_case_and_files_come_in_one_request_and_once(client: FlaskClient, world: World) -> None:
    case = {"text": TEXT, "place": {"latitude": 13.9, "longitude": 108.0}}
    answers = [post(client, case, (picture(), "den.png")) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [201, 200]
    assert answers[0].json["code"] == answers[1].json["code"]
    (kept,) = world.only_case().attachments
    assert (kept.kind, kept.name) == ("image", "den.png")


def test_what_the_form_and_the_api_send_under_one_key_is_one_case(client: FlaskClient, world: World) -> None:
    """A draft goes by the form first, and by the API when the answer was lost."""
    text = "Đèn đường hỏng.\nĐã ba ngày."
    form = {**fields(client.get("/").text), "client_key": "key-1", "text": text.replace("\n", "\r\n")}
    form |= {"name": "Nguyễn Văn An", "latitude": "13.98331", "longitude": "108.000120"}
    sent = client.post(
        "/", data={**form, "files": [(io.BytesIO(picture()), "den.png")]}, content_type="multipart/form-data"
    )
    case = {"text": text, "title": "", "address": "", "urgency": "normal", "language": "vi", "category": None}
    case |= {"contact": {"name": "Nguyễn Văn An", "phone": "", "email": ""}}  # type: ignore[dict-item]
    case |= {"place": {"latitude": 13.98331, "longitude": 108.00012}}  # type: ignore[dict-item]
    again = post(client, case, (picture(), "den.png"))
    assert (sent.status_code, again.status_code) == (303, 200)
    assert again.json["code"] == world.only_case().code


@pytest.mark.parametrize(
    ("case", "status", "slug"),
    [
        ("", 400, "bad-request"),
        ("{", 400, "bad-request"),
        ("[" * 100_000, 400, "bad-request"),
        ('["Đèn"]', 422, "invalid"),
        ({"text": TEXT, "place": {"latitude": 91, "longitude": 0}}, 422, "invalid"),
        ({"text": "ngắn"}, 422, "text-too-short"),
        ({"text": "x" * 300_000}, 413, "too-large"),
    ],
)
def test_what_is_no_case_is_refused(client: FlaskClient, world: World, case: Any, status: int, slug: str) -> None:
    refused = post(client, case, (picture(), "den.png"))
    assert (refused.status_code, refused.get_json(force=True)["slug"]) == (status, slug)
    assert world.cases() == []


def test_more_bytes_than_the_route_takes_are_refused_and_other_routes_take_fewer(client: FlaskClient) -> None:
    much = b"x" * (31 * 1024 * 1024)
    for place in ("/", "/api/cases/with-files"):
        form = client.post(place, data=much, content_type="multipart/form-data; boundary=b")
        assert form.status_code == 413
    plain = client.post("/api/cases", data=b" " * 300_000, content_type="application/json")
    assert plain.status_code == 413


def test_the_proof_of_work_is_asked_for_and_taken_by_header(client: FlaskClient, world: World) -> None:
    crowd = {"REMOTE_ADDR": "203.0.113.7"}
    body = {"text": TEXT, "contact": {"phone": "0905000012"}}
    for number in range(8):
        client.post("/api/cases", json={**body, "text": f"{TEXT} {number}"}, environ_base=crowd)
    asked = client.post("/api/cases", json=body, environ_base=crowd)
    assert (asked.status_code, asked.get_json(force=True)["slug"]) == (428, "proof-needed")
    assert {"algorithm", "challenge", "maxnumber", "salt", "signature"} == set(asked.get_json(force=True)["challenge"])
    done = client.post("/api/cases", json=body, headers={"Altcha": "good"}, environ_base=crowd)
    cannot = client.post(
        "/api/cases", json={**body, "text": f"{TEXT} nữa"}, headers={"Altcha": "none"}, environ_base=crowd
    )
    assert (done.status_code, cannot.status_code) == (201, 201)
