"""A mail server that restarts, refuses to move, keeps people out or cuts large mails short."""

from collections.abc import Iterator

import pytest

from deploy.local import mailserver
from deploy.local.state import State
from services.intake.adapters.imap_mailbox import ImapMailbox
from services.intake.adapters.imap_server import ImapServer
from services.intake.usecases.mail_ports import MailboxAway
from services.kit.messaging import declare
from tests.integration.intake.email import mailroom
from tests.integration.intake.email.mailroom import EMAIL, TAKEN, a_mail, cases, learn_catalogue
from tests.servers.broker import Broker
from tests.servers.fixtures import Start
from tests.servers.mail import Mailbox
from tests.servers.mongo import Mongo
from tests.waiting import eventually

pytestmark = pytest.mark.integration


def test_after_a_restart_of_the_mail_server_it_goes_on(
    start: Start, broker: Broker, mongo: Mongo, mail_server: State, mailbox: Mailbox
) -> None:
    declare.apply(broker.amqp_uri)
    learn_catalogue(mongo)
    with start(EMAIL, **mailroom.settings(mailbox)) as process:
        mailbox.put(a_mail(1))
        eventually(lambda: mailbox.count(TAKEN) == 1)
        mailserver.stop(mail_server)
        try:
            eventually(lambda: process.readiness() == {"mailbox": "mail server away"}, within=20)
        finally:
            mailserver.start(mail_server)
        mailbox.put(a_mail(2))
        eventually(lambda: mailbox.count(TAKEN) == 2 and process.readiness() == {}, within=20)
    assert len(cases(mongo)) == 2


@pytest.fixture
def box(mailbox: Mailbox) -> Iterator[ImapMailbox]:
    mailbox.put(a_mail(1, "Đ" * 3_000))
    box = ImapMailbox(ImapServer.parse(mailbox.url()), most_bytes=1_000)
    box.open()
    yield box
    box.close()


def test_of_a_large_mail_the_beginning_is_fetched(box: ImapMailbox) -> None:
    raw = box.fetch(box.waiting()[0])
    assert raw is not None
    assert (len(raw.content), raw.cut) == (1_000, True)


def test_fetching_changes_nothing(box: ImapMailbox, mailbox: Mailbox) -> None:
    box.fetch(box.waiting()[0])
    assert "\\Seen" not in mailbox.flags()[0]


def test_a_mail_that_somebody_took_away_is_gone_and_no_error(box: ImapMailbox, mailbox: Mailbox) -> None:
    (place,) = box.waiting()
    with mailbox.opened() as client:
        client.select("INBOX")
        client.store("1", "+FLAGS", "(\\Deleted)")
        client.expunge()
    assert box.fetch(place) is None
    box.put_away(place, TAKEN)


def test_what_cannot_be_moved_is_marked_and_waits_no_more(box: ImapMailbox, mailbox: Mailbox) -> None:
    mailbox.refuse_to_move()
    (place,) = box.waiting()
    box.put_away(place, TAKEN)
    assert box.waiting() == []
    assert mailbox.count() == 1


def test_people_s_own_deleted_mails_are_neither_taken_nor_removed(box: ImapMailbox, mailbox: Mailbox) -> None:
    mailbox.put(a_mail(2))
    with mailbox.opened() as client:
        client.select("INBOX")
        client.store("2", "+FLAGS", "(\\Deleted)")
    (place,) = box.waiting()
    box.put_away(place, TAKEN)
    assert mailbox.count() == 1


@pytest.mark.parametrize("use", ["waiting", "fetch", "wait", "put_away"])
def test_a_connection_that_breaks_says_so_and_can_be_opened_again(box: ImapMailbox, use: str) -> None:
    (place,) = box.waiting()
    box._box.client.shutdown()  # type: ignore[union-attr]
    arguments = {"waiting": (), "fetch": (place,), "wait": (0.1,), "put_away": (place, TAKEN)}[use]
    with pytest.raises(MailboxAway):
        assert getattr(box, use)(*arguments) and box.waiting()  # a wait may end at once, and then the next look tells
    box.close()
    box.open()
    assert box.waiting() == [place]


def test_a_mailbox_of_nobody_is_refused(mailbox: Mailbox) -> None:
    url = mailbox.url().rsplit(":", 2)
    wrong = ImapMailbox(ImapServer.parse(f"{url[0]}:no@localhost:{url[2]}"))
    with pytest.raises(MailboxAway) as refused:
        wrong.open()
    assert mailbox.address not in str(refused.value)
