"""What every channel promises, whatever its messages look like. A new channel subclasses `ChannelContract`."""

import unicodedata
from abc import ABC, abstractmethod
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any

import pytest

from services.intake.domain.wording import title_from
from services.kit.events import Contact
from tests.contract.channels.worlds import World

VIETNAMESE = "Đèn đường hỏng trước số 12 Hùng Vương, phường Pleiku. Ngõ tối, rất dễ ngã; kính mong sửa gấp!"


@dataclass(frozen=True)
class Message:
    """What a citizen wants to say, before a channel gives it its own form. `key` is the channel's id of the message."""

    key: str = "message-1"
    text: str = VIETNAMESE
    title: str = ""
    category: str = ""
    name: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True)
class Answer:
    """What the channel answered: a case's code, or why not."""

    code: str | None = None
    slug: str | None = None
    words: str = ""


class ChannelContract(ABC):
    """The tests. A subclass says how a message looks on its channel, and how it is sent."""

    #: The channel's name in the event.
    CHANNEL: str
    #: Whether a text of any length is accepted, because the channel keeps what is too long for a case beside it.
    TAKES_ANY_LENGTH = False

    @abstractmethod
    def make_channel(self, world: World) -> Any:
        """Return the channel under test, working on `world`."""

    @abstractmethod
    def raw(self, channel: Any, message: Message) -> Any:
        """Return the message as the channel receives it."""

    @abstractmethod
    def send(self, channel: Any, raw: Any) -> Answer:
        """Let the channel receive a raw message."""

    @abstractmethod
    def malformed(self, channel: Any) -> Sequence[tuple[Any, str]]:
        """Return raw messages that are no messages, each with the slug of its refusal."""

    def heard(self, message: Message) -> Message:
        """Return what of a message can be said on this channel; what cannot be said cannot be wrong either."""
        return message

    def unnamed(self) -> Contact | None:
        """Return the contact of somebody who does not say who they are: what the channel itself knows, if anything."""
        return None

    def say(self, world: World, message: Message) -> Answer:
        """Send `message` through a new channel."""
        channel = self.make_channel(world)
        return self.send(channel, self.raw(channel, message))

    def test_a_message_becomes_one_case_with_its_event(self, world: World) -> None:
        answer = self.say(world, Message())
        data = world.only_case()
        assert (data.code, data.channel) == (answer.code, self.CHANNEL)
        assert world.event_keys() in ([], [f"case.received.{self.CHANNEL}"])

    def test_the_same_message_twice_is_one_case(self, world: World) -> None:
        channel = self.make_channel(world)
        raw = self.raw(channel, Message())
        assert self.send(channel, raw).code == self.send(channel, raw).code == world.only_case().code

    def test_the_same_message_many_times_at_once_is_one_case(self, world: World) -> None:
        channels = [self.make_channel(world) for _ in range(8)]
        sends = [(channel, self.raw(channel, Message())) for channel in channels]
        with ThreadPoolExecutor(len(sends)) as threads:
            answers = list(threads.map(lambda send: self.send(*send), sends))
        assert {answer.code for answer in answers} == {world.only_case().code}

    def test_two_messages_are_two_cases(self, world: World) -> None:
        first = self.say(world, Message(key="message-1"))
        second = self.say(world, Message(key="message-2"))
        assert first.code != second.code
        assert len(world.cases()) == 2

    def test_nobody_has_to_say_who_they_are(self, world: World) -> None:
        assert self.say(world, Message()).code
        data = world.only_case()
        assert data.contact == self.unnamed()
        assert data.share_contact is False
        assert len(data.pin) == 4

    def test_a_category_that_needs_a_telephone_says_so(self, world: World) -> None:
        message = Message(category="buu-chinh.phan-anh")
        answer = self.say(world, message)
        if self.heard(message).category:
            assert (answer.code, answer.slug) == (None, "phone-required")
            assert world.cases() == []
        else:
            assert world.only_case().category is None

    def test_a_contact_is_kept_in_one_form(self, world: World) -> None:
        message = Message(name="Nguyễn Văn An", phone="0905 000 012", email="an@example.org")
        self.say(world, message)
        data = world.only_case()
        assert data.contact is not None
        contact = (data.contact.name, data.contact.phone, data.contact.email)
        phone = "+84905000012" if self.heard(message).phone else None
        assert contact == ("Nguyễn Văn An", phone, "an@example.org")
        assert data.pin == "0012" or phone is None

    @pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
    def test_vietnamese_arrives_unharmed(self, world: World, form: Any) -> None:
        self.say(
            world, Message(text=unicodedata.normalize(form, VIETNAMESE), title=unicodedata.normalize(form, "Đèn hỏng"))
        )
        data = world.only_case()
        title = self.heard(Message(title="Đèn hỏng")).title or title_from(VIETNAMESE)
        assert (data.text, data.title) == (VIETNAMESE, title)

    @pytest.mark.parametrize(
        ("change", "slug"),
        [
            ({"text": "ngắn"}, "text-too-short"),
            ({"text": "đ" * 10_001}, "text-too-long"),
            ({"title": "đ" * 201}, "title-too-long"),
            ({"phone": "0905"}, "phone-not-valid"),
            ({"email": "an@"}, "email-not-valid"),
            ({"category": "khong-co"}, "unknown-category"),
        ],
    )
    def test_what_cannot_be_accepted_is_refused_in_words(self, world: World, change: dict[str, str], slug: str) -> None:
        message = replace(Message(), **change)
        answer = self.say(world, message)
        if self.heard(message) == Message():
            assert answer.code == world.only_case().code
        else:
            assert (answer.code, answer.slug) == (None, slug)
            assert world.cases() == []

    def test_an_oversized_message_is_refused(self, world: World) -> None:
        answer = self.say(world, Message(text="đ" * 400_000))
        if self.TAKES_ANY_LENGTH:
            assert answer.code == world.only_case().code
        else:
            assert (answer.code, answer.slug) == (None, "too-large")
            assert world.cases() == []

    def test_what_is_no_message_is_refused(self, world: World) -> None:
        channel = self.make_channel(world)
        for raw, slug in self.malformed(channel):
            answer = self.send(channel, raw)
            assert (answer.code, answer.slug) == (None, slug)
        assert world.cases() == []
