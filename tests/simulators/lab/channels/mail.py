"""The citizen's mail program: sends by SMTP, reads what the mail catcher holds."""

from __future__ import annotations

import base64
import smtplib
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from typing import Any, ClassVar
from urllib.parse import urlsplit

import requests

from tests.simulators.lab.channels.channel import Channel
from tests.simulators.lab.memory import Memory
from tests.simulators.lab.places import Places

TIMEOUT_SECONDS = 10


class MailChannel(Channel):
    """`who` is an address."""

    name: ClassVar[str] = "mail"

    def __init__(self, places: Places, memory: Memory) -> None:
        super().__init__(memory)
        self._places = places
        self.acts = {"text": self._text}

    def inbox(self, who: str) -> list[dict[str, Any]]:
        """Return the mails to an address; none while the mail catcher is away."""
        try:
            answer = requests.get(f"{self._places.mail}/messages", params={"to": who}, timeout=TIMEOUT_SECONDS)
            found = answer.json()["messages"]
        except (requests.RequestException, ValueError, KeyError):
            return []
        return sorted(({**each, "at": each["received_at"]} for each in found), key=lambda each: str(each["at"]))

    def _text(self, who: str, wanted: dict[str, Any]) -> dict[str, Any]:
        """Send `{text, subject, name, in_reply_to, attachment: {name, content}}`; the content in base64."""
        mail = _composed(who, self._places.mail_to, wanted)
        server = urlsplit(self._places.mail_submit)
        with smtplib.SMTP(server.hostname or "127.0.0.1", server.port or 25, timeout=TIMEOUT_SECONDS) as smtp:
            smtp.send_message(mail)
        shown = {"text": wanted["text"], "subject": str(mail["Subject"]), "message_id": str(mail["Message-ID"])}
        return self.memory.note(self.name, who, shown)


def _composed(who: str, to: str, wanted: dict[str, Any]) -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = f"{wanted['name']} <{who}>" if wanted.get("name") else who
    mail["To"] = to
    mail["Subject"] = wanted.get("subject") or "Phản ánh"
    mail["Date"] = formatdate()
    mail["Message-ID"] = make_msgid(domain="example.org")
    if wanted.get("in_reply_to"):
        mail["In-Reply-To"] = mail["References"] = f"<{wanted['in_reply_to'].strip('<>')}>"
    mail.set_content(wanted["text"])
    if attachment := wanted.get("attachment"):
        content = base64.b64decode(attachment["content"], validate=True)
        mail.add_attachment(content, maintype="image", subtype="jpeg", filename=attachment["name"])
    return mail
