"""Letters with reports against real sockets: what a mail server may do, and what is made of it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy

import openpyxl  # type: ignore[import-untyped]
import pytest

from services.kit.messaging import declare
from services.reporting.adapters.exports.press import Press
from services.reporting.adapters.mailing.files import ExportedFiles
from services.reporting.adapters.mailing.mongo_subscriptions import MongoSubscriptions
from services.reporting.adapters.mailing.smtp_mailer import Server, SmtpMailer, message_of
from services.reporting.domain.asking import TableName
from services.reporting.domain.mailing.sending import State
from services.reporting.domain.mailing.subscription import Every, Form, Subscription
from services.reporting.usecases.mailing.ports import Attachment, Letter
from tests.integration.notify.smtp_server import HANG, HANG_UP, SmtpServer
from tests.integration.reporting.test_reporting import ENV, PLACE
from tests.pdf_text import opened
from tests.servers.broker import Broker
from tests.servers.fixtures import Start
from tests.servers.mongo import Mongo
from tests.unit.reporting.tables import LETTERHEAD, a_table
from tests.waiting import eventually

pytestmark = pytest.mark.integration

SENDER = "Tổng đài 1022 <1022@example.org>"
LETTER = Letter(
    id="lanh-dao:2026-11", to="lanh.dao@example.org", subject="Báo cáo 1022: Tháng 11/2026", text="Kính gửi\n\nHết\n",
    attachments=(Attachment("bao-cao.xlsx", "application/x-test", b"\x00\r\n.\r\n\xff" * 500),),
)  # fmt: skip


@pytest.fixture
def server() -> Iterator[SmtpServer]:
    """A mail server of this test's."""
    found = SmtpServer()
    yield found
    found.close()


def mailer(server: SmtpServer) -> SmtpMailer:
    """Return what sends to it, in little patience."""
    return SmtpMailer(Server.parse(f"smtp://127.0.0.1:{server.port}"), SENDER, timeout=0.5)


@pytest.mark.parametrize(
    ("command", "reply", "state"),
    [
        ("END", "250 2.0.0 queued", State.SENT),
        # for now
        ("RCPT", "450 4.2.1 greylisted", State.DEFERRED),
        ("DATA", "451 4.3.0 try later", State.DEFERRED),
        ("END", "452 4.3.1 disk full", State.DEFERRED),
        # wrong with us
        ("MAIL", "550 5.7.1 sender not allowed", State.DEFERRED),
        # wrong with the address or the letter
        ("RCPT", "550 5.1.1 no such user", State.REFUSED),
        ("END", "552 5.3.4 too large", State.REFUSED),
        # away before it has the letter: surely not taken
        ("CONNECT", "554 no service", State.DEFERRED),
        ("CONNECT", HANG, State.DEFERRED),
        ("MAIL", HANG_UP, State.DEFERRED),
        ("RCPT", HANG, State.DEFERRED),
        # away when it may have it
        ("END", HANG_UP, State.UNCERTAIN),
        ("END", HANG, State.UNCERTAIN),
    ],
)
def test_what_became_of_a_letter_follows_from_the_last_word(
    server: SmtpServer, command: str, reply: str, state: State
) -> None:
    server.replies[command] = reply
    outcome = mailer(server).send(LETTER)
    assert outcome.state is state
    assert "@" not in (outcome.reason or "")


def test_a_server_that_is_not_there_has_taken_nothing(server: SmtpServer) -> None:
    server.close()
    assert mailer(server).send(LETTER).state is State.DEFERRED


def test_the_letter_arrives_as_it_was_with_its_files(server: SmtpServer) -> None:
    mailer(server).send(LETTER)
    message = message_from_bytes(server.accepted[0], policy=policy.default)
    body = message.get_body()
    assert (message["To"], message["Subject"], message["Auto-Submitted"]) == (
        LETTER.to, LETTER.subject, "auto-generated",
    )  # fmt: skip
    assert body is not None
    assert body.get_content().replace("\r\n", "\n") == LETTER.text
    assert [part.get_content() for part in message.iter_attachments()] == [LETTER.attachments[0].content]


def test_the_same_letter_has_the_same_message_id() -> None:
    assert message_of(LETTER, SENDER)["Message-ID"] == "<report.lanh-dao.2026-11@example.org>"


@pytest.mark.parametrize("url", ["http://x", "smtp://", "mail.example.org"])
def test_what_is_no_address_of_a_mail_server_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="SMTP"):
        Server.parse(url)


def test_a_password_is_not_shown_and_does_not_go_over_an_open_line(server: SmtpServer) -> None:
    parsed = Server.parse("smtp+starttls://an:bi%20mat@mail.example.org")
    assert (parsed.password, parsed.port) == ("bi mat", 587)
    assert "bi mat" not in repr(parsed)


def test_tables_are_attached_as_files_that_open() -> None:
    files = ExportedFiles(lambda: LETTERHEAD, Press())
    sheet = files.make([a_table()], Form.XLSX, "a.xlsx")
    paper = files.make([a_table()], Form.PDF, "a.pdf")
    assert openpyxl.load_workbook(io.BytesIO(sheet.content)).worksheets[0]["A2"].value == "TỔNG ĐÀI 1022"
    assert "Sở Y tế" in opened(paper.content).words()
    assert (sheet.name, paper.media_type) == ("a.xlsx", "application/pdf")


def test_two_processes_send_what_is_due_once(broker: Broker, mongo: Mongo, start: Start, server: SmtpServer) -> None:
    declare.apply(broker.amqp_uri)
    kept = Subscription(
        id="a", address=LETTER.to, tables=(TableName.UNIT,), forms=(Form.XLSX,), every=Every.DAY, on=1, hour=0,
        begins_at=datetime.now(UTC) - timedelta(days=2),
    )  # fmt: skip
    MongoSubscriptions(mongo.database("reporting")).keep(kept)
    env = {**ENV, "REPORT_SMTP_URL": f"smtp://127.0.0.1:{server.port}", "REPORT_MAIL_FROM": SENDER}
    with start(PLACE, **env), start(PLACE, **env):
        eventually(lambda: mongo.database("reporting")["report_mails"].count_documents({"state": "sent"}) == 1)
    message = message_from_bytes(server.accepted[0], policy=policy.default)
    (sheet,) = message.iter_attachments()
    assert len(server.accepted) == 1
    assert message["Subject"].startswith("Báo cáo 1022: ")
    assert openpyxl.load_workbook(io.BytesIO(sheet.get_content())).worksheets[0]["A2"].value.endswith("1022")


def test_a_process_without_a_sender_for_its_mails_says_which_setting_is_missing(start: Start) -> None:
    with start(PLACE, ready=False, **ENV, REPORT_SMTP_URL="smtp://127.0.0.1:1") as process:
        process.wait()
        assert "REPORT_MAIL_FROM" in process.output()
