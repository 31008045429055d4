"""The private mail server: every address of its domains has a mailbox, and no other domain is served."""

import smtplib

import pytest

from deploy.local import mailserver
from deploy.local.packages import Missing
from tests.servers.mail import Mailbox, fresh_mail_server
from tests.waiting import eventually

pytestmark = pytest.mark.integration


@pytest.fixture(scope="module")
def state():
    try:
        with fresh_mail_server() as state:
            yield state
    except Missing as missing:
        pytest.skip(str(missing))


@pytest.mark.parametrize("address", ["1022@example.org", "bat.ky@mail.test"])
def test_any_address_of_its_domains_has_a_mailbox(state, address):
    mailbox = Mailbox(state, address)
    mailbox.send(b"Subject: x\r\n\r\nHi\r\n")
    eventually(lambda: mailbox.count() == 1)


def test_nothing_leaves_the_machine(state):
    client = smtplib.SMTP("127.0.0.1", mailserver.port(state, "smtp"), timeout=10)
    with client as smtp, pytest.raises(smtplib.SMTPRecipientsRefused):
        smtp.sendmail("an@example.org", ["somebody@example.com"], b"Subject: x\r\n\r\nHi\r\n")


def test_it_stops_and_starts_again_with_its_mails(state):
    mailbox = Mailbox(state, "giu@example.org")
    mailbox.put(b"Subject: x\r\n\r\nHi\r\n")
    mailserver.stop(state)
    assert not mailserver.running(state)
    mailserver.start(state)
    assert mailserver.running(state)
    assert mailbox.count() == 1


def test_its_secrets_are_closed_to_others(state):
    room = mailserver.directory(state)
    for name in ("password", "tls.private", "dovecot/dovecot.conf"):
        assert (room / name).stat().st_mode & 0o077 == 0
