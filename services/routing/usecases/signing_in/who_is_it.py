"""Who is it: the account behind a browser's session, while session and account live."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from services.kit.clock import Clock
from services.kit.storage.accounts import Account
from services.routing.domain.signing_in import FULL, Credentials, Session, latest
from services.routing.usecases.signing_in.ports import CredentialBook, People, Sessions
from services.routing.usecases.signing_in.sign_in import session_id

#: Writing at every request that somebody is there would cost a write for every page.
NOTED_EVERY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Life:
    """Somebody, their session, whatever its stage, and how they prove who they are."""

    account: Account
    session: Session
    known: Credentials


@dataclass(frozen=True, slots=True)
class WhoIsIt:
    """A session is worth what its account is worth now: nothing once that is closed, or was signed out everywhere."""

    people: People
    book: CredentialBook
    sessions: Sessions
    clock: Clock
    idle: timedelta

    def __call__(self, secret: str) -> Account | None:
        """Return who has signed in with everything they must."""
        life = self.life(secret)
        return life.account if life and life.session.stage == FULL else None

    def life(self, secret: str, *, somebody_there: bool = True) -> Life | None:
        """Return who is behind a cookie, also before the second factor; None once the session has run out.

        A page that asks for news by itself proves nothing: with `somebody_there=False` the idle time goes on.
        """
        session = self.sessions.find(session_id(secret)) if secret else None
        person = self.people.named(session.account) if session else None
        if session is None or person is None:
            return None
        known, now = self._known(session.account), self.clock.now()
        if not session.lives(now, latest(person.signed_out_at, known.signed_out_at)):
            return None
        if somebody_there and now - session.seen_at >= NOTED_EVERY:
            self.sessions.seen(session.id, now, now + self.idle)
        return Life(person.account, session, known)

    def living(self, name: str) -> Sequence[Session]:
        """Return the sessions of an account that are worth something, newest first."""
        person = self.people.named(name)
        if person is None:
            return ()
        out, now = latest(person.signed_out_at, self._known(name).signed_out_at), self.clock.now()
        return [each for each in self.sessions.of(name) if each.lives(now, out)]

    def _known(self, name: str) -> Credentials:
        return self.book.get(name) or Credentials(name=name)
