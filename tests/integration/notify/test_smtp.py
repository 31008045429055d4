"""The mailer against real sockets: what a mail server may do, and what we make of it."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterator
from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as KeepsMessages

from services.notify.adapters.mime import Sender
from services.notify.adapters.smtp_mailer import SmtpMailer
from services.notify.adapters.smtp_session import Server
from services.notify.domain.outcome import Accepted, Deferred, NotTried, Outcome, Refused, Unknown
from tests.integration.notify.smtp_server import HANG, HANG_UP, SmtpServer
from tests.unit.notify.builders import a_message

Make = Callable[..., SmtpMailer]


@pytest.fixture
def server() -> Iterator[SmtpServer]:
    server = SmtpServer()
    yield server
    server.close()


@pytest.fixture
def make() -> Iterator[Make]:
    made: list[SmtpMailer] = []

    def mailer(port: int, **options: float) -> SmtpMailer:
        chosen = {"timeout": 0.5, "connections": 4} | options
        made.append(SmtpMailer(Server.parse(f"smtp://127.0.0.1:{port}"), SENDER, **chosen))  # type: ignore[arg-type]
        return made[-1]

    yield mailer
    for each in made:
        each.close()


SENDER = Sender.parse("Tổng đài 1022 <1022@example.org>")


def messages(count: int) -> list:  # type: ignore[type-arg]
    return [a_message(f"26112300000{n:02}:e:email:x", message_id=f"m{n}@example.org") for n in range(count)]


@pytest.mark.parametrize("pipelining", [True, False])
@pytest.mark.parametrize(
    ("command", "reply", "outcome", "stays_usable"),
    [
        ("END", "250 2.0.0 queued as Q1", Accepted, True),
        # refused for now
        ("MAIL", "451 4.3.0 try later", Deferred, True),
        ("RCPT", "450 4.2.1 greylisted", Deferred, True),
        ("DATA", "451 4.3.0 try later", Deferred, True),
        ("END", "452 4.3.1 disk full", Deferred, True),
        # wrong with us, not with the citizen: never the end at once
        ("MAIL", "550 5.7.1 sender not allowed", Deferred, True),
        ("RCPT", "554 5.7.1 relay access denied", Deferred, True),
        # wrong with the address or the message
        ("RCPT", "550 5.1.1 <an@example.org> no such user", Refused, True),
        ("RCPT", "550 unknown", Refused, True),
        ("DATA", "554 5.6.0 no", Refused, True),
        ("END", "554 5.6.0 not this", Refused, True),
        # the server goes away before it has the message: surely not sent
        ("CONNECT", "421 4.3.2 closing", NotTried, False),
        ("CONNECT", "554 no service", NotTried, False),
        ("CONNECT", HANG, NotTried, False),
        ("MAIL", "421 4.3.2 closing", NotTried, False),
        ("RCPT", HANG_UP, NotTried, False),
        ("DATA", HANG, NotTried, False),
        # it goes away after: nobody knows
        ("END", HANG, Unknown, False),
        ("END", HANG_UP, Unknown, False),
        # 421 at the end is an answer: not accepted
        ("END", "421 4.3.2 closing", Deferred, False),
    ],
)
def test_what_the_server_does_decides_the_outcome(
    command: str,
    reply: str,
    outcome: type[Outcome],
    stays_usable: bool,
    pipelining: bool,
    server: SmtpServer,
    make: Make,
) -> None:
    server.pipelining = pipelining
    server.replies = {command: reply}
    mailer = make(server.port)
    (first,) = mailer.deliver(messages(1), 10)
    assert isinstance(first, outcome), first
    assert "@" not in str(first), "servers quote addresses; reasons must not"
    server.replies = {}
    if stays_usable:
        (second,) = mailer.deliver(messages(1), 10)
        assert isinstance(second, Accepted)
        assert server.connections == 1
    expected = (outcome is Accepted) + stays_usable
    assert len(server.accepted) == expected


def test_a_batch_travels_on_one_connection_that_stays_open(server: SmtpServer, make: Make) -> None:
    mailer = make(server.port, connections=1)
    for _ in range(3):
        outcomes = mailer.deliver(messages(20), 10)
        assert all(isinstance(each, Accepted) for each in outcomes)
    assert server.connections == 1
    assert len(server.accepted) == 60


def test_a_large_batch_is_spread_over_connections_and_keeps_its_order(server: SmtpServer, make: Make) -> None:
    mailer = make(server.port)
    batch = messages(40)
    batch[17] = a_message("2611230000000:e:email:bad", recipient="not an address")
    outcomes = mailer.deliver(batch, 10)
    assert [place for place, each in enumerate(outcomes) if isinstance(each, Refused)] == [17]
    assert server.connections <= 4
    assert len(server.accepted) == 39


def test_a_connection_the_server_has_closed_is_replaced_without_losing_a_turn(server: SmtpServer, make: Make) -> None:
    mailer = make(server.port)
    mailer.deliver(messages(1), 10)
    server.hang_up()
    (outcome,) = mailer.deliver(messages(1), 10)
    assert isinstance(outcome, Accepted)
    assert server.connections == 2


def test_a_refused_recipient_does_not_harm_the_next_message(server: SmtpServer, make: Make) -> None:
    mailer = make(server.port, connections=1)
    server.replies = {"RCPT": "550 5.1.1 no such user"}
    mailer.deliver(messages(3), 10)
    server.replies = {}
    (outcome,) = mailer.deliver(messages(1), 10)
    assert isinstance(outcome, Accepted)
    assert len(server.accepted) == 1


def test_a_dead_server_costs_one_attempt_for_the_whole_batch(server: SmtpServer, make: Make) -> None:
    mailer = make(server.port)
    server.close()
    began = time.monotonic()
    outcomes = mailer.deliver(messages(100), 10)
    assert all(isinstance(each, NotTried) for each in outcomes)
    assert time.monotonic() - began < 1
    assert not mailer.ready()


def test_a_server_that_never_answers_costs_one_time_limit_per_connection(server: SmtpServer, make: Make) -> None:
    server.replies = {"CONNECT": HANG}
    mailer = make(server.port, connections=1)
    began = time.monotonic()
    outcomes = mailer.deliver(messages(50), 10)
    assert all(isinstance(each, NotTried) for each in outcomes)
    assert time.monotonic() - began < 2
    assert server.connections == 1


def test_nothing_is_started_after_the_time_is_over(server: SmtpServer, make: Make) -> None:
    outcomes = make(server.port).deliver(messages(3), -0.1)
    assert all(isinstance(each, NotTried) for each in outcomes)
    assert not server.accepted


def test_an_address_cannot_smuggle_a_command(server: SmtpServer, make: Make) -> None:
    evil = a_message(recipient="an@example.org>\r\nRCPT TO:<victim@example.org")
    (outcome,) = make(server.port).deliver([evil], 10)
    assert isinstance(outcome, Refused)
    assert not server.recipients


def test_another_implementation_reads_what_we_send(make: Make) -> None:
    kept: list[bytes] = []

    class Keeps(KeepsMessages):
        def prepare_message(self, _: object, envelope: object) -> None:  # type: ignore[override]
            kept.append(envelope.original_content)  # type: ignore[attr-defined]

        def handle_message(self, _: object) -> None:
            pass

    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(Keeps(), hostname="127.0.0.1", port=port)
    controller.start()
    try:
        mailer = make(port, timeout=5.0)
        outcomes = mailer.deliver(messages(25), 10)
        mailer.close()
    finally:
        controller.stop()
    assert all(isinstance(each, Accepted) for each in outcomes)
    mail = message_from_bytes(kept[0], policy=policy.default)
    assert mail["To"].addresses[0].display_name == "Nguyễn Văn An"
    assert "Kính gửi Nguyễn Văn An" in mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]
