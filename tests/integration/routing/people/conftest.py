"""The desk's pages on a real database, opened without a browser by people who sign in as people do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

import pyotp
import pytest
from flask.testing import FlaskClient

from services.kit.clock import FixedClock
from services.kit.events import CatalogChanged, Event
from services.routing.adapters.mongo_catalogs import MongoCatalogs
from services.routing.settings.sign_in import SignInSettings
from services.routing.usecases.auditing import AuditSearch
from services.routing.web.site import create_site
from services.routing.wiring import Application, build
from tests.oidc.provider import OidcServer, running
from tests.servers.mongo import Mongo
from tests.unit.routing.builders import NOON
from tests.unit.routing.catalogs import snapshot
from tests.unit.routing.site import SETTINGS

PASSWORD = "một câu dài dễ nhớ"
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
#: What a hash costs is no promise of these tests.
DESK = SETTINGS.case.url
SIGN_IN = SignInSettings(memory_kib=8_192, second_factor=frozenset({"shift_lead"}))


@dataclass
class Seat:
    """A browser without a screen. `page` is what it shows."""

    client: FlaskClient
    status: int = 0
    page: str = ""
    place: str = ""

    def open(self, path: str, **query: str) -> Seat:
        """Go somewhere."""
        return self._shows(self.client.get(path, query_string=query or None, follow_redirects=True))

    def send(self, path: str, **typed: str) -> Seat:
        """Send a form of the page that is shown, as its button would."""
        token = TOKEN.search(self.page)
        assert token, f"no form on {self.place}"
        return self._shows(self.client.post(path, data={**typed, "csrf_token": token[1]}, follow_redirects=True))

    def _shows(self, answer: Any) -> Seat:
        self.status, self.page = answer.status_code, answer.get_data(as_text=True)
        self.place = answer.request.path
        return self

    def sign_in(self, name: str, password: str = PASSWORD) -> Seat:
        """Come in by the door."""
        return self.open("/dang-nhap").send("/dang-nhap", name=name, password=password)


@dataclass
class House:
    """The desk and its database."""

    mongo: Mongo
    application: Application
    clock: FixedClock
    secrets: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Make the site once."""
        self.app = create_site(self.application)
        self.database = self.mongo.database("routing")

    def hire(self, name: str, role: str, agency: str | None = None, **more: str) -> None:
        """Open an account with a password that needs no change."""
        self.application.open_account(name, role, agency, with_token=False, **more)  # type: ignore[arg-type]
        assert self.application.signing
        self.application.signing.change_password.put(name, PASSWORD, "command:test")

    def seat(self) -> Seat:
        """Return a browser that nobody has used."""
        return Seat(self.app.test_client())

    def at_work(self, name: str) -> Seat:
        """Return somebody who has signed in."""
        seat = self.seat().sign_in(name)
        assert seat.place != "/dang-nhap", seat.page
        return seat

    def later(self, **by: float) -> datetime:
        """Let time pass."""
        self.clock.at += timedelta(**by)
        return self.clock.now()

    def code(self, secret: str) -> str:
        """Return what a telephone shows now."""
        return pyotp.TOTP(secret).at(self.clock.now())

    def recorded(self, **wanted: str) -> list[tuple[str, str, str]]:
        """Return who did what about whom, oldest first."""
        assert self.application.signing
        found = self.application.signing.read_audit(AuditSearch(**wanted, limit=1_000))  # type: ignore[arg-type]
        return [(each.who, each.what, each.about) for each in reversed(found)]


def furnish(mongo: Mongo, **settings: Any) -> House:
    """Return a house with a catalogue and one administrator."""
    versions, known, clock = MongoCatalogs(mongo.database("routing")), snapshot(), FixedClock(settings.pop("at", NOON))
    versions.prepare()
    told = CatalogChanged(version=1, province="gialai", catalog=known)
    versions.add(1, known, NOON, Event.of(told, source="/routing", subject="gialai", at=NOON))
    given = {"sign_in": SIGN_IN, **settings}
    application = build(replace(SETTINGS, **given), database=mongo.database("routing"), clock=clock)
    application.probes["database"]()
    house = House(mongo, application, clock)
    house.hire("quan-tri", "administrator")
    return house


@pytest.fixture
def house(mongo: Mongo) -> House:
    """A desk with one administrator, quan-tri."""
    return furnish(mongo)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OidcServer]:
    """The province's provider."""
    with running(f"{DESK}/dang-nhap/sso/ve", f"{DESK}/dang-nhap", tmp_path_factory.mktemp("oidc") / "log") as started:
        yield started


@pytest.fixture
def province(server: OidcServer) -> OidcServer:
    """The provider, which knows An, and tells no lies yet."""
    server.people(an={"email": "an@example.org", "email_verified": True, "groups": ["1022-truc"]})
    server.be_honest()
    return server
