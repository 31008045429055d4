"""E-mail as a channel: a mail has no fields, so what it means is read out of it, and little of it can be wrong."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Any

from services.intake.adapters.mongo_cases import MongoCases
from services.intake.adapters.mongo_mails import MongoMails
from services.intake.domain.wording import MOST_TEXT, MOST_TITLE
from services.intake.usecases.mail_ports import Mails, Place, RawMail
from services.intake.usecases.take_mail import TakeMail
from services.intake.wiring.email import build_take
from services.kit.events import MessageRequested, decode
from tests.contract.channels.channel_contract import VIETNAMESE, Answer, ChannelContract, Message
from tests.contract.channels.worlds import World
from tests.unit.intake.mail.fakes import InMemoryMails, LookedInto, a_mail, email_settings

UIDS = count(1)


@dataclass(frozen=True)
class Mailroom:
    """The channel behind the mail server: what takes one mail, and its records."""

    take: TakeMail
    mails: Mails
    world: World

    def said(self) -> list[MessageRequested]:
        """Return what is to be said to citizens."""
        if isinstance(self.mails, InMemoryMails):
            return [each for each in self.mails.said() if isinstance(each, MessageRequested)]
        stored = self.world.database["mails"].find()
        return [decode(entry["body"]).data for each in stored for entry in each["outbox"]]


class TestEmail(ChannelContract):
    """A raw message is the bytes of a mail; each sending lies at another place of the mailbox."""

    CHANNEL = "email"
    #: A text of any length is accepted: the case has its beginning, a file beside it the whole.
    TAKES_ANY_LENGTH = True

    def make_channel(self, world: World) -> Mailroom:
        if world.database is None:
            mails: Mails = world.parts.setdefault("mails", InMemoryMails())
            cases: Any = LookedInto(world.parts["cases"])
        else:
            mails, cases = MongoMails(world.database), MongoCases(world.database)
        return Mailroom(build_take(email_settings(), world.application, mails, cases), mails, world)

    def raw(self, channel: Mailroom, message: Message) -> bytes:
        sender = f"{message.name} <{message.email}>" if message.name else message.email
        usable = "." in message.email or not sender
        headers = {"Message_ID": f"<{message.key}@example.org>", "Subject": message.title}
        mail = a_mail(message.text, **headers, From=sender if usable else "nobody")
        return mail if usable else mail.replace(b"From: nobody", b"From: " + sender.encode())

    def send(self, channel: Mailroom, raw: bytes) -> Answer:
        outcome = channel.take.take(Place(1, next(UIDS)), RawMail(raw))
        said = channel.said()
        return Answer(code=outcome.code, slug=outcome.reason, words=said[-1].text if said else "")

    def heard(self, message: Message) -> Message:
        """A mail has no place for a category or a telephone number. Too long a subject or text is shortened, and an
        address to which no mail can go is left out.
        """
        long_text, long_title = len(message.text) > MOST_TEXT, len(message.title) > MOST_TITLE
        return replace(
            message,
            category="",
            phone="",
            text=VIETNAMESE if long_text else message.text,
            title="" if long_title else message.title,
            email=message.email if "." in message.email else "",
        )

    def malformed(self, channel: Mailroom) -> Sequence[tuple[Any, str]]:
        first, second, third = (self.raw(channel, Message(key=f"robot-{number}")) for number in range(3))
        return [
            (b"", "empty"),
            (b"\x00\xff\xfe", "empty"),
            (a_mail("", Subject=""), "empty"),
            (b"Auto-Submitted: auto-generated\n" + first, "auto-submitted"),
            (b"Return-Path: <>\n" + second, "bounce"),
            (a_mail("Chúng tôi không gửi được thư.", From="MAILER-DAEMON@example.org"), "bounce"),
            (b"Precedence: list\n" + third, "bulk"),
            (a_mail("Cảm ơn.", Subject=""), "text-too-short"),
        ]

    def test_who_wrote_too_little_is_told_so_politely_and_once(self, world: World) -> None:
        channel = self.make_channel(world)
        raw = a_mail("Hỏng.", Subject="")
        for _ in range(3):
            assert self.send(channel, raw).slug == "text-too-short"
        (said,) = channel.said()
        assert (said.recipient, said.name, said.reply_to) == ("an@example.org", "Nguyễn Văn An", "1.test@example.org")
        assert said.subject == "Re: Thư của ông/bà gửi Tổng đài 1022"
        assert "quá ngắn" in said.text
        assert world.cases() == []

    def test_a_writer_gets_three_such_answers_a_day_and_no_more(self, world: World) -> None:
        channel = self.make_channel(world)
        for number in range(6):
            self.send(channel, a_mail("Hỏng.", Subject="", Message_ID=f"<{number}@example.org>"))
        assert len(channel.said()) == 3

    def test_a_long_text_is_a_case_with_the_whole_beside_it(self, world: World) -> None:
        self.say(world, Message(text="Đường hỏng. " * 2_000))
        data = world.only_case()
        assert len(data.text) <= MOST_TEXT
        assert [each.name for each in data.attachments] == ["noi-dung-day-du.txt"]

    def test_the_same_id_on_another_mail_is_another_case(self, world: World) -> None:
        channel = self.make_channel(world)
        first = self.send(channel, self.raw(channel, Message()))
        second = self.send(channel, self.raw(channel, Message(text="Ổ gà lớn ở đầu đường Lê Lợi, rất nguy hiểm.")))
        assert first.code != second.code
        assert len(world.cases()) == 2

    def test_the_writer_of_a_case_adds_to_it_and_anybody_else_files_one_that_names_it(self, world: World) -> None:
        channel = self.make_channel(world)
        first = self.send(channel, a_mail())
        answer = {"Subject": f"Re: [1022-{first.code}] Đèn hỏng", "Message_ID": "<2@example.org>"}
        assert self.send(channel, a_mail("Đèn bên cạnh cũng hỏng.", **answer)).code == first.code
        assert len(world.cases()) == 1
        stranger = {"Message_ID": "<3@example.org>", "From": "binh@example.org"}
        second = self.send(channel, a_mail("Tôi cũng thấy đèn này hỏng.", **{**answer, **stranger}))
        assert second.code != first.code
        (related,) = [each.related for each in world.cases() if each.code == second.code]
        assert related == first.code

    def test_a_thread_is_known_by_our_ids_and_by_the_citizens_own(self, world: World) -> None:
        channel = self.make_channel(world)
        first = self.send(channel, a_mail())
        ours = f"<1022.{first.code}.0123456789abcdef01234567@1022.test>"
        for number, reference in enumerate((ours, "<1.test@example.org>")):
            mail = a_mail(
                f"Bổ sung {number}.", In_Reply_To=reference, Subject="Về việc ấy", Message_ID=f"<a{number}@x>"
            )
            assert self.send(channel, mail).code == first.code
        assert len(world.cases()) == 1
