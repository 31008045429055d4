"""The record of what was done with accounts and personal data: what there is to know, and its kinds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

#: What is recorded, by the kinds that somebody who reads it looks for.
KINDS: dict[str, tuple[str, ...]] = {
    "sign-ins": ("signed-in", "signed-in-by-sso", "signed-out", "signed-out-everywhere"),
    "refusals": ("sign-in-refused", "password-refused", "code-refused", "sso-refused"),
    "accounts": (
        "account-opened",
        "account-changed",
        "account-closed",
        "account-reopened",
        "account-announced",
        "token-renewed",
        "password-changed",
        "password-reset",
        "second-factor-set",
        "second-factor-reset",
        "sessions-ended",
        "sso-bound",
        "sso-unbound",
    ),
    "looks": ("contact-looked-at",),
    "exports": ("audit-exported",),
    "catalogue": (
        "catalogue-drafted",
        "catalogue-changed",
        "catalogue-proposed",
        "catalogue-approved",
        "catalogue-put_in_force",
        "catalogue-sent_back",
        "catalogue-withdrawn",
    ),
    "wording": (
        "wording-drafted",
        "wording-withdrawn",
        "wording-put_in_force",
        "wording-brought_back",
        "wording-to_default",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry:
    """Something that was done: by whom, what, about whom or which case, from where. Never a secret.

    `who` is an account's name, `command:<name>` for whoever ran `hotline`, or `?` for a name that nobody has.
    """

    at: datetime
    who: str
    what: str
    about: str = ""
    where: str = ""
    note: str = ""
