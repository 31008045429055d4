"""The second factor: set up once, asked for at every sign-in."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from services.kit.clock import Clock
from services.kit.failures import Rejected
from services.routing.domain.auditing import AuditEntry
from services.routing.domain.signing_in import FULL, Credentials
from services.routing.usecases.auditing import Audit
from services.routing.usecases.signing_in.ports import CredentialBook, SecondFactor, Secrets, Sessions
from services.routing.usecases.signing_in.sign_in import Opened, SignIn
from services.routing.usecases.signing_in.slow_down import SlowDown, of_code
from services.routing.usecases.signing_in.who_is_it import Life

RECOVERY_CODES = 8
CODE_DIGITS = 6


@dataclass(frozen=True, slots=True)
class PassSecondFactor:
    """A session that has proved more is a new session: what was known of the old one is worth nothing."""

    book: CredentialBook
    factor: SecondFactor
    sessions: Sessions
    slow_down: SlowDown
    audit: Audit
    clock: Clock
    sign_in: SignIn

    def __call__(self, life: Life, code: str, address: str) -> Opened:
        """Return a full session. Raises `Rejected`: wrong-code, too-many-tries."""
        name, keys, now = life.account.name, of_code(life.account.name), self.clock.now()
        self.slow_down.check(keys)
        known = self.book.get(name)
        if known is None or not is_right(self.book, self.factor, known, code, now):
            self.slow_down.wrong(keys)
            self.audit.write(AuditEntry(at=now, who=name, what="code-refused", where=address))
            raise wrong_code()
        self.slow_down.right(*keys.values())
        self.sessions.end(life.session.id)
        return self.sign_in.open(life.account, FULL, life.session.browser, life.session.way)


@dataclass(frozen=True, slots=True)
class EnrolSecondFactor:
    """Setting up: a secret is shown, a first code proves that the telephone has it, recovery codes are given once.

    Whoever finds a browser open must not put their own telephone in the place of the owner's: that one is asked too.
    """

    book: CredentialBook
    factor: SecondFactor
    secrets: Secrets
    slow_down: SlowDown
    audit: Audit
    clock: Clock

    def __call__(self, name: str, secret: str, code: str, present: str, address: str) -> tuple[str, ...]:
        """Put the secret in force and return the recovery codes. `present` is a code of the factor that is replaced.

        Raises `Rejected`: wrong-code, too-many-tries.
        """
        known = self.book.get(name)
        if known and known.totp:
            self._ask_the_present_one(known, present, address)
        step = self.factor.step_of(secret, "".join(code.split()), self.clock.now())
        if step is None:
            raise wrong_code()
        codes = tuple(self._recovery_code() for _ in range(RECOVERY_CODES))
        hashes = tuple(recovery_hash(each) for each in codes)
        entry = AuditEntry(at=self.clock.now(), who=name, what="second-factor-set", about=name)
        self.book.set_factor(name, secret, step, hashes, entry)
        return codes

    def _ask_the_present_one(self, known: Credentials, code: str, address: str) -> None:
        keys, now = of_code(known.name), self.clock.now()
        self.slow_down.check(keys)
        if not is_right(self.book, self.factor, known, code, now):
            self.slow_down.wrong(keys)
            self.audit.write(AuditEntry(at=now, who=known.name, what="code-refused", where=address))
            raise wrong_code()
        self.slow_down.right(*keys.values())

    def _recovery_code(self) -> str:
        """Return ten letters and digits in two groups, as people write them down."""
        plain = "".join(each for each in self.secrets.token().lower() if each.isalnum())[:10]
        return f"{plain[:5]}-{plain[5:]}"


def is_right(book: CredentialBook, factor: SecondFactor, known: Credentials, code: str, now: datetime) -> bool:
    """Return whether somebody has their second factor, and use the code up."""
    typed = "".join(code.split()).replace("-", "")
    if known.totp and typed.isdigit() and len(typed) == CODE_DIGITS:
        step = factor.step_of(known.totp, typed, now)
        return step is not None and book.use_step(known.name, step)
    return book.use_recovery(known.name, recovery_hash(typed))


def recovery_hash(code: str) -> str:
    """Return what is stored of a recovery code: 50 random bits need no slow hash."""
    return hashlib.sha256(code.replace("-", "").replace("_", "").lower().encode()).hexdigest()


def wrong_code() -> Rejected:
    """Return the refusal of a code."""
    return Rejected(
        "wrong-code", "Mã không đúng hoặc đã dùng. Xin đợi mã mới.", "The code is wrong or was used. Wait for the next."
    )
