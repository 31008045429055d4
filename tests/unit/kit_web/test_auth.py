"""Bearer tokens."""

import pytest

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
