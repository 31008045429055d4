"""`python -m deploy.local.mail_catcher`: SMTP on SMTP_PORT (2525), the page on MAIL_PORT (8025), on MAIL_HOST only.

With FORWARD_SMTP=host:port every accepted mail is handed on to that server afterwards.
"""

import os
import signal
import sys
from types import FrameType

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from werkzeug.serving import WSGIRequestHandler, make_server

from deploy.local.mail_catcher.forwarding import Forwarder
from deploy.local.mail_catcher.mailbox import Mailbox, read_mail
from deploy.local.mail_catcher.pages import create_app

MAX_MAIL_BYTES = 2 * 1024 * 1024


class Catcher:
    """What the SMTP server does with a mail: keep it, hand it on where wanted, then say 250."""

    def __init__(self, mailbox: Mailbox, forwarder: Forwarder | None = None) -> None:
        self._mailbox = mailbox
        self._forwarder = forwarder

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Keep the mail before the sender is told that it was accepted."""
        content = envelope.content if isinstance(envelope.content, bytes) else b""
        self._mailbox.add(read_mail(content, envelope.mail_from or "", envelope.rcpt_tos))
        if self._forwarder:
            self._forwarder.hand_on(envelope.mail_from or "", envelope.rcpt_tos, content)
        return "250 OK"


class Quiet(WSGIRequestHandler):
    """Requests are not worth a line each."""

    def log_request(self, *_: object) -> None:
        """Say nothing."""


def main() -> None:
    """Serve until SIGTERM or SIGINT."""
    mailbox, host = Mailbox(), os.environ.get("MAIL_HOST", "127.0.0.1")
    smtp_port, mail_port = int(os.environ.get("SMTP_PORT", "2525")), int(os.environ.get("MAIL_PORT", "8025"))
    onward = os.environ.get("FORWARD_SMTP", "")
    catcher = Catcher(mailbox, Forwarder(onward) if onward else None)
    smtp = Controller(catcher, hostname=host, port=smtp_port, data_size_limit=MAX_MAIL_BYTES)
    smtp.start()
    signal.signal(signal.SIGTERM, _stop)
    signal.signal(signal.SIGINT, _stop)
    try:
        make_server(host, mail_port, create_app(mailbox), threaded=True, request_handler=Quiet).serve_forever()
    finally:
        smtp.stop()


def _stop(_number: int, _frame: FrameType | None) -> None:
    sys.exit(0)


if __name__ == "__main__":
    main()
