"""Change a password: one's own, or for somebody who lost theirs."""

from __future__ import annotations

from dataclasses import dataclass

from services.kit.clock import Clock
from services.kit.failures import Rejected
from services.routing.domain.auditing import AuditEntry
from services.routing.domain.signing_in import LEAST_PASSWORD, Credentials, is_good_password
from services.routing.usecases.auditing import Audit
from services.routing.usecases.signing_in.ports import CredentialBook, People, Secrets, Sessions
from services.routing.usecases.signing_in.slow_down import SlowDown, of_password


@dataclass(frozen=True, slots=True)
class ChangePassword:
    """Whoever knew the old password, and whoever stole a session, is out."""

    people: People
    book: CredentialBook
    secrets: Secrets
    sessions: Sessions
    slow_down: SlowDown
    audit: Audit
    clock: Clock

    def __call__(self, name: str, old: str, new: str, address: str = "") -> None:
        """Change one's own. Raises `Rejected`: wrong-password, weak-password, too-many-tries."""
        self._ask_the_present_one(name, old, address)
        if not is_good_password(new, name) or new == old:
            raise weak_password()
        entry = self._entry(name, name, "password-changed")
        self.book.set_password(name, self.secrets.hash(new), entry, reset=False)
        self.sessions.end_all(name)

    def reset(self, name: str, by: str) -> str:
        """Give somebody a new password, to be changed at the first sign-in, and return it once.

        Raises `Rejected("unknown-account")`.
        """
        self._check(name)
        password = self.secrets.one_time_password()
        self.book.set_password(name, self.secrets.hash(password), self._entry(by, name, "password-reset"), reset=True)
        self.sessions.end_all(name)
        return password

    def put(self, name: str, password: str, by: str) -> None:
        """Put somebody's own choice in force, typed in their presence.

        Raises `Rejected`: unknown-account, weak-password.
        """
        self._check(name)
        self.check(name, password)
        entry = self._entry(by, name, "password-changed")
        self.book.set_password(name, self.secrets.hash(password), entry, reset=False)
        self.sessions.end_all(name)

    def check(self, name: str, password: str) -> None:
        """Raise `Rejected("weak-password")` for a password that nobody of this name should have."""
        if not is_good_password(password, name):
            raise weak_password()

    def reset_second_factor(self, name: str, by: str) -> None:
        """Forget somebody's second factor: they lost the telephone, and somebody has made sure that it is they.

        Raises `Rejected("unknown-account")`.
        """
        self._check(name)
        self.book.set_factor(name, None, 0, (), self._entry(by, name, "second-factor-reset"))
        self.sessions.end_all(name)

    def _ask_the_present_one(self, name: str, password: str, address: str) -> None:
        """Whoever finds a browser open must not guess in it for as long as they like."""
        keys, known = of_password(name), self.book.get(name) or Credentials(name=name)
        self.slow_down.check(keys)
        if not self.secrets.verify(known.password, password):
            self.slow_down.wrong(keys)
            self.audit.write(AuditEntry(at=self.clock.now(), who=name, what="password-refused", where=address))
            raise Rejected("wrong-password", "Mật khẩu hiện tại không đúng.", "The present password is not right.")
        self.slow_down.right(*keys.values())

    def _check(self, name: str) -> None:
        if self.people.named(name) is None:
            raise Rejected("unknown-account", f"Không có tài khoản “{name}”.", f"There is no account “{name}”.")

    def _entry(self, who: str, about: str, what: str) -> AuditEntry:
        return AuditEntry(at=self.clock.now(), who=who, what=what, about=about)


def weak_password() -> Rejected:
    """Return the refusal of a password that is guessed first."""
    return Rejected(
        "weak-password",
        f"Mật khẩu mới cần ít nhất {LEAST_PASSWORD} ký tự, khác mật khẩu cũ, không chứa tên đăng nhập và không "
        "phải mật khẩu dễ đoán.",
        f"A new password needs at least {LEAST_PASSWORD} characters, must differ from the old one, "
        "not hold the name, and not be easy to guess.",
    )
