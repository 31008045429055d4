"""Bearer tokens."""

import pytest
from flask import Response

from services.kit.storage.accounts import Account
from services.kit.web.auth import register_sign_in
from tests.unit.kit_web.probe import site


@pytest.mark.parametrize(
    "header",
    [
        None,
        "",
        "Bearer",
        "Bearer ",
        "Bearer wrong",
        "Basic right",
        "Bearer right right",
        "Bearer đúng",  # not even ASCII
    ],
)
def test_without_a_known_token_nobody_gets_in(header: str | None) -> None:
    headers = {} if header is None else {"Authorization": header}
    response = site().test_client().get("/api/me", headers=headers)
    assert (response.status_code, response.get_json(force=True)["slug"]) == (401, "unauthenticated")
    assert response.headers["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize("header", ["Bearer right", "bearer right"])
def test_a_known_token_gets_in(header: str) -> None:
    response = site().test_client().get("/api/me", headers={"Authorization": header})
    assert response.json == {"name": "truc-01"}


def test_another_role_is_forbidden() -> None:
    response = site().test_client().get("/api/editors", headers={"Authorization": "Bearer right"})
    assert (response.status_code, response.get_json(force=True)["slug"]) == (403, "forbidden")


def test_a_cookie_that_opens_an_api_changes_nothing_from_another_site_s_page() -> None:
    app = site()
    register_sign_in(app, lambda: Account("truc-01", "operator", None, ""), lambda: Response(status=303))
    browser = app.test_client()
    assert browser.get("/api/me").json == {"name": "truc-01"}
    assert browser.post("/api/me").status_code == 400
    assert browser.post("/api/me", headers={"X-CSRFToken": "made up"}).status_code == 400
    token = browser.get("/token").text
    assert browser.post("/api/me", headers={"X-CSRFToken": token}).json == {"name": "renamed"}


def test_a_program_with_a_token_needs_no_form() -> None:
    assert site().test_client().post("/api/me", headers={"Authorization": "Bearer right"}).status_code == 200
