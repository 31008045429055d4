"""The citizen's own mailbox on a real mail server, read by IMAP as a mail program does."""

from __future__ import annotations

import imaplib
from urllib.parse import unquote, urlsplit

TIMEOUT_SECONDS = 20


def holds(imap_url: str, address: str, message_id: str) -> bool:
    """Tell whether the mailbox of `address`, on the server of `imap_url`, has the mail with this Message-ID.

    The demo's server gives every address a mailbox with the same password.
    """
    server = urlsplit(imap_url)
    with imaplib.IMAP4(server.hostname or "localhost", server.port or 143, timeout=TIMEOUT_SECONDS) as mailbox:
        mailbox.login(address, unquote(server.password or ""))
        mailbox.select("INBOX", readonly=True)
        _, found = mailbox.search(None, "HEADER", "Message-ID", f'"<{message_id}>"')
        return bool(found and found[0])
