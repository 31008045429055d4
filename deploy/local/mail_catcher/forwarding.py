"""Hands mails on to a real mail server, in the background: whoever sent them has had their answer already."""

import logging
import queue
import smtplib
import threading
from collections.abc import Sequence

log = logging.getLogger("mail_catcher")
WAITING = 10_000
SECONDS = 20.0


class Forwarder:
    """Sends to one server, in the order of arrival. A mail that cannot be handed on is logged and forgotten."""

    def __init__(self, address: str) -> None:
        """`address` is host:port. Raises ValueError when it is not."""
        host, _, port = address.rpartition(":")
        self._server = (host, int(port))
        self._waiting: queue.Queue[tuple[str, list[str], bytes]] = queue.Queue(WAITING)
        threading.Thread(target=self._run, name="forwarder", daemon=True).start()

    def hand_on(self, sender: str, recipients: Sequence[str], content: bytes) -> None:
        """Put a mail in line; when the line is too long, it is dropped."""
        try:
            self._waiting.put_nowait((sender, list(recipients), content))
        except queue.Full:
            log.warning("mail not handed on: too many are waiting")

    def _run(self) -> None:
        while True:
            self._send(*self._waiting.get())

    def _send(self, sender: str, recipients: list[str], content: bytes) -> None:
        """Send to each recipient alone: one who is refused must not keep the mail from the others."""
        for recipient in recipients:
            try:
                with smtplib.SMTP(*self._server, timeout=SECONDS) as smtp:
                    smtp.sendmail(sender, [recipient], content)
            except (OSError, smtplib.SMTPException) as error:
                log.warning("mail not handed on: %s", type(error).__name__)
