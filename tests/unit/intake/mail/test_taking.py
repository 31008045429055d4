"""Taking mails, on memory: what becomes of each, what is said, and what happens when something breaks."""

from collections.abc import Callable
from email import message_from_bytes
from email.policy import default
from typing import Any

import pytest

from services.intake.adapters.mime_reader import read_letter
from services.intake.domain.mail.identity import mail_key
from services.intake.domain.mail.outcome import Plan
from services.intake.usecases.mail_ports import Place, RawMail
from services.intake.usecases.read_mailbox import MailboxPace, ReadMailbox, folders
from services.intake.usecases.take_mail import MOST_STARTS, NotYet
from services.intake.wiring.email import build_take
from services.kit.events import MessageReported, MessageRequested
from services.kit.failures import Rejected, Retryable
from tests.contract.channels.worlds import in_memory
from tests.unit.intake.fakes import MONDAY, InMemoryCases
from tests.unit.intake.mail.fakes import InMemoryMails, LookedInto, ScriptedMailbox, a_mail, email_settings

CODE = "2611304829176"
OUR_ID = f"1022.{CODE}.0123456789abcdef01234567@1022.test"


class Room:
    """The channel on memory, with its hands on everything."""

    def __init__(self, read: Callable[..., Any] = read_letter, *raws: bytes) -> None:
        self.cases = InMemoryCases()
        self.world = in_memory(self.cases)
        self.mails = InMemoryMails()
        self.mailbox = ScriptedMailbox(*raws)
        self.now = 0.0
        self.ours = True
        application = self.world.application
        self.take = build_take(email_settings(), application, self.mails, LookedInto(self.cases), read)
        self.reader = ReadMailbox(
            "mailbox",
            self.mailbox,
            self.mails,
            self,
            self.take,
            folders("taken", "ignored", "broken"),
            application.clock,
            MailboxPace(),
            monotonic=lambda: self.now,
            sleep=self.sleep,
        )

    def taken(self, *_: Any) -> bool:
        """The lease."""
        return self.ours

    def sleep(self, seconds: float) -> None:
        self.now += seconds

    def turns(self, most: int = 30) -> None:
        for _ in range(most):
            if not self.reader.turn():
                self.now += 1.0


def dsn(action: str, status: str = "5.1.1", to: str = OUR_ID) -> bytes:
    return (
        "From: MAILER-DAEMON@example.org\r\nSubject: Undelivered\r\n"
        "Content-Type: multipart/report; report-type=delivery-status; boundary=B\r\n\r\n"
        "--B\r\nContent-Type: text/plain\r\n\r\nSorry.\r\n"
        "--B\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.org\r\n\r\n"
        f"Final-Recipient: rfc822; an@example.org\r\nAction: {action}\r\nStatus: {status}\r\n"
        "Diagnostic-Code: smtp; 550 <an@example.org> user unknown\r\n\r\n"
        f"--B\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: <{to}>\r\nSubject: x\r\n--B--\r\n"
    ).encode()


def test_a_bounce_of_ours_is_reported_without_the_address() -> None:
    room = Room(read_letter, dsn("failed"))
    room.turns()
    (said,) = room.mails.said()
    assert isinstance(said, MessageReported)
    assert (said.channel, said.status, said.tracking) == ("email", "failed", OUR_ID)
    assert said.reason == "5.1.1 smtp; 550 user unknown"
    assert list(room.mailbox.folders) == ["ignored"]


@pytest.mark.parametrize("raw", [dsn("delayed"), dsn("failed", to="x@example.org")])
def test_a_delay_and_the_bounce_of_somebody_elses_mail_are_not_reported(raw: bytes) -> None:
    room = Room(read_letter, raw)
    room.turns()
    assert room.mails.said() == []
    assert list(room.mailbox.folders) == ["ignored"]


def broken_over_hong(raw: bytes, *, cut: bool = False) -> Any:
    letter = read_letter(raw, cut=cut)
    if letter.subject == "Hỏng":
        raise ValueError("a bug")
    return letter


def test_a_mail_that_breaks_us_is_parked_and_the_next_ones_go_on() -> None:
    room = Room(broken_over_hong, a_mail(Subject="Hỏng"), a_mail(Message_ID="<2@example.org>"))
    room.turns()
    assert {name: len(mails) for name, mails in room.mailbox.folders.items()} == {"taken": 1, "broken": 1}
    assert room.mailbox.fetched == [1, 2, 1, 1]
    assert room.mails.parked() == 1


def test_a_mail_that_kills_us_is_parked_too() -> None:
    room, raw = Room(), RawMail(a_mail())
    for _ in range(MOST_STARTS):  # a process that dies has begun, and done no more
        room.mails.begin(mail_key(raw.content), "", Place(1, 1), MONDAY)
    outcome = room.take.take(Place(1, 1), raw)
    assert (outcome.kind, outcome.reason) == ("parked", "started-too-often")


def test_an_outage_parks_nothing_however_long_it_lasts() -> None:
    room = Room(read_letter, a_mail())

    def away(*_: Any, **__: Any) -> Any:
        raise Retryable("away")

    filed, room.take._file.file = room.take._file.file, away  # type: ignore[method-assign]
    for _ in range(40):
        with pytest.raises(Retryable):
            room.reader.turn() and room.reader.turn()
    room.take._file.file = filed  # type: ignore[method-assign]
    room.turns()
    assert len(room.cases.stored) == 1


def test_while_the_mail_server_is_away_it_says_so_and_then_goes_on() -> None:
    room = Room(read_letter, a_mail())
    room.mailbox.away = True
    with pytest.raises(Retryable):
        room.reader.turn()
    assert room.reader.problem() == "mail server away"
    room.mailbox.away = False
    room.turns()
    assert room.reader.problem() is None
    assert len(room.cases.stored) == 1


def test_a_mailbox_that_belongs_to_another_process_is_not_opened() -> None:
    room = Room(read_letter, a_mail())
    room.ours = False
    room.turns()
    assert (room.mailbox.opened, room.reader.problem()) == (0, None)


def test_mails_that_cannot_be_moved_are_filed_once() -> None:
    room = Room(read_letter, a_mail())
    room.mailbox.moves = False
    room.turns(200)
    assert len(room.cases.stored) == 1
    assert room.mailbox.fetched == [1]


def test_who_sends_too_much_waits_and_loses_nothing() -> None:
    room = Room(read_letter, a_mail())
    slow = Rejected("slow-down", "Xin chờ.", "Please wait.", retry_after=30)

    def refuse(*_: Any, **__: Any) -> Any:
        raise slow

    gate = room.take._gate
    room.take._gate = Gate(gate, refuse)  # type: ignore[assignment]
    with pytest.raises(NotYet):
        room.take.take(Place(1, 1), RawMail(a_mail()))
    room.take._gate = gate
    room.turns()
    assert len(room.cases.stored) == 1


def test_mails_of_one_sender_that_must_wait_hold_up_nobody_else() -> None:
    flood = [a_mail(From="rac@example.org", Message_ID=f"<{number}@example.org>") for number in range(5)]
    room = Room(read_letter, *flood, a_mail(Message_ID="<an@example.org>"))
    room.mailbox.most = 3
    gate = room.take._gate

    def refuse(*senders: Any, **__: Any) -> Any:
        if any(each.value == "rac@example.org" for each in senders):
            raise Rejected("slow-down", "Xin chờ.", "Please wait.", retry_after=3600)
        return gate.check(*senders)

    room.take._gate = Gate(gate, refuse)  # type: ignore[assignment]
    room.turns()
    assert len(room.cases.stored) == 1
    assert len(room.mailbox.inbox) == len(flood)


class Gate:
    """A gate that checks as it is told."""

    def __init__(self, real: Any, check: Callable[..., Any]) -> None:
        self.senders = real.senders
        self.check = check


def test_who_is_blocked_is_not_answered() -> None:
    room = Room()

    def refuse(*_: Any, **__: Any) -> Any:
        raise Rejected("blocked", "Không nhận.", "Not taken.")

    room.take._gate = Gate(room.take._gate, refuse)  # type: ignore[assignment]
    outcome = room.take.take(Place(1, 1), RawMail(a_mail("Hỏng.")))
    assert (outcome.kind, outcome.reason, room.mails.said()) == ("refused", "blocked", [])


def test_files_that_cannot_be_kept_are_named_and_the_case_is_filed() -> None:
    room = Room()
    mail = message_from_bytes(a_mail(), policy=default)
    mail.add_attachment(b"MZ\x90\x00" + bytes(200), maintype="application", subtype="octet-stream", filename="a.exe")
    outcome = room.take.take(Place(1, 1), RawMail(mail.as_bytes()))
    (said,) = room.mails.said()
    assert isinstance(said, MessageRequested)
    assert outcome.code == said.code
    assert "a.exe" in said.text
    assert said.reply_to == "1.test@example.org"


def test_a_mail_that_was_too_large_to_fetch_is_a_case_without_its_files() -> None:
    room = Room()
    outcome = room.take.take(Place(1, 1), RawMail(a_mail(), cut=True))
    (said,) = room.mails.said()
    assert outcome.kind == "case"
    assert "quá lớn" in said.text


def test_a_plan_is_kept_although_a_second_look_would_decide_otherwise() -> None:
    """The first try died after it had planned a new case; now the mail it answers is known as a case."""
    room = Room()
    answer = RawMail(a_mail(Message_ID="<2@example.org>", In_Reply_To="<1.test@example.org>"))
    room.mails.begin(mail_key(answer.content), "2@example.org", Place(1, 2), MONDAY)
    room.mails.plan(mail_key(answer.content), Plan(kind="case"))
    room.take.take(Place(1, 1), RawMail(a_mail()))
    assert room.take.take(Place(1, 2), answer).kind == "case"
    assert len(room.cases.stored) == 2
