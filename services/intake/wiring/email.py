"""The composition root of the e-mail channel: the shared application, and what takes mails."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from pymongo.database import Database

from services.intake.adapters.imap_mailbox import ImapMailbox
from services.intake.adapters.imap_server import ImapServer
from services.intake.adapters.mime_reader import read_letter
from services.intake.adapters.mongo_cases import MongoCases
from services.intake.adapters.mongo_mails import MongoMails
from services.intake.settings.email import EmailSettings
from services.intake.usecases.answer_mail import AnswerMail
from services.intake.usecases.file_mail import FileMail
from services.intake.usecases.mail_ports import FiledCases, Lease, Mailbox, Mails, ReadLetter
from services.intake.usecases.read_mailbox import MailboxPace, ReadMailbox, folders
from services.intake.usecases.take_mail import TakeMail
from services.intake.usecases.understand_mail import MailRules, UnderstandMail
from services.intake.wiring import Application
from services.intake.wiring import build as build_common
from services.kit.health import Probe
from services.kit.messaging.reactions import Reaction
from services.kit.storage.leases import MongoLeases
from services.kit.storage.mongo import connect, is_outage


@dataclass(frozen=True, slots=True)
class EmailApplication:
    """`mailbox` reads the mailbox turn by turn; `take` takes one mail; `base` is what all channels share."""

    base: Application
    take: TakeMail
    mailbox: ReadMailbox
    reactions: Mapping[str, Reaction]
    probes: Mapping[str, Probe]

    @property
    def catalog(self) -> Any:
        """Return the catalogue, as the kit expects it."""
        return self.base.catalog

    @property
    def accounts(self) -> Any:
        """Return the accounts, as the kit expects them."""
        return self.base.accounts


def build(
    settings: EmailSettings,
    *,
    database: Database[Any] | None = None,
    base: Application | None = None,
    cases: FiledCases | None = None,
    mails: Mails | None = None,
    mailbox: Mailbox | None = None,
    lease: Lease | None = None,
    read: ReadLetter = read_letter,
) -> EmailApplication:
    """Return the application on real adapters, or on those a test passes. Does not wait for any server."""
    database = connect(settings) if database is None else database
    base = base or build_common(settings, database=database)
    mails = mails or MongoMails(database)
    take = build_take(settings, base, mails, cases or MongoCases(database), read)
    reader = ReadMailbox(
        lease_name(settings.imap_url),
        mailbox or build_mailbox(settings),
        mails,
        lease or MongoLeases(database),
        take,
        folders(settings.taken_folder, settings.ignored_folder, settings.broken_folder),
        base.clock,
        MailboxPace(lease=settings.lease, look=settings.look),
    )
    return EmailApplication(base, take, reader, base.reactions, {**base.probes, "mailbox": reader.problem})


def build_take(
    settings: EmailSettings, base: Application, mails: Mails, cases: FiledCases, read: ReadLetter = read_letter
) -> TakeMail:
    """Return what takes one mail."""
    answer = AnswerMail(mails, settings.answers_a_day)
    return TakeMail(
        mails,
        read,
        UnderstandMail(MailRules(own=settings.own, spam=settings.spam), mails, cases),
        FileMail(base.registrar, base.supplementer, base.attachments, base.look_up, cases, answer),
        base.gate,
        base.clock,
        tries=settings.tries,
        is_outage=is_outage,
    )


def build_mailbox(settings: EmailSettings) -> ImapMailbox:
    """Return the mailbox of the settings, not opened."""
    server = ImapServer.parse(settings.imap_url)
    return ImapMailbox(server, timeout=settings.timeout, most_bytes=settings.most_bytes, idle=settings.idle)


def lease_name(imap_url: str) -> str:
    """Return the lease's name: the same for all who read the same folder, and not an address."""
    server = ImapServer.parse(imap_url)
    where = f"{server.user.lower()}@{server.host}:{server.port}/{server.folder}"
    return f"mailbox:{sha256(where.encode()).hexdigest()[:24]}"
