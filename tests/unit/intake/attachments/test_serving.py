"""Files by signed links, and originals for operators."""

from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from pymongo import MongoClient

from services.intake.web.site import web_site
from services.intake.wiring import Application, build
from services.kit.clock import FixedClock
from services.kit.events import Attachment
from services.kit.files.keep import Upload
from services.kit.web.links import signed
from tests.unit.intake.fakes import MONDAY, OFFICER_TOKEN, OPERATOR_TOKEN, FixedAccounts, FixedCatalog, settings
from tests.unit.intake.file_fakes import SAMPLES, InMemoryFiles, picture

SETTINGS = settings()
HTML = b"<script>alert(1)</script>"


@pytest.fixture
def application() -> Application:
    database: Any = MongoClient("mongodb://nowhere.invalid", connect=False)["intake"]
    world = {"catalog": FixedCatalog(), "accounts": FixedAccounts(), "clock": FixedClock(MONDAY)}
    return build(SETTINGS, database=database, files=InMemoryFiles(), **world)


@pytest.fixture
def client(application: Application) -> FlaskClient:
    return web_site(application).test_client()


def kept(application: Application, name: str, content: bytes) -> Attachment:
    (file,) = application.attachments.keep([Upload(name=name, content=content)])
    return file


def link(path: str, minutes: int = 5, holder: str = "so-xay-dung", key: str = SETTINGS.files.key) -> str:
    return signed(path, key, holder=holder, until=MONDAY + timedelta(minutes=minutes))


def test_a_link_shows_the_picture_drawn_anew(application: Application, client: FlaskClient) -> None:
    file = kept(application, "ảnh đèn.png", picture("PNG", (800, 600)))
    large, small = (client.get(link(f"/tep/{file.id}/{variant}")) for variant in ("xem", "nho"))
    assert large.status_code == small.status_code == 200
    assert large.content_type == small.content_type == "image/jpeg"
    assert large.data.startswith(b"\xff\xd8") and len(small.data) < len(large.data) == file.size
    assert large.headers["Content-Disposition"].startswith("inline; ")
    assert quote("ảnh đèn.png.jpg") in large.headers["Content-Disposition"]


@pytest.mark.parametrize(
    ("content", "content_type"),
    [
        (SAMPLES["application/pdf"], "application/pdf"),
        (HTML, "text/plain; charset=utf-8"),
        (SAMPLES["audio/amr"], "audio/amr"),
        (SAMPLES["video/mp4"], "video/mp4"),
    ],
)
def test_anything_else_is_saved_not_shown(
    application: Application, client: FlaskClient, content: bytes, content_type: str
) -> None:
    file = kept(application, "tệp.html", content)
    answer = client.get(link(f"/tep/{file.id}/xem"))
    assert (answer.status_code, answer.data, answer.content_type) == (200, content, content_type)
    assert answer.headers["Content-Disposition"].startswith("attachment; ")
    assert client.get(link(f"/tep/{file.id}/nho")).status_code == 404


def test_a_file_runs_nothing_and_is_kept_nowhere(application: Application, client: FlaskClient) -> None:
    headers = client.get(link(f"/tep/{kept(application, 'a.html', HTML).id}/xem")).headers
    assert "default-src 'none'; sandbox" in headers.getlist("Content-Security-Policy")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"
    assert "ETag" not in headers and "Set-Cookie" not in headers


@pytest.mark.parametrize(
    ("change", "status"),
    [
        (lambda url: url, 200),
        (lambda url: url.replace("cho=so-xay-dung", "cho=so-y-te"), 403),  # somebody else's link
        (lambda url: url.replace("/xem", "/nho"), 403),  # a link opens one thing
        (lambda url: url.replace("den=", "den=9"), 403),  # a longer life
        (lambda url: url.replace("den=", "den=x"), 403),
        (lambda url: url.partition("?")[0], 403),
        (lambda url: url[:-1], 403),
        (lambda url: url.replace("ky=", "ky=é"), 403),
        (lambda url: url.replace("/xem", "/goc"), 404),  # there is no such variant
        (lambda url: url.replace("/xem", "/original"), 404),
    ],
)
def test_a_link_opens_what_it_was_made_for(
    application: Application, client: FlaskClient, change: Any, status: int
) -> None:
    file = kept(application, "a.png", SAMPLES["image/png"])
    assert client.get(change(link(f"/tep/{file.id}/xem"))).status_code == status


def test_a_link_ends(application: Application, client: FlaskClient) -> None:
    file = kept(application, "a.png", SAMPLES["image/png"])
    assert client.get(link(f"/tep/{file.id}/xem", minutes=0)).status_code == 410
    assert client.get(link(f"/tep/{file.id}/xem", key="another key")).status_code == 403


@pytest.mark.parametrize("name", ["01JDZZZZZZZZZZZZZZZZZZZZZZ", "x", "..", "%00", "a" * 500])
def test_a_file_that_is_not_there_is_not_found(client: FlaskClient, name: str) -> None:
    assert client.get(link(f"/tep/{name}/xem")).status_code in (403, 404)
    assert client.get(link("/tep/01JDZZZZZZZZZZZZZZZZZZZZZZ/xem")).status_code == 404


def test_an_operator_gets_the_original_and_the_look_is_logged(
    application: Application, client: FlaskClient, capsys: pytest.CaptureFixture[str]
) -> None:
    content = picture("PNG", (80, 60))
    file = kept(application, "a.png", content)
    answer = client.get(f"/api/files/{file.id}/original", headers={"Authorization": f"Bearer {OPERATOR_TOKEN}"})
    assert (answer.status_code, answer.data, answer.content_type) == (200, content, "image/png")
    assert answer.headers["Content-Disposition"] == "attachment; filename=a.png"
    assert answer.headers["Cache-Control"] == "no-store"
    logged = next(line for line in capsys.readouterr().out.splitlines() if "original file opened" in line)
    assert file.id in logged and "truc-01" in logged


@pytest.mark.parametrize(("token", "status"), [(None, 401), ("nobody", 401), (OFFICER_TOKEN, 403)])
def test_nobody_else_gets_the_original(
    application: Application, client: FlaskClient, token: str | None, status: int
) -> None:
    file = kept(application, "a.png", SAMPLES["image/png"])
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    assert client.get(f"/api/files/{file.id}/original", headers=headers).status_code == status


def test_an_original_that_is_not_there_is_not_found(client: FlaskClient) -> None:
    headers = {"Authorization": f"Bearer {OPERATOR_TOKEN}"}
    answer = client.get("/api/files/01JDZZZZZZZZZZZZZZZZZZZZZZ/original", headers=headers)
    assert (answer.status_code, answer.json["slug"]) == (404, "not-found")
