"""The desk in memory with people who sign in at it, and browsers for them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pyotp
from flask import Flask
from flask.testing import FlaskClient

from services.kit.clock import FixedClock
from services.routing.domain.auditing import AuditEntry
from services.routing.settings.sign_in import SignInSettings
from services.routing.usecases.signing_in.second_factor import recovery_hash
from services.routing.web.site import create_site
from services.routing.wiring import Application, build
from services.routing.wiring.adapters import Adapters
from services.routing.wiring.sign_in import SigningIn
from tests.unit.routing.builders import NOON
from tests.unit.routing.case_fakes import memory_case_store
from tests.unit.routing.catalogs import HEALTH, LOCAL, snapshot
from tests.unit.routing.fakes import MemoryAccountBook, MemoryCases, MemoryCatalogs, MemoryRejections
from tests.unit.routing.signing_in.fakes import memory_sign_in_store
from tests.unit.routing.site import SETTINGS

GOOD = "một câu dài dễ nhớ"
BETTER = "một câu khác, dài hơn"


class Doors:
    """`truc-01` is an operator, `quan-tri` an administrator, `can-bo` an officer of health; all have the password."""

    def __init__(self, **sign_in: Any) -> None:
        self.clock, self.accounts = FixedClock(NOON), MemoryAccountBook()
        self.store = memory_sign_in_store(self.accounts)
        self.settings = replace(SETTINGS, sign_in=SignInSettings(**sign_in))
        self.application: Application = build(self.settings, on=self._adapters(), clock=self.clock)
        assert self.application.signing
        self.signing: SigningIn = self.application.signing
        self.app: Flask = create_site(self.application)
        for name, role, agency in (
            ("truc-01", "operator", None),
            ("quan-tri", "administrator", None),
            ("can-bo", "agency_officer", HEALTH),
            ("can-bo-phuong", "agency_officer", LOCAL),
        ):
            self.employ(name, role, agency)

    def _adapters(self) -> Adapters:
        return Adapters(
            cases=MemoryCases(),
            catalogs=MemoryCatalogs(snapshot()),
            rejections=MemoryRejections(),
            account_book=self.accounts,
            accounts=self.accounts,
            case_store=memory_case_store(),
            sign_in_store=self.store,
        )

    def employ(self, name: str, role: str, agency: str | None = None) -> None:
        """Open an account whose owner has changed the first password."""
        self.application.open_account(name, role, agency, with_token=False)
        self.signing.change_password(name, self.signing.change_password.reset(name, "command:test"), GOOD)

    def with_factor(self, name: str, *recovery: str) -> pyotp.TOTP:
        """Give somebody a second factor with these recovery codes; return their telephone."""
        telephone = pyotp.TOTP(self.signing.factor.secret())
        noted = AuditEntry(at=NOON, who=name, what="second-factor-set")
        self.store.book.set_factor(name, telephone.secret, 0, [recovery_hash(each) for each in recovery], noted)
        return telephone

    def dismiss(self, name: str) -> None:
        """Close an account."""
        self.application.close_account(name, by="command:test")

    def later(self, **by: float) -> None:
        """Let time pass."""
        self.clock.at += timedelta(**by)


class Browser:
    """A browser that fills in forms with the token that the page gave it."""

    def __init__(self, doors: Doors, address: str = "192.0.2.1", base: str = "http://localhost") -> None:
        self.client: FlaskClient = doors.app.test_client()
        self.where = {"base_url": base, "environ_base": {"REMOTE_ADDR": address}}

    def get(self, path: str, **more: Any) -> Any:
        """Open a page."""
        return self.client.get(path, **self.where, **more)

    def post(self, path: str, page: str | None = None, **fields: str) -> Any:
        """Send the form that `page` shows (the one at `path` where none is named)."""
        token = re.search(r'name="csrf_token" value="([^"]+)"', self.get(page or path).text)
        assert token, "the page has no form"
        sent_from = {"Referer": str(self.where["base_url"]) + path}
        return self.client.post(path, data={"csrf_token": token[1], **fields}, headers=sent_from, **self.where)

    def sign_in(self, name: str, password: str = GOOD, following: str = "") -> Any:
        """Give name and password."""
        query = f"?next={following}" if following else ""
        return self.post("/dang-nhap", f"/dang-nhap{query}", name=name, password=password, next=following)

    def cookie(self, name: str = "desk") -> str | None:
        """Return the value of a cookie."""
        found = self.client.get_cookie(name)
        return found.value if found else None
