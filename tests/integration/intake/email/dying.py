"""The channel's service, killed at one step: `DIE_AT` names it, and `DIE_FILE` remembers that it has died.

Over a mail whose subject begins with "Hỏng" it breaks every time.
"""

import os
import signal
from pathlib import Path
from typing import Any

from services.intake import wiring
from services.intake.adapters import mime_reader
from services.intake.adapters.mongo_cases import MongoCases
from services.intake.adapters.mongo_mails import MongoMails
from services.intake.channels.email import MailboxLoop
from services.intake.settings.email import EmailSettings, load
from services.intake.wiring.email import EmailApplication, build, build_mailbox
from services.kit.events import Event
from services.kit.messaging.consumer import batch
from services.kit.messaging.reactions import react
from services.kit.service import Wired
from services.kit.storage.mongo import connect

#: Every step between "the server has it" and "it is put away": each is done, or not, when the process dies.
STEPS = (
    *("before:fetch", "after:fetch", "after:begin", "before:plan", "after:plan", "before:add", "after:add"),
    *("before:settle", "after:settle", "before:put_away", "after:put_away"),
)


class Dying:
    """Passes everything on to what it stands for, but dies at the step."""

    def __init__(self, real: Any) -> None:
        self._real = real

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._real, name)
        if not callable(found):
            return found

        def call(*arguments: Any, **named: Any) -> Any:
            die(f"before:{name}")
            result = found(*arguments, **named)
            die(f"after:{name}")
            return result

        return call


def die(step: str) -> None:
    """Die here, if this is the step and it has not happened yet."""
    died = Path(os.environ.get("DIE_FILE", "/nonexistent"))
    if os.environ.get("DIE_AT") == step and not died.exists():
        died.touch()
        os.kill(os.getpid(), signal.SIGKILL)


def read(raw: bytes, *, cut: bool = False) -> Any:
    """Read a mail, unless it is one to break over."""
    letter = mime_reader.read_letter(raw, cut=cut)
    if letter.subject.startswith("Hỏng"):
        raise RuntimeError("a bug of ours")
    return letter


def build_dying(settings: EmailSettings) -> EmailApplication:
    """Return the application with everything that can be killed wrapped."""
    database = connect(settings)
    base = wiring.build(settings, database=database, cases=Dying(MongoCases(database)))
    return build(
        settings,
        database=database,
        base=base,
        mails=Dying(MongoMails(database)),
        mailbox=Dying(build_mailbox(settings)),
        read=read,
    )


class DyingEmail:
    """The service."""

    name = "intake-email"
    application = Wired(build_dying, load)
    mailbox = MailboxLoop(lambda application: application.mailbox.turn, pause=0.05)

    @batch("intake.reference", vital=False)
    def on_reference(self, events: list[Event]) -> None:
        """Keep the catalogue and the accounts up to date."""
        react(self.application.reactions, events)
