"""Signing in in memory: credentials, sessions, tries and the audit, and secrets that are quick to make."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import count

from services.kit.storage.accounts import Account
from services.routing.domain.auditing import AuditEntry
from services.routing.domain.guessing import REMEMBERED, Tries
from services.routing.domain.signing_in import Credentials, Session
from services.routing.usecases.accounts import Presence
from services.routing.usecases.auditing import AuditSearch
from services.routing.usecases.signing_in import Person
from services.routing.wiring.sign_in import SignInStore
from tests.unit.routing.fakes import MemoryAccountBook


class MemoryPeople:
    """Port `People`, at once."""

    def __init__(self, accounts: MemoryAccountBook) -> None:
        self.accounts = accounts

    def named(self, name: str) -> Person | None:
        each = self.accounts.get(name)
        if each is None or not each.active:
            return None
        account = Account(each.name, each.role, each.agency, each.token_sha256, each.display_name)
        return Person(account, each.signed_out_at)


class MemoryCredentials:
    """Port `CredentialBook`."""

    def __init__(self) -> None:
        self.by_name: dict[str, Credentials] = {}
        self.entries: list[AuditEntry] = []

    def get(self, name: str) -> Credentials | None:
        return self.by_name.get(name)

    def set_password(self, name: str, hashed: str, noted: AuditEntry, *, reset: bool) -> None:
        out = {"signed_out_at": noted.at} if reset else {}
        self._set(name, noted, password=hashed, must_change=reset, **out)

    def set_factor(self, name: str, secret: str | None, step: int, recovery: Sequence[str], noted: AuditEntry) -> None:
        out = {} if secret else {"signed_out_at": noted.at}
        self._set(name, noted, totp=secret, last_step=step, recovery=tuple(recovery), **out)

    def bind(self, name: str, subject: str | None, noted: AuditEntry) -> bool:
        known, taken = self.get(name), self.by_subject(subject) if subject else None
        if (subject and known and known.subject) or (taken and taken.name != name):
            return False
        self._set(name, noted, subject=subject)
        return True

    def use_step(self, name: str, step: int) -> bool:
        known = self.by_name[name]
        if step <= known.last_step:
            return False
        self._set(name, None, last_step=step)
        return True

    def use_recovery(self, name: str, hashed: str) -> bool:
        known = self.by_name[name]
        if hashed not in known.recovery:
            return False
        self._set(name, None, recovery=tuple(each for each in known.recovery if each != hashed))
        return True

    def by_subject(self, subject: str) -> Credentials | None:
        return next((each for each in self.by_name.values() if each.subject == subject), None)

    def _set(self, name: str, noted: AuditEntry | None, **facts: object) -> None:
        self.by_name[name] = replace(self.by_name.get(name) or Credentials(name=name), **facts)  # type: ignore[arg-type]
        if noted:
            self.entries.append(noted)


class MemorySessions:
    """Port `Sessions`."""

    def __init__(self) -> None:
        self.by_id: dict[str, Session] = {}

    def add(self, session: Session) -> None:
        self.by_id[session.id] = session

    def find(self, id_: str) -> Session | None:
        return self.by_id.get(id_)

    def seen(self, id_: str, at: datetime, idle_until: datetime) -> None:
        self.by_id[id_] = replace(self.by_id[id_], seen_at=at, idle_until=idle_until)

    def end(self, id_: str) -> None:
        self.by_id.pop(id_, None)

    def end_all(self, account: str, but: str | None = None) -> int:
        gone = [each.id for each in self.of(account) if each.id != but]
        for id_ in gone:
            del self.by_id[id_]
        return len(gone)

    def of(self, account: str) -> Sequence[Session]:
        return [each for each in self.by_id.values() if each.account == account]


class MemoryAttempts:
    """Port `Attempts`."""

    def __init__(self) -> None:
        self.by_key: dict[str, Tries] = {}

    def find(self, keys: Sequence[str], now: datetime) -> Mapping[str, Tries]:
        found = {key: self.by_key[key] for key in keys if key in self.by_key}
        return {key: tries for key, tries in found.items() if now < tries.last_at + REMEMBERED}

    def add(self, keys: Sequence[str], now: datetime) -> None:
        known = self.find(keys, now)
        for key in keys:
            self.by_key[key] = Tries(known[key].wrong + 1 if key in known else 1, now)

    def clear(self, keys: Sequence[str]) -> None:
        for key in keys:
            self.by_key.pop(key, None)


class MemoryAudit:
    """Ports `Audit` and `AuditTrail`."""

    def __init__(self) -> None:
        self.entries: list[AuditEntry] = []

    def write(self, entry: AuditEntry) -> None:
        self.entries.append(entry)

    def find(self, search: AuditSearch) -> Sequence[AuditEntry]:
        return self.entries[::-1][search.offset : search.offset + search.limit]

    def told(self) -> list[tuple[str, str]]:
        """Return who did what, in order."""
        return [(each.who, each.what) for each in self.entries]


class NoPresences:
    """Port `Presences`: nobody was ever there."""

    def of(self, names: Sequence[str], now: datetime) -> Mapping[str, Presence]:
        return {}


class QuickSecrets:
    """Port `Secrets`; argon2 itself has tests of its own."""

    def __init__(self) -> None:
        self.numbers = count(1)
        self.verified: list[str | None] = []

    def hash(self, password: str) -> str:
        return f"hash of {password}"

    def verify(self, hashed: str | None, password: str) -> bool:
        self.verified.append(hashed)
        return hashed == self.hash(password)

    def token(self) -> str:
        return f"{next(self.numbers):010d}token"

    def one_time_password(self) -> str:
        return f"mot-lan-{next(self.numbers):06d}"


def memory_sign_in_store(accounts: MemoryAccountBook) -> SignInStore:
    """Return all of it."""
    audit = MemoryAudit()
    return SignInStore(
        people=MemoryPeople(accounts),
        book=MemoryCredentials(),
        sessions=MemorySessions(),
        attempts=MemoryAttempts(),
        audit=audit,
        trail=audit,
        presences=NoPresences(),
        secrets=QuickSecrets(),
    )
