"""The SMSC, against a client library that others wrote."""

import contextlib
import socket
import struct

import pytest
import smpplib.client
import smpplib.consts
import smpplib.exceptions
import smpplib.gsm

from tests.simulators.smsc import SmscCredentials, SmscSimulator, Status
from tests.waiting import eventually


@pytest.fixture
def smsc():
    with SmscSimulator() as simulator:
        simulator.redeliver_every = 0.2
        yield simulator


class Client:
    """A bound client that notes what it is told."""

    def __init__(self, smsc, how="bind_transceiver", password=None):
        self.told, self.answers = [], []
        self.smpp = smpplib.client.Client("127.0.0.1", smsc.port, timeout=0.2, allow_unknown_opt_params=True)
        self.smpp.connect()
        self.smpp.set_message_received_handler(lambda pdu: self.told.append(pdu) or 0)
        self.smpp.set_message_sent_handler(lambda pdu: self.answers.append(pdu))
        self.smpp.set_error_pdu_handler(lambda _: None)
        try:
            credentials = smsc.credentials
            bind = getattr(self.smpp, how)
            bind(system_id=credentials.system_id, password=password or credentials.password)
        except smpplib.exceptions.PDUError:
            self.close()
            raise

    def send(self, text, phone="84905000012", receipt=0):
        parts, coding, esm_class = smpplib.gsm.make_parts(text)
        for part in parts:
            self.smpp.send_message(
                source_addr_ton=smpplib.consts.SMPP_TON_ALNUM,
                source_addr="1022GIALAI",
                dest_addr_ton=smpplib.consts.SMPP_TON_INTL,
                destination_addr=phone,
                short_message=part,
                data_coding=coding,
                esm_class=esm_class,
                registered_delivery=receipt,
            )
        return len(parts)

    def listen(self):
        with contextlib.suppress(TimeoutError, smpplib.exceptions.ConnectionError):
            self.smpp.read_once(auto_send_enquire_link=False)

    def hear(self, what):
        return eventually(lambda: self.listen() or what())

    def close(self):
        with contextlib.suppress(smpplib.exceptions.ConnectionError, smpplib.exceptions.PDUError, OSError):
            self.smpp.disconnect()


@pytest.fixture
def client(smsc):
    ours = Client(smsc)
    yield ours
    ours.close()


@pytest.mark.parametrize(
    "text",
    [
        "Phan anh 2611 da co tra loi",
        "Phản ánh của bà đã có trả lời",
        "a" * 161,
        "{}[]~^|\\€" * 8,  # two septets each
        "Phản ánh của bà đã có trả lời. " * 6,
    ],
)
def test_a_telephone_shows_what_was_sent(smsc, client, text):
    parts = client.send(text)
    client.hear(lambda: len(client.answers) == parts)
    assert [each.status for each in client.answers] == [0] * parts
    assert [(each["text"], each["segments"]) for each in smsc.inbox("0905000012")] == [(text, parts)]


def test_a_telephone_shows_what_becomes_of_an_escape_that_was_cut_in_two(smsc, client):
    parts = client.send("{}" * 80)  # the library cuts after an odd number of septets
    client.hear(lambda: len(client.answers) == parts)
    assert smsc.inbox("0905000012")[0]["text"] == "{}" * 38 + " " + "(}" + "{}" * 41


def test_a_text_that_misses_a_part_is_not_shown(smsc, client):
    smsc.faults.drop(path="submit_sm")
    with contextlib.suppress(smpplib.exceptions.ConnectionError, OSError):
        client.send("a" * 161)
    eventually(lambda: smsc.sessions() == 0)
    assert smsc.inbox("0905000012") == []


@pytest.mark.parametrize(("phone", "stat"), [("84905000012", b"DELIVRD"), ("84905000013", b"UNDELIV")])
def test_a_receipt_comes_when_it_was_asked_for(smsc, client, phone, stat):
    smsc.unreachable.add("0905000013")
    client.send("xin chao", phone, receipt=1)
    client.hear(lambda: client.told)
    receipt = client.told[0]
    message_id = client.answers[0].message_id
    assert (receipt.esm_class, receipt.receipted_message_id) == (4, message_id)
    assert b"id:" + message_id in receipt.short_message
    assert b"stat:" + stat in receipt.short_message


def test_a_name_or_password_that_smpp_has_no_room_for_is_no_account():
    for wrong in ({"SMPP_PASSWORD": "nine-long"}, {"SMPP_SYSTEM_ID": "sixteen-characte"}):
        with pytest.raises(ValueError, match="SMPP allows"):
            SmscCredentials.from_env(wrong)


def test_no_receipt_comes_unasked(smsc, client):
    client.send("xin chao")
    client.hear(lambda: client.answers)
    client.listen()
    assert (client.told, smsc.queue.all()) == ([], [])


def test_a_wrong_password_is_told(smsc):
    with pytest.raises(smpplib.exceptions.PDUError, match="Invalid Password"):
        Client(smsc, password="wrong")


def test_who_only_receives_may_not_send(smsc):
    with socket.create_connection(("127.0.0.1", smsc.port), timeout=5) as raw:
        assert _asked(raw, 0x01, BIND) == 0
        assert _asked(raw, 0x04, _submit()) == Status.WRONG_BIND_STATE


def test_throttling_has_its_own_status(smsc, client):
    smsc.faults.fail(Status.THROTTLED)
    smsc.faults.limit(2)
    for _ in range(4):
        client.send("xin chao")
    client.hear(lambda: len(client.answers) == 4)
    assert [each.status for each in client.answers] == [Status.THROTTLED, 0, Status.THROTTLED, Status.THROTTLED]


@pytest.mark.parametrize("fault", ["swallow", "hang_up"])
def test_accepted_without_an_answer(smsc, client, fault):
    getattr(smsc.faults, fault)(path="submit_sm")
    client.send("xin chao")
    eventually(lambda: smsc.inbox("0905000012"))
    client.listen()
    assert client.answers == []
    eventually(lambda: smsc.sessions() == (1 if fault == "swallow" else 0))


def test_a_text_from_a_telephone_waits_for_a_receiver_and_comes_until_acknowledged(smsc):
    waiting = smsc.say("0905000012", "Phản ánh " * 12)
    assert len(waiting) == 2
    first = Client(smsc)
    first.smpp.set_message_received_handler(lambda pdu: 0x64)  # a temporary fault of ours
    first.hear(lambda: all(each.statuses for each in waiting))
    first.close()
    second = Client(smsc)
    second.hear(lambda: all(each.accepted for each in waiting))
    texts = {each.short_message[5]: each.short_message[6:].decode("utf-16-be") for each in second.told}
    assert texts[1] + texts[2] == "Phản ánh " * 12
    assert {each.source_addr for each in second.told} == {b"84905000012"}
    second.close()


def test_a_short_text_comes_in_seven_bits(smsc, client):
    smsc.say("0905000012", "1022 TC 2611234829170")
    client.hear(lambda: client.told)
    assert (client.told[0].data_coding, client.told[0].short_message) == (0, b"1022 TC 2611234829170")
    assert client.told[0].destination_addr == b"1022"


def test_the_link_is_asked_after_and_the_dead_are_dropped(smsc):
    smsc.enquire_every = 0.3
    silent = Client(smsc)
    alive = Client(smsc)
    eventually(lambda: alive.listen() or smsc.sessions() == 1)
    silent.close()
    alive.close()


def test_the_state_of_a_message_can_be_asked(smsc, client):
    client.send("xin chao")
    client.hear(lambda: client.answers)
    answered = []
    client.smpp.set_query_resp_handler(answered.append)
    client.smpp.query_message(message_id=client.answers[0].message_id.decode(), source_addr="1022GIALAI")
    client.hear(lambda: answered)
    assert answered[0].message_state == 2


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"destination": b"84905"}, Status.INVALID_DESTINATION),
        ({"source": b""}, Status.INVALID_SOURCE),
        ({"source": b"1022GIALAI12"}, Status.INVALID_SOURCE),  # twelve characters
        ({"octets": b"a" * 161}, Status.INVALID_LENGTH),
        ({"octets": b"\x00a" * 71, "coding": 8}, Status.INVALID_LENGTH),
        ({"octets": "Phản ánh".encode()}, Status.SUBMIT_FAILED),  # UTF-8 is no GSM-7
        ({"octets": b"a", "coding": 4}, Status.SUBMIT_FAILED),
        ({"octets": b"\x00aa", "coding": 8}, Status.SUBMIT_FAILED),  # half a unit
        ({"octets": b"\x05\x00\x03\x01\x02\x03a", "esm": 0x40}, Status.INVALID_ESM_CLASS),  # the third of two
    ],
)
def test_a_message_must_be_one_that_goes_over_the_air(smsc, change, status):
    with socket.create_connection(("127.0.0.1", smsc.port), timeout=5) as raw:
        assert _asked(raw, 0x09, BIND) == 0
        assert _asked(raw, 0x04, _submit(**change)) == status
    assert smsc.sent() == []


def test_nonsense_is_told_so(smsc):
    with socket.create_connection(("127.0.0.1", smsc.port), timeout=5) as raw:
        assert _asked(raw, 0x77, b"") == Status.INVALID_COMMAND
        raw.sendall(struct.pack(">IIII", 7, 4, 0, 1))
        assert struct.unpack(">IIII", raw.recv(16))[2] == Status.INVALID_COMMAND_LENGTH
        assert raw.recv(16) == b""


BIND = b"hotline\0smpp1022\0\0\x34\0\0\0"


def _submit(source=b"1022GIALAI", destination=b"84905000012", octets=b"a", coding=0, esm=0):
    start = b"\0\x05\0" + source + b"\0\x01\x01" + destination + b"\0" + bytes((esm, 0, 0)) + b"\0\0"
    return start + bytes((0, 0, coding, 0, len(octets))) + octets


def _asked(raw, command, body):
    raw.sendall(struct.pack(">IIII", 16 + len(body), command, 0, 1) + body)
    length, _, status, _ = struct.unpack(">IIII", raw.recv(16))
    if length > 16:
        raw.recv(length - 16)
    return status
