"""Text messages over SMPP, against an SMSC that is as strict as a carrier's."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator

import pytest

from services.notify.adapters.provider_http import NotSent
from services.notify.adapters.provider_sender import ALARMS
from services.notify.adapters.smpp_address import Smsc
from services.notify.adapters.smpp_session import BindRefused, SmppSession
from services.notify.domain.outcome import Accepted, Deferred, NotTried, Outcome, Refused, Unknown
from services.notify.domain.sms.shorten import Style
from tests.integration.notify.carrier import Carrier, a_text
from tests.servers.mongo import Mongo
from tests.simulators.smsc import SmscSimulator, pdu
from tests.waiting import eventually

pytestmark = pytest.mark.integration


@pytest.fixture
def carrier(mongo: Mongo) -> Iterator[Carrier]:
    with SmscSimulator() as smsc:
        carrier = Carrier(smsc, mongo.database("notify"))
        yield carrier
        carrier.close()


def test_a_text_arrives_without_diacritics_under_our_name(carrier: Carrier) -> None:
    outcome = carrier.send()
    (seen,) = carrier.smsc.inbox("0905000011")
    assert outcome == Accepted(seen["message_ids"][0], settled=False)
    assert (seen["text"], seen["from"], seen["data_coding"]) == ("Da nhan phan anh.", "1022GIALAI", 0)


@pytest.mark.parametrize(
    ("style", "text", "segments", "coding"),
    [
        (Style(), "Đường ngập sâu, nước chảy vào nhà. " * 8, 2, 0),
        (Style(most_parts=0), "a" * 459, 3, 0),
        (Style(unicode=True), "Đường ngập sâu", 1, 8),
        (Style(unicode=True, most_parts=0), "Đường ngập sâu 👍🏽, " * 20, 7, 8),
        # a euro sign that does not fit into a part moves to the next as a whole
        (Style(unicode=True), "a" * 152 + "€" + "b" * 100, 2, 0),
    ],
)
def test_the_telephone_shows_one_text_of_as_many_parts_as_we_counted(
    carrier: Carrier, style: Style, text: str, segments: int, coding: int
) -> None:
    carrier.use(style=style)
    assert isinstance(carrier.send(text=text), Accepted)
    (seen,) = carrier.smsc.inbox("0905000011")
    assert seen["text"] == style.written(text)
    assert (seen["segments"], seen["data_coding"]) == (segments, coding)
    assert carrier.smsc.phones.incomplete() == []


def test_long_texts_to_one_telephone_do_not_mix(carrier: Carrier) -> None:
    texts = [f"{n} " + "xin chao " * 30 for n in range(20)]
    outcomes = carrier.sender.deliver([a_text(text=text, message_id=f"1022.0.{text[:2]}") for text in texts], 10.0)
    assert all(isinstance(each, Accepted) for each in outcomes)
    assert {each["text"] for each in carrier.smsc.inbox("0905000011")} == {text.strip() for text in texts}


@pytest.mark.parametrize(
    ("status", "outcome", "alarm"),
    [
        (0x58, Deferred("status 0x58"), None),
        (0x14, Deferred("status 0x14"), None),
        (0x0B, Refused("status 0x0B", "bad-number"), None),
        (0x0A, Deferred("status 0x0A"), "bad-sender"),
        (0x45, Deferred("status 0x45"), None),
        (0x08, Deferred("status 0x08"), None),
        (0x01, Refused("status 0x01", "bad-length"), "bad-length"),
        (0x500, Deferred("status 0x500"), None),
    ],
)
def test_each_status_has_its_meaning(carrier: Carrier, status: int, outcome: Outcome, alarm: str | None) -> None:
    before = ALARMS.labels("sms", alarm)._value.get() if alarm else 0
    carrier.smsc.faults.fail(status, path="submit")
    assert carrier.send() == outcome
    assert not alarm or ALARMS.labels("sms", alarm)._value.get() == before + 1
    assert isinstance(carrier.send(), Accepted)


def test_a_part_that_must_wait_is_offered_again_so_that_the_text_becomes_whole(carrier: Carrier) -> None:
    carrier.smsc.faults.limit(1)
    threading.Timer(0.7, carrier.smsc.faults.limit, (None,)).start()
    assert isinstance(carrier.send(text="xin chao " * 30), Accepted)
    assert len(carrier.smsc.inbox("0905000011")) == 1


def test_a_lost_answer_leaves_the_message_unknown_and_nothing_is_sent_twice(carrier: Carrier) -> None:
    carrier.use(timeout=0.5)
    carrier.smsc.faults.swallow(path="submit")
    assert carrier.send() == Unknown("no answer: no answer in time")
    assert len(carrier.smsc.inbox("0905000011")) == 1


def test_an_answer_that_comes_late_settles_the_message(carrier: Carrier) -> None:
    carrier.use(timeout=0.3)
    carrier.smsc.faults.slow(0.8, path="submit")
    assert isinstance(carrier.send(), Unknown)
    report = eventually(lambda: [each for each in carrier.reports if each.data.status == "accepted"])[0]
    assert report.data.tracking == a_text().message_id


def test_a_connection_that_ends_is_bound_anew(carrier: Carrier) -> None:
    carrier.smsc.hang_up()
    eventually(lambda: not carrier.sender.ready())
    eventually(lambda: carrier.sender.ready())
    assert isinstance(carrier.send(), Accepted)


def test_a_polite_unbind_is_answered_and_bound_anew(carrier: Carrier) -> None:
    carrier.smsc.unbind_all()
    eventually(lambda: not carrier.sender.ready())
    eventually(lambda: carrier.sender.ready())
    assert isinstance(carrier.send(), Accepted)


def test_without_an_smsc_nothing_is_tried(carrier: Carrier) -> None:
    carrier.smsc.stop()
    eventually(lambda: not carrier.sender.ready())
    assert carrier.send() == NotTried("out of reach: not bound")


def test_a_connection_lost_before_the_answer_leaves_the_message_unknown(carrier: Carrier) -> None:
    carrier.smsc.faults.drop(path="submit")
    assert carrier.send() == Unknown("no answer: connection lost")
    assert carrier.smsc.inbox("0905000011") == []


def test_an_smsc_that_says_nothing_any_more_is_noticed() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=let_in_and_fall_silent, args=(server,), daemon=True).start()
        smsc = Smsc("smpp", "127.0.0.1", server.getsockname()[1], "hotline", "smpp1022")
        session = SmppSession(smsc, timeout=2.0, enquire_seconds=0.1, handler=lambda _: 0, late=lambda *_: None)
        session.serve()
        with pytest.raises(NotSent):
            session.submit({"destination_addr": "84905000011", "short_message": b"x"}, "1022.0.ab", 1.0)


def let_in_and_fall_silent(server: socket.socket) -> None:
    connection, _ = server.accept()
    with connection:
        sequence = pdu.HEADER.unpack(connection.recv(1024)[:16])[3]
        connection.sendall(pdu.Pdu(pdu.Command.BIND_TRANSCEIVER | pdu.RESPONSE, 0, sequence, b"X\0").octets())
        while connection.recv(1024):
            pass


@pytest.mark.parametrize("said", [b"HTTP/1.1 400 Bad Request\r\n\r\n", b"\0\0\0\x04", b"\xff" * 16, b""])
def test_what_is_no_smsc_is_not_bound_to(said: bytes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=say, args=(server, said), daemon=True).start()
        smsc = Smsc("smpp", "127.0.0.1", server.getsockname()[1], "hotline", "smpp1022")
        with pytest.raises((OSError, BindRefused)):
            SmppSession(smsc, timeout=0.5, enquire_seconds=0.1, handler=lambda _: 0, late=lambda *_: None)


def say(server: socket.socket, said: bytes) -> None:
    connection, _ = server.accept()
    with connection:
        connection.recv(1024)
        connection.sendall(said)


def test_a_wrong_password_alarms_and_is_tried_again_slowly(carrier: Carrier) -> None:
    before = ALARMS.labels("sms", "bind-refused")._value.get()
    carrier.use(password="wrong", wait=False)
    eventually(lambda: ALARMS.labels("sms", "bind-refused")._value.get() > before)
    assert isinstance(carrier.send(), NotTried)


def test_an_enquiry_of_the_smsc_is_answered_under_its_number(carrier: Carrier) -> None:
    (session,) = carrier.smsc._sessions
    answers: list[int] = []
    session._ask(pdu.Command.ENQUIRE_LINK, b"", answers.append)
    eventually(lambda: answers == [pdu.Status.OK])


def test_the_password_shows_nowhere() -> None:
    assert "s3cret" not in repr(Smsc.parse("smpp://hotline:s3cret@smsc.example.org:2775"))


def test_a_fixed_line_gets_no_text(carrier: Carrier) -> None:
    assert carrier.send(recipient="02693822222") == Refused("not a mobile number", "bad-number")
