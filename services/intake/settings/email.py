"""Settings of the e-mail channel."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields

from environs import Env, EnvError

from services.intake.adapters.imap_server import ImapServer
from services.intake.settings import IntakeSettings
from services.intake.settings import load as load_common


@dataclass(frozen=True, slots=True, kw_only=True)
class EmailSettings(IntakeSettings):
    """`imap_url` is the mailbox with user and password. `own` are the hotline's addresses, in lower case.

    `spam` are headers that mark spam, by lower-case name, with the beginning of the value that does; empty: any value.
    Seconds: `timeout` for each answer of the server, `look` between two looks when the server says nothing by itself,
    `lease` for how long a process that died still holds the mailbox.
    """

    imap_url: str = field(repr=False)
    own: frozenset[str]
    idle: bool
    timeout: float
    look: float
    lease: float
    most_bytes: int
    taken_folder: str
    ignored_folder: str
    broken_folder: str
    tries: int
    answers_a_day: int
    spam: Mapping[str, str]


def load(env: Env) -> EmailSettings:
    """Read the settings. Raises environs' errors for what is missing or wrong."""
    common = load_common(env)
    return EmailSettings(
        **{each.name: getattr(common, each.name) for each in fields(common)},
        imap_url=_imap_url(env),
        own=frozenset(_own(env.list("MAIL_ADDRESSES"))),
        idle=env.bool("IMAP_IDLE", True),
        timeout=env.float("IMAP_TIMEOUT_SECONDS", 20),
        look=env.float("IMAP_LOOK_SECONDS", 60),
        lease=env.float("MAILBOX_LEASE_SECONDS", 30),
        most_bytes=env.int("MAIL_MOST_MB", 40) * 1024 * 1024,
        taken_folder=env.str("IMAP_TAKEN_FOLDER", "1022-da-nhan"),
        ignored_folder=env.str("IMAP_IGNORED_FOLDER", "1022-bo-qua"),
        broken_folder=env.str("IMAP_BROKEN_FOLDER", "1022-loi"),
        tries=env.int("MAIL_TRIES", 3),
        answers_a_day=env.int("MAIL_ANSWERS_A_DAY", 3),
        spam=_spam(env.list("MAIL_SPAM_HEADERS", [])),
    )


def _own(addresses: list[str]) -> list[str]:
    return [address.strip().lower() for address in addresses]


def _imap_url(env: Env) -> str:
    url: str = env.str("IMAP_URL")
    try:
        ImapServer.parse(url)
    except ValueError:
        raise EnvError('Environment variable "IMAP_URL" invalid') from None
    return url


def _spam(pairs: list[str]) -> Mapping[str, str]:
    parted = (pair.partition(":") for pair in pairs)
    return {name.strip().lower(): value.strip() for name, _, value in parted if name.strip()}
