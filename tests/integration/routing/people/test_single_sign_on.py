"""Single sign-on against a real OpenID provider: who gets in, as whom, and how one leaves."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest

from services.kit.clock import FixedClock, SystemClock
from services.kit.settings import CommonSettings
from services.routing.wiring import Application, build
from tests.integration.routing.people.conftest import SIGN_IN, House
from tests.integration.routing.people.province import (
    AN,
    BACK,
    FAREWELL,
    come,
    go,
    house_with,
    refused,
    settings_for,
    sign_in,
)
from tests.oidc.provider import CLIENT_ID, OidcServer, running
from tests.servers.mongo import Mongo
from tests.unit.routing.site import SETTINGS

pytestmark = [pytest.mark.integration, pytest.mark.timeout(240)]


@pytest.fixture
def house(mongo: Mongo, province: OidcServer) -> House:
    """A desk that knows the provider."""
    return house_with(mongo, settings_for(province))


def test_somebody_whose_verified_address_is_in_an_account_gets_in_and_is_known_by_subject_after(
    house: House, province: OidcServer
) -> None:
    assert sign_in(house, province, next="/desk/calls").place == "/desk/calls"
    province.people(an={**AN, "email": "an.moi@example.org"})
    assert sign_in(house, province).place == "/desk"
    assert ("an", "sso-bound", "an") in house.recorded(person="an", kind="accounts")
    whats = [what for _, what, _ in house.recorded(person="an", kind="sign-ins")]
    assert whats == ["signed-in-by-sso"] * 2


def test_the_button_is_where_a_provider_is_and_nowhere_else(house: House, mongo: Mongo) -> None:
    assert 'href="/dang-nhap/sso?next=' in house.seat().open("/dang-nhap").page
    without = furnish_without(mongo)
    assert "/dang-nhap/sso" not in without.seat().open("/dang-nhap").page
    assert without.seat().open("/dang-nhap/sso").status == 404


def furnish_without(mongo: Mongo) -> House:
    """Return the same desk, without a provider."""
    application = desk_on(mongo, replace(SETTINGS, sign_in=SIGN_IN))
    return House(mongo, application, FixedClock(SystemClock().now()))


def desk_on(mongo: Mongo, settings: CommonSettings) -> Application:
    """Return another process at the same desk."""
    return build(settings, database=mongo.database("routing"))


@pytest.mark.parametrize(
    "claims",
    [
        {**AN, "email_verified": False},
        {**AN, "email_verified": "true"},  # some providers say so of what nobody has verified
        {"email": "an@example.org"},
        {"email": "ai-do@example.org", "email_verified": True},
        {},
    ],
)
def test_nobody_gets_an_account_by_an_address_that_is_not_verified_or_not_theirs(
    house: House, province: OidcServer, claims: dict[str, object]
) -> None:
    province.people(an=claims)
    assert refused(sign_in(house, province), "sso-unknown")
    assert house.database.accounts.count_documents({}) == 2
    assert house.recorded(kind="refusals") == [("?", "sso-refused", "")]


def test_an_account_belongs_to_the_first_subject_and_to_no_other(house: House, province: OidcServer) -> None:
    """An address that the province gives to somebody else does not take the account along."""
    assert sign_in(house, province).place == "/desk"
    province.people(binh=AN)
    assert refused(sign_in(house, province, "binh"), "sso-unknown")


def test_an_administrator_makes_an_account_forget_a_subject(house: House, province: OidcServer) -> None:
    first, desk = sign_in(house, province), house.at_work("quan-tri")
    house.later(seconds=1)
    desk.open("/desk/users/account/an").send("/desk/users/account/an/sso")
    assert first.open("/desk").place == "/dang-nhap"
    province.people(binh=AN)
    assert sign_in(house, province, "binh").place == "/desk"
    assert ("quan-tri", "sso-unbound", "an") in house.recorded(kind="accounts")


def test_a_closed_account_stays_closed(house: House, province: OidcServer) -> None:
    seat = sign_in(house, province)
    house.later(seconds=1)
    house.application.close_account("an", "quan-tri")
    assert seat.open("/desk").place == "/dang-nhap"
    assert refused(sign_in(house, province), "sso-closed")


def test_a_second_factor_is_asked_for_here_unless_it_was_proved_there(house: House, province: OidcServer) -> None:
    house.hire("truong-ca", "shift_lead", email="binh@example.org")
    province.people(binh={"email": "binh@example.org", "email_verified": True})
    assert sign_in(house, province, "binh").open("/desk").place == "/tai-khoan/ma"
    province.twist(amr=["pwd", "otp"])
    assert sign_in(house, province, "binh").open("/desk").place == "/desk"
    telephone = {"totp": "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", "last_step": 0}
    house.database.credentials.update_one({"_id": "truong-ca"}, {"$set": telephone})
    province.twist(amr=["pwd"])
    seat = sign_in(house, province, "binh")
    assert seat.place == "/dang-nhap/ma"
    seat.send("/dang-nhap/ma", code=house.code(telephone["totp"]))  # type: ignore[arg-type]
    assert seat.open("/desk").place == "/desk"


@pytest.mark.parametrize(
    ("groups", "let_in"),
    [
        (["1022-truc"], True),
        (["1022-quan-tri", "1022-truc"], True),
        (["1022-quan-tri"], False),  # may be something else, and gets nothing more by it
        ([], False),
        (None, False),
    ],
)
def test_groups_keep_people_out_and_never_give_them_more(
    mongo: Mongo, province: OidcServer, groups: list[str] | None, let_in: bool
) -> None:
    roles = {"1022-truc": frozenset({"operator"}), "1022-quan-tri": frozenset({"administrator"})}
    house = house_with(mongo, settings_for(province, roles_claim="groups", roles=roles))
    province.people(an={**AN, "groups": groups})
    seat = sign_in(house, province)
    if let_in:
        assert seat.open("/desk/users").status == 403
        assert seat.open("/desk").place == "/desk"
    else:
        assert refused(seat, "sso-role-not-granted")


def test_who_leaves_is_shown_the_way_out_of_both(house: House, province: OidcServer) -> None:
    seat = sign_in(house, province).open("/tai-khoan")
    seat.send("/dang-xuat")
    assert seat.place == "/dang-nhap" and 'href="/dang-nhap/sso/ra"' in seat.page
    assert seat.open("/desk").place == "/dang-nhap"
    out = str(seat.client.get("/dang-nhap/sso/ra").headers["Location"])
    query = parse_qs(urlsplit(out).query)
    assert out.startswith(f"{province.issuer}/session/end?")
    assert query == {"client_id": [CLIENT_ID], "post_logout_redirect_uri": [FAREWELL]}


def test_a_provider_that_is_away_is_said_so_and_passwords_still_work(
    mongo: Mongo, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with running(BACK, FAREWELL, tmp_path_factory.mktemp("oidc") / "log") as province:
        province.people(an=AN)
        house = house_with(mongo, settings_for(province))
        seat = house.seat()
        back = province.sign_in(go(seat), "an")
        province.stop()
    assert come(seat, back).status == 503
    assert "không trả lời" in seat.page
    fresh = House(house.mongo, desk_on(mongo, house.application.settings), house.clock).seat()
    assert fresh.open("/dang-nhap/sso").status == 503
    assert house.at_work("an").place == "/desk"
