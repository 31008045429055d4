"""The e-mail channel: reads the hotline's mailbox. It goes on taking mails while the broker is away."""

from __future__ import annotations

import eventlet

from services.intake.settings.email import load
from services.intake.wiring.email import EmailApplication, build
from services.kit.events import Event
from services.kit.loop import Loop
from services.kit.messaging.consumer import batch
from services.kit.messaging.reactions import react
from services.kit.service import Wired


class MailboxLoop(Loop):
    """Hangs up at the end and lets another replica read at once, instead of when the lease ends."""

    #: A mail that was begun is finished; a silent mail server is not waited for.
    LONGEST_GOODBYE = 3.0

    def stop(self) -> None:
        """Let the turn in progress finish, at most `LONGEST_GOODBYE` seconds, and leave."""
        self._stopping = True
        with eventlet.Timeout(self.LONGEST_GOODBYE, False):
            self._over.wait()
        with eventlet.Timeout(self.LONGEST_GOODBYE / 3, False):
            self._application().mailbox.leave()

    def _application(self) -> EmailApplication:
        found: EmailApplication = next(
            each.application for each in self.container.dependencies if isinstance(each, Wired)
        )
        return found


class IntakeEmail:
    """Citizens write to the hotline's address."""

    name = "intake-email"
    application = Wired(build, load)
    mailbox = MailboxLoop(lambda application: application.mailbox.turn, pause=0.05)

    @batch("intake.reference", vital=False)
    def on_reference(self, events: list[Event]) -> None:
        """Keep the catalogue and the accounts up to date."""
        react(self.application.reactions, events)
