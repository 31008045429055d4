"""A desk that knows the province's provider, and the way there and back."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qs, urlencode, urlsplit, urlunsplit

from services.kit.clock import SystemClock
from services.routing.settings.single_sign_on import SingleSignOnSettings
from tests.integration.routing.people.conftest import SIGN_IN, House, Seat, furnish
from tests.oidc.provider import CLIENT_ID, CLIENT_SECRET, OidcServer
from tests.servers.mongo import Mongo
from tests.unit.routing.site import SETTINGS

DESK = SETTINGS.case.url
BACK, FAREWELL = f"{DESK}/dang-nhap/sso/ve", f"{DESK}/dang-nhap"
#: Whom the provider knows.
AN = {"email": "an@example.org", "email_verified": True, "groups": ["1022-truc"]}


def settings_for(province: OidcServer, **more: object) -> SingleSignOnSettings:
    """Return what the desk knows of the provider."""
    known = SingleSignOnSettings(issuer=province.issuer, client_id=CLIENT_ID, client_secret=CLIENT_SECRET)
    return replace(known, **more)  # type: ignore[arg-type]


def house_with(mongo: Mongo, settings: SingleSignOnSettings) -> House:
    """Return a desk of today: the provider's clock is the machine's. An is an operator there."""
    house = furnish(mongo, sign_in=replace(SIGN_IN, single_sign_on=settings), at=SystemClock().now())
    house.hire("an", "operator", email="An@Example.org")
    return house


def go(seat: Seat, **query: str) -> str:
    """Press the button, and return where the browser is sent."""
    return str(seat.client.get("/dang-nhap/sso", query_string=query).headers["Location"])


def come(seat: Seat, back: str) -> Seat:
    """Open the address that the provider sent the browser back to."""
    parts = urlsplit(back)
    return seat.open(f"{parts.path}?{parts.query}")


def sign_in(house: House, province: OidcServer, subject: str = "an", **query: str) -> Seat:
    """Go the whole way in a new browser."""
    seat = house.seat()
    return come(seat, province.sign_in(go(seat, **query), subject))


def changed(address: str, **query: str) -> str:
    """Return an address with other parameters."""
    parts = urlsplit(address)
    found = {name: values[0] for name, values in parse_qs(parts.query).items()}
    return urlunsplit(parts._replace(query=urlencode({**found, **query})))


def refused(seat: Seat, slug: str, status: int = 403) -> bool:
    """Return whether the page says so, and nobody is in."""
    assert f"<code>{slug}</code>" in seat.page, seat.page
    assert seat.status == status
    return seat.open("/desk").place == "/dang-nhap"
