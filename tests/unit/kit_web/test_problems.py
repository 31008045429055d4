"""Every refusal is a problem document for programs and a page for people, and tells nothing it should not."""

from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import EnvironBuilder, run_wsgi_app

from tests.unit.kit_web.probe import SECRET, site


@pytest.fixture
def client() -> FlaskClient:
    return site().test_client()


@pytest.mark.parametrize(
    ("method", "path", "sent", "status", "slug"),
    [
        ("GET", "/api/nothing", {}, 404, "not-found"),
        ("GET", "/api/greet", {}, 405, "method-not-allowed"),
        ("POST", "/api/greet", {"data": "{", "content_type": "application/json"}, 400, "bad-request"),
        ("POST", "/api/greet", {"data": "", "content_type": "application/json"}, 400, "bad-request"),
        ("POST", "/api/greet", {"data": "name=An"}, 415, "unsupported-media-type"),
        ("POST", "/api/greet", {"json": {"name": "x" * 1_000}}, 413, "too-large"),
        ("POST", "/api/greet", {"json": {}}, 422, "invalid"),
        ("GET", "/api/broken", {}, 500, "internal-error"),
        ("GET", "/api/later", {}, 503, "unavailable"),
        ("GET", "/api/outage", {}, 503, "unavailable"),
        ("GET", "/api/refuse/some-rule", {}, 422, "some-rule"),  # a rule's refusal that is in no table
        ("GET", "/api/refuse/not-found", {}, 404, "not-found"),
        ("GET", "/api/refuse/idempotency-key-reused", {}, 409, "idempotency-key-reused"),
        ("GET", "/api/refuse/rate-limited", {}, 429, "rate-limited"),
    ],
)
def test_every_refusal_is_a_problem_document(
    client: FlaskClient, method: str, path: str, sent: dict[str, Any], status: int, slug: str
) -> None:
    response = client.open(path, method=method, **sent)
    assert (response.status_code, response.content_type) == (status, "application/problem+json")
    document = response.get_json(force=True)
    assert (document["status"], document["slug"]) == (status, slug)
    assert document["type"] == f"urn:hotline:problem:{slug}"
    assert document["title"]
    assert document["detail"] != document["detail_en"]


def test_wrong_fields_are_pointed_at(client: FlaskClient) -> None:
    document = client.post("/api/greet", json={"friends": [1, "two"], "x": 1}).get_json(force=True)
    assert [each["pointer"] for each in document["errors"]] == ["#/name", "#/friends/1", "#/x"]


def test_details_of_a_refusal_are_members_but_never_replace_our_own(client: FlaskClient) -> None:
    assert client.get("/api/refuse/some-rule").get_json(force=True)["hint"] == "be kind"


def test_a_service_may_add_slugs_to_the_table() -> None:
    client = site(statuses={"already-answered": 409}).test_client()
    assert client.get("/api/refuse/already-answered").status_code == 409


def test_a_client_learns_which_methods_there_are_and_when_to_come_back(client: FlaskClient) -> None:
    assert "POST" in client.get("/api/greet").headers["Allow"]
    assert client.get("/api/outage").headers["Retry-After"] == "10"


@pytest.mark.parametrize("path", ["/broken", "/api/broken", "/api/outage"])
def test_the_words_of_an_exception_stay_inside(
    client: FlaskClient, path: str, capfd: pytest.CaptureFixture[str]
) -> None:
    answer = client.get(path).text
    told = capfd.readouterr()
    for secret in SECRET.split():
        assert secret not in answer
        assert secret not in told.out + told.err


def test_people_get_a_page_in_their_language_with_the_other_beside_it(client: FlaskClient) -> None:
    page = client.get("/nothing")
    assert (page.status_code, page.mimetype) == (404, "text/html")
    assert "<h1>Không tìm thấy</h1>" in page.text
    assert '<p lang="en" class="quiet">There is nothing here.</p>' in page.text
    assert "<h1>Not found</h1>" in client.get("/nothing?lang=en").text


def test_a_form_without_its_token_is_refused_in_words(client: FlaskClient) -> None:
    page = client.post("/form")
    assert page.status_code == 400
    assert "stale-form" in page.text


def test_an_api_needs_no_form_token(client: FlaskClient) -> None:
    assert client.post("/api/greet", json={"name": "An"}).status_code == 200


@pytest.mark.parametrize(
    ("size", "status"), [(900, 200), (1_000, 200), (1_001, 413), (1_100, 413), (70_000, 413), (1_000_000, 413)]
)
def test_a_body_in_chunks_is_read_whole_or_refused_but_never_cut(client: FlaskClient, size: int, status: int) -> None:
    body = b'{"name": "' + b"x" * (size - 12) + b'"}'
    ends_itself = {"wsgi.input_terminated": True, "HTTP_TRANSFER_ENCODING": "chunked"}
    builder = EnvironBuilder("/api/greet", method="POST", data=body, content_type="application/json")
    environ = {**builder.get_environ(), **ends_itself}
    del environ["CONTENT_LENGTH"]
    answer, told, _ = run_wsgi_app(client.application, environ)
    assert int(told[:3]) == status
    assert status != 200 or len(b"".join(answer)) == len(b'{"name":""}') + size - 12
