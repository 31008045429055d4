"""Calls an agency's webhook: signed as Standard Webhooks says, and careful about whom it talks to."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Sequence
from datetime import datetime

import eventlet
import requests
from urllib3.exceptions import HTTPError

from services.kit.events.envelope import CONTENT_TYPE
from services.kit.public_https import NotPublic, PublicHttps
from services.routing.usecases.gateway.connect_agency import SECRET_MARK
from services.routing.usecases.gateway.ports import NotTaken, Taken, Waiting

#: To connect, and between two bytes of the answer's head.
CONNECT_SECONDS, READ_SECONDS = 5, 10
#: For the whole call: a receiver that drips its answer must not keep us.
CALL_SECONDS = 20
GONE = 410
USER_AGENT = "hotline-1022"


class _TooSlow(Exception):  # noqa: N818 - what the receiver was
    """The call took longer than a call may."""


class WebhookCalls:
    """Posts one message. `insecure` allows http and addresses inside, for development and tests."""

    def __init__(self, *, insecure: bool = False) -> None:
        self._insecure = insecure

    def __call__(self, url: str, message: Waiting, secrets: Sequence[str], now: datetime) -> Taken | NotTaken:
        """Return what came of it. The receiver's words are not read: only its status counts."""
        if not self._insecure and not url.startswith("https://"):
            return NotTaken("not-https")
        try:
            status = self._post(url, message, secrets, now)
        except NotPublic:
            return NotTaken("address-not-public")
        except (_TooSlow, requests.Timeout):
            return NotTaken("too-slow")
        except requests.exceptions.SSLError:
            return NotTaken("certificate")
        except (requests.RequestException, HTTPError, OSError, ValueError):
            return NotTaken("no-connection")
        if 200 <= status < 300:
            return Taken()
        return NotTaken(f"http-{status}", gone=status == GONE)

    def _post(self, url: str, message: Waiting, secrets: Sequence[str], now: datetime) -> int:
        """Return the status. Redirects are not followed, and of the answer nothing but its head is read."""
        about = {"Content-Type": CONTENT_TYPE, "User-Agent": USER_AGENT, **signed(message, secrets, now)}
        with eventlet.Timeout(CALL_SECONDS, _TooSlow()), self._session() as session:
            response = session.post(
                url,
                data=message.body.encode(),
                headers=about,
                timeout=(CONNECT_SECONDS, READ_SECONDS),
                allow_redirects=False,
                stream=True,
            )
            response.close()
            return response.status_code

    def _session(self) -> requests.Session:
        session = requests.Session()
        session.trust_env = False
        if not self._insecure:
            session.mount("https://", PublicHttps())
        return session


def signed(message: Waiting, secrets: Sequence[str], now: datetime) -> dict[str, str]:
    """Return the headers of Standard Webhooks; while a secret is being changed, a signature by each."""
    moment = str(int(now.timestamp()))
    content = f"{message.id}.{moment}.{message.body}".encode()
    signatures = [f"v1,{_signature(secret, content)}" for secret in secrets]
    return {"webhook-id": message.id, "webhook-timestamp": moment, "webhook-signature": " ".join(signatures)}


def _signature(secret: str, content: bytes) -> str:
    key = base64.b64decode(secret.removeprefix(SECRET_MARK))
    return base64.b64encode(hmac.new(key, content, hashlib.sha256).digest()).decode()
