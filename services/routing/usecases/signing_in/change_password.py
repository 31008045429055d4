"""Change a password: one's own, or for somebody who lost theirs."""

from __future__ import annotations

from dataclasses import dataclass, replace

from services.kit.clock import Clock
from services.kit.failures import Rejected
from services.routing.domain.signing_in import LEAST_PASSWORD, Credentials, is_good_password
from services.routing.usecases.signing_in.ports import Audit, AuditEntry, CredentialBook, People, Secrets, Sessions

GENERATED = 16


@dataclass(frozen=True, slots=True)
class ChangePassword:
    """Whoever knew the old password, and whoever stole a session, is out."""

    people: People
    book: CredentialBook
    secrets: Secrets
    sessions: Sessions
    audit: Audit
    clock: Clock

    def __call__(self, name: str, old: str, new: str, keep_session: str | None = None) -> None:
        """Change one's own. Raises `Rejected`: wrong-password, weak-password."""
        known = self.book.get(name) or Credentials(name=name)
        if not self.secrets.verify(known.password, old):
            raise Rejected("wrong-password", "Mật khẩu hiện tại không đúng.", "The present password is not right.")
        if not is_good_password(new, name) or new == old:
            raise Rejected(
                "weak-password",
                f"Mật khẩu mới cần ít nhất {LEAST_PASSWORD} ký tự, khác mật khẩu cũ, không chứa tên đăng nhập và không "
                "phải mật khẩu dễ đoán.",
                f"A new password needs at least {LEAST_PASSWORD} characters, must differ from the old one, "
                "not hold the name, and not be easy to guess.",
            )
        self.book.put(replace(known, password=self.secrets.hash(new), must_change=False))
        self.sessions.end_all(name, but=keep_session)
        self._note(name, name, "password-changed")

    def reset(self, name: str, by: str) -> str:
        """Give somebody a new password, to be changed at the first sign-in, and return it once.

        Raises `Rejected("unknown-account")`.
        """
        if self.people.named(name) is None:
            raise Rejected("unknown-account", f"Không có tài khoản “{name}”.", f"There is no account “{name}”.")
        password = self.secrets.token()[:GENERATED]
        known = self.book.get(name) or Credentials(name=name)
        self.book.put(replace(known, password=self.secrets.hash(password), must_change=True))
        self.sessions.end_all(name)
        self._note(by, name, "password-reset")
        return password

    def reset_second_factor(self, name: str, by: str) -> None:
        """Forget somebody's second factor: they lost the telephone, and somebody has made sure that it is they."""
        known = self.book.get(name)
        if known:
            self.book.put(replace(known, totp=None, recovery=(), last_step=0))
            self.sessions.end_all(name)
        self._note(by, name, "second-factor-reset")

    def _note(self, who: str, about: str, what: str) -> None:
        self.audit.write(AuditEntry(at=self.clock.now(), who=who, what=what, about=about))
