"""A real mail server for the run: SMTP in, mailboxes over IMAP. Every test has an address of its own."""

import imaplib
import shutil
import smtplib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from deploy.local import mailserver
from deploy.local.state import ROOT, State, opened
from tests.servers.ports import free_block

BASE_PORTS = range(17000, 20900, 20)
SENDER = "an@example.org"


@dataclass(frozen=True, slots=True)
class Mailbox:
    """One address of the server, seen from outside: mails are sent to it, and its folders are looked into."""

    state: State
    address: str

    def url(self, scheme: str = "imap") -> str:
        """Return its IMAP address with the password."""
        return mailserver.imap_url(self.state, self.address, scheme)

    def send(self, raw: bytes, sender: str = SENDER) -> None:
        """Send a mail by SMTP, through the whole server."""
        with smtplib.SMTP("127.0.0.1", mailserver.port(self.state, "smtp"), timeout=20) as smtp:
            smtp.sendmail(sender, [self.address], raw)

    def put(self, *raws: bytes, sender: str = SENDER, delivered: bool = True) -> None:
        """Deliver mails by LMTP, byte for byte (`delivered`), or lay them into the mailbox as another program would."""
        if delivered:
            with smtplib.LMTP("127.0.0.1", mailserver.port(self.state, "lmtp")) as lmtp:
                for raw in raws:
                    lmtp.sendmail(sender, [self.address], raw)
            return
        with self.opened() as client:
            for raw in raws:
                client.append("INBOX", None, None, raw)  # type: ignore[arg-type]

    def count(self, folder: str = "INBOX") -> int:
        """Return how many mails a folder has; 0 where there is none."""
        with self.opened() as client:
            kind, data = client.select(f'"{folder}"', readonly=True)
            return int(data[0] or 0) if kind == "OK" else 0

    def flags(self, folder: str = "INBOX") -> list[str]:
        """Return the flags of each mail of a folder."""
        with self.opened() as client:
            client.select(f'"{folder}"', readonly=True)
            _, data = client.fetch("1:*", "(FLAGS)")
            return [part.decode() for part in data if isinstance(part, bytes)]

    @contextmanager
    def opened(self) -> Iterator[imaplib.IMAP4]:
        """Give a connection of the test's own."""
        parts = urlsplit(self.url())
        client = imaplib.IMAP4("127.0.0.1", parts.port or 143, timeout=20)
        try:
            client.login(unquote(parts.username or ""), parts.password or "")
            yield client
        finally:
            client.shutdown()

    @property
    def certificate(self) -> str:
        """Return the file of the server's certificate."""
        return str(mailserver.certificate(self.state))

    def directory(self) -> Path:
        """Return where the server keeps the mailbox."""
        return mailserver.directory(self.state) / "mail" / self.address

    def refuse_to_move(self, folder: str = "1022-da-nhan") -> None:
        """Let the server be unable to make or fill a folder."""
        self.directory().mkdir(exist_ok=True)
        (self.directory() / f".{folder}").write_text("no directory")
        shutil.chown(self.directory(), "mail", "mail")

    def number_anew(self) -> None:
        """Let the server forget its numbers and marks, as one does whose disk was restored: UIDVALIDITY changes."""
        for file in self.directory().glob("dovecot*"):
            file.unlink()
        for file in (self.directory() / "cur").iterdir():
            file.rename(self.directory() / "new" / file.name.partition(":")[0])


@contextmanager
def fresh_mail_server() -> Iterator[State]:
    """Start a server of its own; end it and throw it away afterwards. Raises `Missing` where it cannot be had."""
    home = ROOT / "var" / "test"
    home.mkdir(parents=True, exist_ok=True)
    directory = Path(tempfile.mkdtemp(dir=home))
    state = opened(directory, base_port=free_block(BASE_PORTS))
    try:
        mailserver.start(state)
        yield state
    finally:
        mailserver.remove(state)
        shutil.rmtree(directory)
