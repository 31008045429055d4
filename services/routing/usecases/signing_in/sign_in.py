"""Sign in with name and password."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import timedelta

from services.kit.clock import Clock
from services.kit.failures import Rejected
from services.kit.storage.accounts import Account
from services.routing.domain.auditing import AuditEntry
from services.routing.domain.signing_in import BY_PASSWORD, FULL, PASSWORD, Session
from services.routing.usecases.auditing import Audit
from services.routing.usecases.signing_in.ports import CredentialBook, People, Secrets, Sessions
from services.routing.usecases.signing_in.slow_down import SlowDown

MOST_BROWSER = 200
#: Who tried, where nobody has such a name.
NOBODY = "?"
#: Counts of wrong tries that are forgotten once somebody was right; others may stand behind the same address.
OWN = ("pair", "browser")


@dataclass(frozen=True, slots=True)
class Opened:
    """A new session: the secret for the browser's cookie, and whether a second factor is still to come."""

    secret: str
    session: Session


@dataclass(frozen=True, slots=True)
class SignIn:
    """`idle` and `longest` are how long a session lives without anybody there, and at most."""

    people: People
    book: CredentialBook
    secrets: Secrets
    sessions: Sessions
    slow_down: SlowDown
    audit: Audit
    clock: Clock
    idle: timedelta
    longest: timedelta

    def __call__(self, name: str, password: str, address: str, browser: str, known_browser: str = "") -> Opened:
        """Return a new session, of stage `password` where a second factor is set up. `known_browser` identifies one in
        which the very same name has signed in before.

        Raises `Rejected`: wrong-name-or-password (the same for a name nobody has), too-many-tries.
        """
        name = name.strip().lower()[:64]
        keys = _keys(name, address, known_browser)
        self.slow_down.check(keys)
        person, known = self.people.named(name), self.book.get(name)
        if not self.secrets.verify(known.password if known and person else None, password) or person is None:
            self.slow_down.wrong(keys)
            # Whoever types a password where the name belongs must not find it in the record.
            self._note(name if person or known else NOBODY, "sign-in-refused", address)
            raise _wrong()
        self.slow_down.right(*(key for kind, key in keys.items() if kind in OWN))
        self._note(name, "signed-in", address)
        return self.open(person.account, PASSWORD if known and known.totp else FULL, browser)

    def open(self, account: Account, stage: str, browser: str, way: str = BY_PASSWORD) -> Opened:
        """Return a new session for somebody who has proved who they are."""
        now, secret = self.clock.now(), self.secrets.token()
        session = Session(
            id=session_id(secret),
            account=account.name,
            stage=stage,
            created_at=now,
            seen_at=now,
            idle_until=now + self.idle,
            ends_at=now + self.longest,
            browser=browser[:MOST_BROWSER],
            way=way,
        )
        self.sessions.add(session)
        return Opened(secret, session)

    def _note(self, who: str, what: str, address: str) -> None:
        self.audit.write(AuditEntry(at=self.clock.now(), who=who, what=what, where=address))


def session_id(secret: str) -> str:
    """Return what is stored of a cookie's secret: whoever reads the database cannot sign in with it."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _keys(name: str, address: str, known_browser: str) -> dict[str, str]:
    if known_browser:
        return {"browser": f"browser:{known_browser}"}
    return {"pair": f"pair:{name}:{address}", "address": f"address:{address}", "name": f"name:{name}"}


def _wrong() -> Rejected:
    return Rejected(
        "wrong-name-or-password", "Tên đăng nhập hoặc mật khẩu không đúng.", "The name or the password is not right."
    )
