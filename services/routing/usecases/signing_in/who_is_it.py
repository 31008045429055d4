"""Who is it: the account behind a browser's session, while session and account live."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from services.kit.clock import Clock
from services.kit.storage.accounts import Account
from services.routing.domain.signing_in import FULL, Session
from services.routing.usecases.signing_in.ports import People, Sessions
from services.routing.usecases.signing_in.sign_in import session_id

#: Writing at every request that somebody is there would cost a write for every page.
NOTED_EVERY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Life:
    """Somebody and their session, whatever its stage."""

    account: Account
    session: Session


@dataclass(frozen=True, slots=True)
class WhoIsIt:
    """A removed account's sessions are worth nothing from the moment its removal is known here."""

    people: People
    sessions: Sessions
    clock: Clock
    idle: timedelta

    def __call__(self, secret: str) -> Account | None:
        """Return who has signed in with everything they must."""
        life = self.life(secret)
        return life.account if life and life.session.stage == FULL else None

    def life(self, secret: str) -> Life | None:
        """Return who is behind a cookie, also before the second factor; None once the session has run out."""
        session = self.sessions.find(session_id(secret)) if secret else None
        now = self.clock.now()
        if session is None or now >= min(session.idle_until, session.ends_at):
            return None
        account = self.people.named(session.account)
        if account is None:
            return None
        if now - session.seen_at >= NOTED_EVERY:
            self.sessions.seen(session.id, now, now + self.idle)
        return Life(account, session)
