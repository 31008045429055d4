"""Mails that others broke, through a real mailbox: each has an outcome, none is lost, none stays in the way."""

import importlib
import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.kit.messaging import declare
from tests.integration.intake.email import mailroom
from tests.integration.intake.email.mailroom import (
    BROKEN,
    EMAIL,
    IGNORED,
    TAKEN,
    a_mail,
    learn_catalogue,
    mails,
    outcomes,
)
from tests.servers.broker import Broker
from tests.servers.fixtures import Start
from tests.servers.mail import Mailbox
from tests.servers.mongo import Mongo
from tests.unit.intake.mail.old_typewriters import tcvn, vni, windows_1258
from tests.waiting import eventually

pytestmark = pytest.mark.integration

TEXT = "Đèn đường hỏng trước số 12 Hùng Vương, phường Pleiku. Ngõ tối, rất dễ ngã; kính mong sửa gấp!"
#: The corpus has too many mails of one sender for the gate; it is not what is tested here.
OPEN_GATE = {"SENDER_LIMITS": "email=100000/3600/90000", "MAIL_ANSWERS_A_DAY": "1000"}


@pytest.fixture(autouse=True)
def known(broker: Broker, mongo: Mongo) -> None:
    declare.apply(broker.amqp_uri)
    learn_catalogue(mongo)


def corpus() -> list[bytes]:
    """Return the mails by which the standard library tests its own parser."""
    try:
        package = importlib.import_module("test.test_email")
    except ImportError:
        pytest.skip("this Python was installed without its own tests")
    return [file.read_bytes() for file in sorted(Path(package.__path__[0], "data").glob("msg_*.txt"))]


def everything_is_settled(mailbox: Mailbox, mongo: Mongo, number: int) -> bool:
    put_away = sum(map(mailbox.count, (TAKEN, IGNORED, BROKEN)))
    return mailbox.count() == 0 and put_away == number and len(mails(mongo)) == len(outcomes(mongo)) > 0


def test_the_standard_librarys_own_mails_all_come_through(start: Start, mongo: Mongo, mailbox: Mailbox) -> None:
    raws = corpus()
    assert len(raws) > 40
    mailbox.put(*raws)
    with start(EMAIL, **mailroom.settings(mailbox, **OPEN_GATE)) as process:
        eventually(lambda: everything_is_settled(mailbox, mongo, len(raws)), within=60)
        assert "mail broke us" not in process.output()
    assert "parked" not in {kind for kind, _ in outcomes(mongo)}


def test_vietnamese_mails_in_every_old_encoding_become_cases_with_the_right_words(
    start: Start, mongo: Mongo, mailbox: Mailbox
) -> None:
    head = "From: an@example.org\r\nSubject: x%d\r\nMessage-ID: <%d@example.org>\r\nContent-Type: text/%s\r\n\r\n"
    labels = (
        "plain",
        "plain; charset=iso-8859-1",
        "plain; charset=us-ascii",
        "plain; charset=utf-8",
        "html; charset=x",
    )
    kinds = [(label, encode) for label in labels for encode in (str.encode, windows_1258, tcvn, vni)]
    for number, (label, encode) in enumerate(kinds):
        mailbox.put((head % (number, number, label)).encode() + encode(TEXT))
    with start(EMAIL, **mailroom.settings(mailbox, **OPEN_GATE)):
        eventually(lambda: mailbox.count(TAKEN) == len(kinds), within=30)
    assert {case["text"] for case in mailroom.cases(mongo)} == {TEXT}
    assert len(mailroom.cases(mongo)) == len(kinds)


def test_mails_cut_short_and_spoilt_at_random_all_come_through(start: Start, mongo: Mongo, mailbox: Mailbox) -> None:
    chance = random.Random(1022)
    raws = [spoilt(raw, chance) for raw in corpus() for _ in range(3)]
    with mailbox.opened() as client:
        for raw in raws:
            client.append("INBOX", None, None, raw or b"\r\n")  # type: ignore[arg-type]
    with start(EMAIL, **mailroom.settings(mailbox, **OPEN_GATE)) as process:
        eventually(lambda: everything_is_settled(mailbox, mongo, len(raws)), within=100)
        assert "mail broke us" not in process.output()


def spoilt(raw: bytes, chance: random.Random) -> bytes:
    """Return a mail with bytes exchanged, and mostly without its end. NUL is what IMAP itself cannot carry."""
    spoiled = bytearray(raw[: chance.randrange(1, len(raw) + 1)])
    for _ in range(chance.randrange(20)):
        spoiled[chance.randrange(len(spoiled))] = chance.randrange(1, 256)
    return bytes(spoiled)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(min_size=1, max_size=300))
def test_any_bytes_that_a_server_delivers_are_a_mail(mailbox: Mailbox, raw: bytes) -> None:
    """What dovecot keeps of any bytes is what we fetch again, byte for byte, and can read."""
    from services.intake.adapters.imap_mailbox import ImapMailbox
    from services.intake.adapters.imap_server import ImapServer
    from services.intake.adapters.mime_reader import read_letter

    mailbox.put(raw)
    box = ImapMailbox(ImapServer.parse(mailbox.url()))
    try:
        box.open()
        place = box.waiting()[-1]
        found = box.fetch(place)
        assert found is not None
        read_letter(found.content)
        box.put_away(place, TAKEN)
        assert box.waiting() == []
    finally:
        box.close()


def test_headers_in_a_hostile_subject_go_nowhere(start: Start, mongo: Mongo, mailbox: Mailbox) -> None:
    hostile = b"Subject: =?utf-8?Q?a=0D=0ABcc:_all@example.org=0D=0A=0D=0ABody?=\r\n"
    mailbox.put(hostile + b"From: =?utf-8?Q?An=0D=0ATo:_x?= <an@example.org>\r\nMessage-ID: <1@x>\r\n\r\nHi")
    with start(EMAIL, **mailroom.settings(mailbox)):
        eventually(lambda: mailroom.cases(mongo) or mailroom.told(mongo))
    written = [case["title"] + (case["contact"]["name"] or "") for case in mailroom.cases(mongo)]
    written += [event.data.subject + (event.data.name or "") for event in mailroom.told(mongo)]
    assert written
    assert not any(char in text for text in written for char in "\r\n")


def test_a_mail_of_ten_megabytes_is_a_case_with_its_file(start: Start, mongo: Mongo, mailbox: Mailbox) -> None:
    from email import message_from_bytes
    from email.policy import SMTP

    mail = message_from_bytes(a_mail(), policy=SMTP)
    pdf = b"%PDF-1.4\n" + bytes(range(32, 127)) * 75_000 + b"\n%%EOF\n"
    mail.add_attachment(pdf, maintype="application", subtype="pdf", filename="ảnh chụp.pdf")
    with start(EMAIL, **mailroom.settings(mailbox)) as process:
        mailbox.put(mail.as_bytes())
        eventually(lambda: mailbox.count(TAKEN) == 1, within=30)
        assert process.readiness() == {}
    (case,) = mailroom.cases(mongo)
    assert [(each["name"], each["size"]) for each in case["attachments"]] == [("ảnh chụp.pdf", len(pdf))]
