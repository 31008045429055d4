"""The channel's process and what a test asks about it."""

from email.message import EmailMessage
from typing import Any

from services.kit.events import CatalogChanged, Event, decode
from services.kit.storage.catalog import MongoCatalog
from tests.servers.mail import Mailbox
from tests.servers.mongo import Mongo
from tests.unit.intake.fakes import CATALOG, MONDAY

EMAIL = "services.intake.channels.email:IntakeEmail"
TAKEN, IGNORED, BROKEN = "1022-da-nhan", "1022-bo-qua", "1022-loi"


def settings(mailbox: Mailbox, **more: str) -> dict[str, str]:
    """Return the process's settings."""
    return {
        "SECRET_KEY": "for tests",
        "FILES_KEY": "for tests",
        "IMAP_URL": mailbox.url(),
        "MAIL_ADDRESSES": mailbox.address,
        "MAILBOX_LEASE_SECONDS": "3",
        **more,
    }


def learn_catalogue(mongo: Mongo) -> None:
    """Store the catalogue as if it had come by the broker."""
    data = CatalogChanged(version=1, province="gialai", catalog=CATALOG)
    event = Event.of(data, source="/routing", subject="gialai", at=MONDAY)
    MongoCatalog(mongo.database("intake")).record([event])


def mails(mongo: Mongo, **query: Any) -> list[dict[str, Any]]:
    """Return the records of mails."""
    return list(mongo.database("intake")["mails"].find(query))


def outcomes(mongo: Mongo) -> list[tuple[str, str | None]]:
    """Return what became of each mail: kind and reason."""
    return [(each["outcome"]["kind"], each["outcome"]["reason"]) for each in mails(mongo) if each["outcome"]]


def cases(mongo: Mongo) -> list[dict[str, Any]]:
    """Return the data of the cases."""
    return [each["data"] for each in mongo.database("intake")["cases"].find()]


def told(mongo: Mongo) -> list[Event]:
    """Return the events that wait in the records of mails."""
    return [decode(entry["body"]) for each in mails(mongo) for entry in each["outbox"]]


def a_mail(number: int = 1, text: str = "Đèn đường hỏng trước số 12 Hùng Vương, phường Pleiku.", **more: str) -> bytes:
    """Return a mail of Nguyễn Văn An. `more` are headers, with _ for -."""
    mail = EmailMessage()
    headers = {
        "Message-ID": f"<{number}.test@example.org>",
        "From": "Nguyễn Văn An <an@example.org>",
        "To": "1022@example.org",
        "Subject": f"Đèn hỏng {number}",
        "Date": "Mon, 30 Nov 2026 10:00:00 +0700",
        **{name.replace("_", "-"): value for name, value in more.items()},
    }
    for name, value in headers.items():
        mail[name] = value
    mail.set_content(text)
    return mail.as_bytes()
