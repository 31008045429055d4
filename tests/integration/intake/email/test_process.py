"""The channel as a process: it hears of mails at once, files them, and gives way when it is told to."""

import time

import pytest
import requests

from services.kit.messaging import declare
from tests.integration.intake.email import mailroom
from tests.integration.intake.email.mailroom import EMAIL, IGNORED, TAKEN, a_mail, cases, learn_catalogue, outcomes
from tests.servers.broker import Broker
from tests.servers.fixtures import Start
from tests.servers.mail import Mailbox
from tests.servers.mongo import Mongo
from tests.servers.processes import free_port
from tests.waiting import eventually

pytestmark = pytest.mark.integration


@pytest.fixture(autouse=True)
def known(broker: Broker, mongo: Mongo) -> None:
    declare.apply(broker.amqp_uri)
    learn_catalogue(mongo)


def test_a_mail_sent_by_smtp_becomes_a_case_and_moves_out_of_the_inbox(
    start: Start, mongo: Mongo, mailbox: Mailbox
) -> None:
    with start(EMAIL, **mailroom.settings(mailbox)) as process:
        mailbox.send(a_mail())
        eventually(lambda: mailbox.count(TAKEN) == 1)
        assert 'hotline_mails_total{outcome="case"} 1.0' in process.metrics()
    (case,) = cases(mongo)
    assert case["title"] == "Đèn hỏng 1"
    assert case["text"] == "Đèn đường hỏng trước số 12 Hùng Vương, phường Pleiku."
    assert (case["channel"], case["area"], case["thread"]) == ("email", "23575", "1.test@example.org")
    assert (case["contact"]["name"], case["contact"]["email"]) == ("Nguyễn Văn An", "an@example.org")
    assert mailbox.count() == 0
    assert "\\Seen" in mailbox.flags(TAKEN)[0]


def test_with_idle_a_mail_is_filed_within_a_second_and_the_process_answers_meanwhile(
    start: Start, mongo: Mongo, mailbox: Mailbox
) -> None:
    with start(EMAIL, **mailroom.settings(mailbox)) as process:
        for number in range(5):
            began = time.monotonic()
            mailbox.put(a_mail(number))
            eventually(lambda: len(cases(mongo)) == number + 1, within=2, every=0.01)  # noqa: B023
            assert time.monotonic() - began < 2
        # Idling again: each answer of the process comes at once, although it waits inside a poll.
        for _ in range(20):
            began = time.monotonic()
            assert process.readiness() == {}
            assert time.monotonic() - began < 0.5


@pytest.mark.parametrize("scheme", ["imaps", "imap+starttls"])
def test_over_tls_it_hears_as_fast(start: Start, mongo: Mongo, mailbox: Mailbox, scheme: str) -> None:
    tls = {"IMAP_URL": mailbox.url(scheme), "SSL_CERT_FILE": mailbox.certificate}
    with start(EMAIL, **mailroom.settings(mailbox, **tls)):
        for number in range(3):
            mailbox.put(a_mail(number))
            eventually(lambda: len(cases(mongo)) == number + 1, within=3)  # noqa: B023


def test_a_certificate_nobody_vouches_for_is_refused(start: Start, mongo: Mongo, mailbox: Mailbox) -> None:
    mailbox.put(a_mail())
    with start(EMAIL, ready=False, **mailroom.settings(mailbox, IMAP_URL=mailbox.url("imaps"))) as process:
        eventually(lambda: process.readiness() == {"mailbox": "mail server away"}, within=20)
    assert cases(mongo) == []


def test_without_idle_it_looks_now_and_then(start: Start, mongo: Mongo, mailbox: Mailbox) -> None:
    with start(EMAIL, **mailroom.settings(mailbox, IMAP_IDLE="no", IMAP_LOOK_SECONDS="1")):
        for number in range(3):
            mailbox.put(a_mail(number))
            eventually(lambda: len(cases(mongo)) == number + 1, within=5)  # noqa: B023


def test_it_ends_within_five_seconds_and_the_next_one_begins_at_once(
    start: Start, mongo: Mongo, mailbox: Mailbox
) -> None:
    patient = mailroom.settings(mailbox, MAILBOX_LEASE_SECONDS="60")
    with start(EMAIL, **patient) as process:
        eventually(lambda: "hotline_mailbox_reading 1.0" in process.metrics())
        began = time.monotonic()
        process.terminate()
        assert process.wait(10) == 0
        assert time.monotonic() - began < 5
    with start(EMAIL, **patient):
        mailbox.put(a_mail())
        eventually(lambda: len(cases(mongo)) == 1, within=5)


def test_it_takes_mails_while_the_broker_is_away(start: Start, mongo: Mongo, mailbox: Mailbox) -> None:
    nobody = f"amqp://127.0.0.1:{free_port()}"
    with start(EMAIL, AMQP_URI=nobody, **mailroom.settings(mailbox)):
        mailbox.put(*map(a_mail, range(10)))
        eventually(lambda: mailbox.count(TAKEN) == 10, within=20)
    assert len(cases(mongo)) == 10


def test_what_a_person_has_read_in_the_mailbox_is_taken_all_the_same(
    start: Start, mongo: Mongo, mailbox: Mailbox
) -> None:
    mailbox.put(a_mail())
    with mailbox.opened() as client:
        client.select("INBOX")
        client.store("1", "+FLAGS", "(\\Seen)")
    with start(EMAIL, **mailroom.settings(mailbox)):
        eventually(lambda: len(cases(mongo)) == 1)


def test_automatic_mails_are_put_aside_unanswered(start: Start, mongo: Mongo, mailbox: Mailbox) -> None:
    automatic = [
        b"Auto-Submitted: auto-replied\n" + a_mail(1),
        b"Precedence: bulk\n" + a_mail(2),
        b"List-Id: <tin-tuc.example.org>\n" + a_mail(3),
        a_mail(4).replace(b"an@example.org", mailbox.address.encode()),
    ]
    with start(EMAIL, **mailroom.settings(mailbox)):
        mailbox.put(*automatic)
        mailbox.put(a_mail(5), sender="")
        eventually(lambda: mailbox.count(IGNORED) == 5)
    reasons = ["auto-submitted", "bounce", "bulk", "list", "own-address"]
    assert sorted(outcomes(mongo)) == [("ignored", reason) for reason in reasons]
    assert (cases(mongo), mailroom.told(mongo)) == ([], [])


def test_a_wrong_password_is_said_by_readiness(start: Start, mailbox: Mailbox) -> None:
    wrong = mailbox.url().replace("1022-", "1022-x", 1).split("@localhost")[0].rsplit(":", 1)[0] + ":wrong@localhost"
    url = wrong + ":" + mailbox.url().rsplit(":", 1)[1]
    with start(EMAIL, ready=False, **mailroom.settings(mailbox, IMAP_URL=url)) as process:
        eventually(lambda: process.readiness() == {"mailbox": "mail server away"}, within=20)
        assert requests.get(f"http://127.0.0.1:{process.admin_port}/healthz", timeout=5).ok
        assert "wrong" not in process.output()
