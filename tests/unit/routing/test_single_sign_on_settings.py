"""Single sign-on is set whole or not at all, and its secret is shown nowhere."""

import pytest
from environs import Env

from services.routing.settings.single_sign_on import single_sign_on

SECRET = "chi-de-thu-nghiem"
WHOLE = {"OIDC_ISSUER": "https://sso.example.org", "OIDC_CLIENT_ID": "desk", "OIDC_CLIENT_SECRET": SECRET}


@pytest.fixture
def read(monkeypatch):
    def reading(**settings):
        for name, value in settings.items():
            monkeypatch.setenv(name, value)
        return single_sign_on(Env())

    return reading


def test_without_an_issuer_there_is_none(read):
    assert read().issuer == ""


def test_the_secret_is_not_shown(read):
    settings = read(**WHOLE)
    assert settings.client_secret == SECRET
    assert SECRET not in repr(settings)


def test_a_group_may_have_several_roles(read):
    settings = read(**WHOLE, OIDC_ROLES_CLAIM="groups", OIDC_ROLES="1022=operator,1022=shift_lead")
    assert settings.roles == {"1022": frozenset({"operator", "shift_lead"})}


@pytest.mark.parametrize(
    "changes",
    [
        {"OIDC_CLIENT_SECRET": ""},
        {"OIDC_CLIENT_ID": ""},
        {"OIDC_ISSUER": "http://sso.example.org"},  # what it says could be changed on its way
        {"OIDC_ROLES": "1022=king", "OIDC_ROLES_CLAIM": "groups"},
        {"OIDC_ROLES": "1022=operator"},  # of which claim?
        {"OIDC_ROLES_CLAIM": "groups"},  # then nobody would get in
        {"OIDC_SECONDS": "0"},
    ],
)
def test_what_is_half_set_or_unsafe_ends_the_start(read, changes):
    with pytest.raises(ValueError):
        read(**{**WHOLE, **changes})
