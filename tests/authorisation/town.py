"""All sites on one database server, somebody of every role, and something to be seen behind most doors."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from flask.testing import FlaskClient

from services.kit.clock import SystemClock
from services.kit.events import AccountChanged, CatalogChanged, Event
from services.kit.events.vocabulary import AGENCY_ROLES, ROLES
from services.kit.storage.accounts import MongoAccounts
from services.kit.storage.catalog import MongoCatalog
from services.kit.web.auth import token_hash
from services.kit.web.delegation import delegated
from services.routing.adapters.mongo_catalogs import MongoCatalogs
from services.routing.domain.canned_text import CannedText
from services.routing.domain.knowledge.entry import Kind
from services.routing.domain.signing_in import BY_PASSWORD, FULL
from services.routing.usecases.amending import Wish
from services.routing.wiring import Application
from tests.authorisation.sites import Served, built, environment
from tests.authorisation.table import DESK, KEY, NOBODY, SESSION
from tests.servers.mongo import Mongo
from tests.unit.routing.amending.fakes import ADMIN
from tests.unit.routing.builders import CITIZEN, NOON, received
from tests.unit.routing.catalogs import LOCAL, snapshot
from tests.unit.routing.knowledge.entries import EDITOR, PROCEDURE

#: Names of accounts, by role; `SOMEBODY` is whom administrators look at and act on.
NAMES = {role: role.replace("_", "-") for role in ROLES}
SOMEBODY = "ai-do"
#: Somebody who has left; an administrator without a second factor; an operator whose password was reset.
CLOSED, NO_TELEPHONE, RESET = "da-nghi", "chua-co-ma", "phai-doi"
SIGN_IN = "/dang-nhap"
#: A telephone's secret, where a role needs one.
TOTP = "JBSWY3DPEHPK3PXP"
_FORM_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


@dataclass(frozen=True)
class Caller:
    """Somebody who knocks, and how."""

    role: str | None
    way: str

    def __str__(self) -> str:
        """How failures name them."""
        return f"{self.role or 'somebody'} by {self.way}"


@dataclass(repr=False)
class Town:
    """`sites` by the name of their process; `tokens` by role; `key` is that of an agency's system.

    `closed_session` is the session of somebody whose account was closed meanwhile.
    """

    mongo: Mongo
    environment: dict[str, str]
    sites: dict[str, Served]
    tokens: dict[str, str] = field(default_factory=dict)
    key: str = ""
    closed_session: str = ""

    @property
    def routing(self) -> Application:
        """The application behind the desk."""
        found: Application = self.sites["routing"].application
        return found

    def client(self, service: str, caller: Caller) -> FlaskClient:
        """Return a program or a browser of the caller, before its first call."""
        client = self.sites[service].app.test_client()
        if caller.way == SESSION:
            client.set_cookie("desk", self.session(caller.role or ""))
        elif caller.way != NOBODY:
            client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {self._shown(service, caller)}"
        return client

    def session(self, role: str, stage: str = FULL, way: str = BY_PASSWORD) -> str:
        """Return the secret of a new session of whoever has the role."""
        signing, book = self.routing.signing, self.routing.account_book
        account = book.named(NAMES.get(role, role))  # type: ignore[attr-defined]
        assert signing and account
        return signing.sign_in.open(account.account, stage, "a browser of these tests", way).secret

    def _shown(self, service: str, caller: Caller) -> str:
        role = caller.role or ""
        if caller.way == DESK:
            return delegated(NAMES[role], service, self.environment["DESK_KEY"])
        return self.key if caller.way == KEY else self.tokens[role]


def form_token(client: FlaskClient, page: str = SIGN_IN) -> str:
    """Return what a form of the desk would send back; the client has the cookie that goes with it."""
    found = _FORM_TOKEN.search(client.get(page).get_data(as_text=True))
    return found[1] if found else form_token(client)


def furnished(mongo: Mongo) -> Town:
    """Return the town, everybody in it."""
    known = environment(mongo)
    town = Town(mongo, known, built(known, mongo))
    town.routing.probes["database"]()
    _spread_catalogue(mongo)
    others = {SOMEBODY: "operator", CLOSED: "administrator", NO_TELEPHONE: "administrator", RESET: "operator"}
    for name, role in ({NAMES[role]: role for role in ROLES} | others).items():
        _hire(town, name, role)
    _let_somebody_owe(town)
    _furnish_desk(town)
    return town


def _spread_catalogue(mongo: Mongo) -> None:
    versions, known = MongoCatalogs(mongo.database("routing")), snapshot()
    told = CatalogChanged(version=1, province="gialai", catalog=known)
    event = Event.of(told, source="/routing", subject="gialai", at=NOON)
    versions.add(1, known, NOON, event)
    for service in ("intake", "publish", "reporting", "notify"):
        MongoCatalog(mongo.database(service)).record([event])


def _hire(town: Town, name: str, role: str) -> None:
    agency = LOCAL if role in AGENCY_ROLES else None
    token = town.routing.open_account(name, role, agency)
    town.tokens[role if name == NAMES[role] else name] = token
    _spread_account(town.mongo, AccountChanged(
        name=name, role=role, agency=agency, token_sha256=token_hash(token), active=True, changed_at=NOON
    ))  # fmt: skip
    _give_telephone(town, name, totp=TOTP)


def _spread_account(mongo: Mongo, account: AccountChanged) -> None:
    event = Event.of(account, source="/routing", subject=account.name, at=account.changed_at)
    for service in ("intake", "publish", "notify"):
        MongoAccounts(mongo.database(service)).record([event])


def _give_telephone(town: Town, name: str, **facts: object) -> None:
    factor = {"$set": {"last_step": 0, "recovery": [], "must_change": False, **facts}}
    town.mongo.database("routing").credentials.update_one({"_id": name}, factor, upsert=True)


def _let_somebody_owe(town: Town) -> None:
    _give_telephone(town, NO_TELEPHONE, totp=None)
    _give_telephone(town, RESET, must_change=True)
    town.closed_session = town.session(CLOSED)
    town.routing.close_account(CLOSED)
    _spread_account(town.mongo, AccountChanged(
        name=CLOSED, role="administrator", agency=None, token_sha256=token_hash(town.tokens[CLOSED]), active=False,
        changed_at=SystemClock().now(),
    ))  # fmt: skip


def _furnish_desk(town: Town) -> None:
    app, now = town.routing, SystemClock().now()
    assert app.gateway and app.rules and app.texts and app.knowledge and app.amending
    app.rules.keep_loaded(snapshot(), None)
    app.amending.edit([Wish(part="limits", key="most_returns", after=3)], ADMIN)
    town.key = app.gateway.connect.add(LOCAL, "pull").key or ""
    text = CannedText(slug="da-nhan", title="Đã nhận", body_vi="Đã nhận.", body_en="Received.", version=1)
    app.texts.texts.save(text)
    app.knowledge.edit.create("khai-sinh", Kind.PROCEDURE, PROCEDURE, EDITOR)
    ours = [received(number, contact=CITIZEN, share_contact=True, received_at=now) for number in (1, 2)]
    app.route_cases([*ours, received(4, category=None, received_at=now)])
