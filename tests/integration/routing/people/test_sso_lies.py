"""What a provider, or somebody in between, may say without being believed."""

from __future__ import annotations

import time
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.integration.routing.people.conftest import House
from tests.integration.routing.people.province import changed, come, go, house_with, refused, settings_for, sign_in
from tests.oidc.provider import CLIENT_ID, OidcServer
from tests.servers.mongo import Mongo

pytestmark = [pytest.mark.integration, pytest.mark.timeout(240)]


@pytest.fixture
def house(mongo: Mongo, province: OidcServer) -> House:
    """A desk that knows the provider."""
    return house_with(mongo, settings_for(province))


def test_another_browser_cannot_finish_what_this_one_began(house: House, province: OidcServer) -> None:
    """Whoever makes somebody open an address of theirs must not sit in the other's browser."""
    back = province.sign_in(go(house.seat()), "an")
    assert refused(come(house.seat(), back), "sso-not-begun")
    other = house.seat()
    go(other)
    assert refused(come(other, back), "sso-not-begun")


def test_a_result_is_good_once_and_for_a_quarter_of_an_hour(house: House, province: OidcServer) -> None:
    seat = house.seat()
    back = province.sign_in(go(seat), "an")
    assert come(seat, back).place == "/desk"
    assert "<code>sso-not-begun</code>" in come(seat, back).page
    late = house.seat()
    back = province.sign_in(go(late), "an")
    house.later(minutes=16)
    assert refused(come(late, back), "sso-not-begun")


def test_a_token_that_answers_another_question_is_not_believed(house: House, province: OidcServer) -> None:
    seat = house.seat()
    assert refused(come(seat, province.sign_in(changed(go(seat), nonce="another"), "an")), "sso-failed")


def test_a_code_that_was_stolen_is_worth_nothing_without_the_verifier(house: House, province: OidcServer) -> None:
    seat = house.seat()
    challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
    assert refused(come(seat, province.sign_in(changed(go(seat), code_challenge=challenge), "an")), "sso-failed")


def by_the_hour(lie: dict[str, object]) -> dict[str, object]:
    """The lie with its hours from now as seconds since 1970, as a token has them."""
    return {
        name: int(time.time()) + 3_600 * value if name in ("exp", "iat") and isinstance(value, int) else value
        for name, value in lie.items()
    }


@pytest.mark.parametrize(
    "lie",
    [
        {"exp": -1, "iat": -2},  # in hours from now: an address of a test has no time in it
        {"exp": None},
        {"iat": 1},
        {"aud": "somebody-else"},
        {"aud": ["somebody-else", CLIENT_ID]},  # for several, and not said who asked
        {"aud": [CLIENT_ID, "somebody-else"], "azp": "somebody-else"},
        {"aud": None},
        {"iss": "https://example.org"},
        {"iss": None},
        {"nonce": None},
        {"nonce": "another"},
        {"sub": None},
        {"sub": ""},
        {"at_hash": "of another token"},
    ],
    ids=str,
)
def test_a_provider_s_lie_lets_nobody_in(house: House, province: OidcServer, lie: dict[str, object]) -> None:
    province.twist(**by_the_hour(lie))
    assert refused(sign_in(house, province), "sso-failed")
    assert house.recorded(kind="refusals") == [("?", "sso-refused", "")]


def test_a_signature_by_another_key_lets_nobody_in(house: House, province: OidcServer) -> None:
    assert sign_in(house, province).place == "/desk"
    province.forge()
    assert refused(sign_in(house, province), "sso-failed")


def test_new_keys_of_the_provider_are_found(house: House, province: OidcServer) -> None:
    assert sign_in(house, province).place == "/desk"
    province.rotate()
    assert sign_in(house, province).place == "/desk"


def test_what_the_provider_says_besides_is_no_reason_to_believe_it(house: House, province: OidcServer) -> None:
    seat = house.seat()
    back = province.sign_in(go(seat), "an")
    assert refused(come(seat, changed(back, iss="https://example.org")), "sso-failed")
    seat = house.seat()
    state = parse_qs(urlsplit(go(seat)).query)["state"][0]
    assert refused(seat.open("/dang-nhap/sso/ve", state=state, error="access_denied"), "sso-denied")
