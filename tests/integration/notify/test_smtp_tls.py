"""Mail over TLS: with the authority the province names it works, with any other nothing is sent."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult

from services.notify.adapters.mime import Sender
from services.notify.adapters.smtp_mailer import SmtpMailer
from services.notify.adapters.smtp_session import Server
from services.notify.domain.outcome import Accepted, NotTried, Outcome
from tests.servers.processes import free_port
from tests.unit.notify.builders import a_message

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="needs openssl to make a certificate")


class Accepts:
    """Takes every message and notes who logged in."""

    def __init__(self) -> None:
        self.messages = 0
        self.users: list[bytes] = []

    async def handle_DATA(self, *_: Any) -> str:  # noqa: N802
        self.messages += 1
        return "250 2.0.0 queued"

    def authenticate(self, _server: Any, _session: Any, _envelope: Any, _mechanism: str, login: Any) -> AuthResult:
        self.users.append(login.login)
        return AuthResult(success=login.password == b"s@cret")


class StartTls(Controller):
    """A server that offers STARTTLS and wants a login after it."""

    def factory(self) -> SMTP:
        return SMTP(
            self.handler,
            tls_context=self.ssl_for_starttls,
            require_starttls=True,
            authenticator=self.handler.authenticate,
            auth_required=True,
        )


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A self-signed certificate of localhost, with its key beside it."""
    folder = tmp_path_factory.mktemp("tls")
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"),
            *("-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"),
            *("-keyout", str(folder / "key.pem"), "-out", str(folder / "cert.pem")),
        ],
        check=True,
        capture_output=True,
    )
    return folder / "cert.pem"


@pytest.fixture
def context(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, certificate.with_name("key.pem"))
    return context


@pytest.fixture
def handler() -> Accepts:
    return Accepts()


@pytest.fixture
def smtps(handler: Accepts, context: ssl.SSLContext) -> Iterator[int]:
    controller = Controller(handler, hostname="127.0.0.1", port=free_port(), ssl_context=context)
    yield from _running(controller)


@pytest.fixture
def starttls(handler: Accepts, context: ssl.SSLContext) -> Iterator[int]:
    controller = StartTls(handler, hostname="127.0.0.1", port=free_port())
    controller.ssl_for_starttls = context
    yield from _running(controller)


def _running(controller: Controller) -> Iterator[int]:
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


def _sent(url: str) -> Outcome:
    mailer = SmtpMailer(Server.parse(url), Sender.parse("1022@example.org"), timeout=5, connections=1)
    (outcome,) = mailer.deliver([a_message()], 10)
    mailer.close()
    return outcome


def test_implicit_tls_with_a_trusted_certificate(
    smtps: int, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    assert isinstance(_sent(f"smtps://localhost:{smtps}"), Accepted)


def test_a_certificate_nobody_vouches_for_gets_no_mail(smtps: int, handler: Accepts) -> None:
    assert isinstance(_sent(f"smtps://localhost:{smtps}"), NotTried)
    assert handler.messages == 0


def test_starttls_and_a_login(
    starttls: int, handler: Accepts, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    assert isinstance(_sent(f"smtp+starttls://notify:s%40cret@localhost:{starttls}"), Accepted)
    assert handler.users == [b"notify"]


def test_a_wrong_password_defers(
    starttls: int, handler: Accepts, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    assert isinstance(_sent(f"smtp+starttls://notify:wrong@localhost:{starttls}"), NotTried)
    assert handler.messages == 0


def test_a_server_without_starttls_gets_no_mail_where_it_is_demanded(handler: Accepts) -> None:
    for port in _running(Controller(handler, hostname="127.0.0.1", port=free_port())):
        assert isinstance(_sent(f"smtp+starttls://localhost:{port}"), NotTried)
    assert handler.messages == 0


def test_a_password_never_goes_over_an_open_line(handler: Accepts, monkeypatch: pytest.MonkeyPatch) -> None:
    """`mail.example.org` is this machine for once, but the mailer cannot know that."""
    real = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", lambda _host, *rest, **more: real("127.0.0.1", *rest, **more))
    for port in _running(Controller(handler, hostname="127.0.0.1", port=free_port(), auth_require_tls=False)):
        assert isinstance(_sent(f"smtp://notify:s%40cret@mail.example.org:{port}"), NotTried)
    assert handler.users == []
