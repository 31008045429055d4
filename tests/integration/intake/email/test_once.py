"""Each mail once, whatever dies when: killed at every step, with two replicas, and over mails that break us."""

import time
from contextlib import ExitStack
from pathlib import Path

import pytest

from services.kit.events import MessageRequested
from services.kit.messaging import declare
from tests.integration.intake.email import mailroom
from tests.integration.intake.email.dying import STEPS
from tests.integration.intake.email.mailroom import (
    BROKEN,
    EMAIL,
    TAKEN,
    a_mail,
    cases,
    learn_catalogue,
    outcomes,
    told,
)
from tests.servers.broker import Broker
from tests.servers.fixtures import Start
from tests.servers.mail import Mailbox
from tests.servers.mongo import Mongo
from tests.waiting import eventually

pytestmark = pytest.mark.integration
DYING = "tests.integration.intake.email.dying:DyingEmail"


@pytest.fixture(autouse=True)
def known(broker: Broker, mongo: Mongo) -> None:
    declare.apply(broker.amqp_uri)
    learn_catalogue(mongo)


@pytest.mark.parametrize("step", STEPS)
def test_killed_at_any_step_the_next_process_files_each_mail_once(
    start: Start, mongo: Mongo, mailbox: Mailbox, tmp_path: Path, step: str
) -> None:
    mailbox.put(*map(a_mail, range(3)), a_mail(9, "Hỏng.", Subject="a"))
    dying = {"DIE_AT": step, "DIE_FILE": str(tmp_path / "died")}
    with start(DYING, ready=False, **mailroom.settings(mailbox, **dying)) as process:
        assert process.wait(30) == -9
    with start(DYING, **mailroom.settings(mailbox, **dying)):
        eventually(lambda: mailbox.count(TAKEN) == 4 and mailbox.count() == 0, within=30)
    assert sorted(case["title"] for case in cases(mongo)) == ["Đèn hỏng 0", "Đèn hỏng 1", "Đèn hỏng 2"]
    assert sorted(outcomes(mongo)) == [("case", None)] * 3 + [("refused", "text-too-short")]
    assert [type(event.data) for event in told(mongo)] == [MessageRequested]


def test_a_standby_takes_over_within_the_lease_when_the_reader_is_killed(
    start: Start, mongo: Mongo, mailbox: Mailbox
) -> None:
    with start(EMAIL, **mailroom.settings(mailbox)) as first, start(EMAIL, **mailroom.settings(mailbox)) as second:
        mailbox.put(a_mail(1))
        eventually(lambda: len(cases(mongo)) == 1)
        assert "hotline_mailbox_reading 1.0" in first.metrics()
        assert "hotline_mailbox_reading 0.0" in second.metrics()
        first.kill()
        mailbox.put(a_mail(2))
        began = time.monotonic()
        eventually(lambda: len(cases(mongo)) == 2, within=10)
        assert time.monotonic() - began < 3 + 2


def test_two_readers_that_both_hold_a_lease_file_nothing_twice(start: Start, mongo: Mongo, mailbox: Mailbox) -> None:
    """A lease that ends while its holder believes in it: two readers at once on one mailbox."""
    mailbox.put(*map(a_mail, range(30)))
    own = mailroom.settings(mailbox)
    # The same mailbox under another name of its server has another lease.
    other = {**own, "IMAP_URL": own["IMAP_URL"].replace("@localhost:", "@127.0.0.1:")}
    with ExitStack() as stack:
        for settings in (own, other):
            stack.enter_context(start(EMAIL, **settings))
        eventually(lambda: mailbox.count() == 0 and len(outcomes(mongo)) == 30, within=60)
    # Both may move one mail at the same moment: the server then keeps two copies, of one case.
    assert mailbox.count(TAKEN) >= 30
    assert len(cases(mongo)) == len({case["title"] for case in cases(mongo)}) == 30
    assert outcomes(mongo) == [("case", None)] * 30


def test_killed_again_and_again_under_load_every_mail_is_one_case(start: Start, mongo: Mongo, mailbox: Mailbox) -> None:
    mailbox.put(*map(a_mail, range(60)))
    for _ in range(5):
        with start(EMAIL, ready=False, **mailroom.settings(mailbox, MAILBOX_LEASE_SECONDS="1")) as process:
            before = len(cases(mongo))
            eventually(lambda: len(cases(mongo)) >= min(60, before + 5), within=20, every=0.005)  # noqa: B023
            process.kill()
            process.wait()
    with start(EMAIL, **mailroom.settings(mailbox, MAILBOX_LEASE_SECONDS="1")):
        eventually(lambda: mailbox.count(TAKEN) == 60, within=60)
    assert sorted(case["title"] for case in cases(mongo)) == sorted(f"Đèn hỏng {number}" for number in range(60))


def test_a_mail_that_breaks_us_is_parked_after_three_tries_and_the_next_ones_go_on(
    start: Start, mongo: Mongo, mailbox: Mailbox
) -> None:
    mailbox.put(a_mail(1, Subject="Hỏng máy"), a_mail(2))
    with start(DYING, **mailroom.settings(mailbox)) as process:
        eventually(lambda: mailbox.count(TAKEN) == 1)
        eventually(lambda: mailbox.count(BROKEN) == 1, within=30)
        eventually(lambda: "hotline_mails_parked 1.0" in process.metrics(), within=10)
    assert sorted(outcomes(mongo)) == [("case", None), ("parked", "RuntimeError")]
    (record,) = mailroom.mails(mongo, **{"outcome.kind": "parked"})
    assert record["failures"] == 3


def test_mails_that_come_back_into_the_mailbox_are_not_filed_again(
    start: Start, mongo: Mongo, mailbox: Mailbox
) -> None:
    with start(EMAIL, **mailroom.settings(mailbox)):
        mailbox.put(a_mail(1))
        eventually(lambda: mailbox.count(TAKEN) == 1)
        mailbox.put(a_mail(1))
        with mailbox.opened() as client:  # a person moves it back
            client.select(TAKEN)
            client.copy("1", "INBOX")
        eventually(lambda: mailbox.count(TAKEN) == 3 and mailbox.count() == 0)
    assert len(cases(mongo)) == 1


def test_a_mailbox_that_is_numbered_anew_files_nothing_again(start: Start, mongo: Mongo, mailbox: Mailbox) -> None:
    mailbox.refuse_to_move()
    with start(EMAIL, **mailroom.settings(mailbox)):
        mailbox.put(*map(a_mail, range(3)))
        eventually(lambda: sum("Hotline1022Taken" in flags for flags in mailbox.flags()) == 3)
    mailbox.number_anew()
    with start(EMAIL, **mailroom.settings(mailbox)):
        mailbox.put(a_mail(7))
        eventually(lambda: len(cases(mongo)) == 4)
        eventually(lambda: sum("Hotline1022Taken" in flags for flags in mailbox.flags()) == 4)
    assert len(cases(mongo)) == 4
