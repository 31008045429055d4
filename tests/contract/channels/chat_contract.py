"""A chat as a channel: one message of the contract is a whole guided exchange, played to its end over the webhook."""

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from flask import Flask

from services.intake.domain.chat.words import both
from services.intake.wiring.chat import ChatApplication, ChatParts
from services.kit.events import Contact, MessageRequested, decode
from tests.contract.channels.channel_contract import Answer, ChannelContract, Message
from tests.contract.channels.worlds import World
from tests.unit.intake.chat.fakes import InMemoryAnnouncements, InMemoryConversations, ScriptedDownloads
from tests.unit.intake.fakes import MONDAY
from tests.unit.intake.inboxes import InMemoryInbox
from tests.waiting import eventually

CITIZEN = "3620181734578915"

#: The first words of a sentence stand for it.
SLUG_OF_SENTENCE = {
    both("tell")[0]: "text-too-short",
    both("too-long")[0][:30]: "text-too-long",
    "Số điện thoại không đúng": "phone-not-valid",
    "Địa chỉ thư điện tử không đúng": "email-not-valid",
    both("unknown-category")[0]: "unknown-category",
    both("contact-needed")[0]: "phone-required",
}


@dataclass(frozen=True)
class Delivery:
    """One request of the provider."""

    body: bytes
    headers: dict[str, str]


@dataclass(frozen=True)
class Chat:
    """A channel under test: its site, and the application behind it."""

    site: Flask
    application: ChatApplication
    world: World
    parts: ChatParts

    def post(self, path: str, delivery: Delivery) -> str | None:
        """Deliver; return the slug of the refusal, None when it was taken."""
        response = self.site.test_client().post(path, data=delivery.body, headers=delivery.headers)
        if response.status_code == 200:
            return None
        assert response.content_type == "application/problem+json"
        return str(response.get_json(force=True)["slug"])

    def work(self, channel: str) -> None:
        """Work until nothing waits; another worker may be at it, too."""

        def nothing_waits() -> bool:
            self.application.take.turn()
            return self.application.inbox.backlog(channel).waiting == 0

        eventually(nothing_waits, every=0.005)

    def said(self, channel: str) -> list[MessageRequested]:
        """Return what was said to the citizen, in order."""
        if self.parts.conversations:
            return list(self.parts.conversations.said)
        stored = self.world.database["conversations"].find_one({"channel": channel}) or {"outbox": []}
        return [decode(each["body"]).data for each in stored.get("outbox", ())]

    def case(self, channel: str, citizen: str = CITIZEN) -> str | None:
        """Return the code of the citizen's last case."""
        if self.parts.conversations:
            found = self.parts.conversations.find(channel, citizen)
            return found.case if found else None
        stored = self.world.database["conversations"].find_one({"channel": channel, "thread": citizen})
        return stored["case"] if stored else None


class ChatContract(ChannelContract):
    """A raw message is the deliveries of an exchange: the words, then an answer to every question."""

    PATH: str

    @abstractmethod
    def build(self, world: World, parts: ChatParts) -> tuple[ChatApplication, Flask]:
        """Return the application on `world`, and its site."""

    @abstractmethod
    def delivery(self, id_: str, text: str, at_ms: int) -> Delivery:
        """Return a signed delivery of one text of the citizen."""

    def make_channel(self, world: World) -> Chat:
        parts = ChatParts() if world.database is not None else world.parts.setdefault(self.CHANNEL, in_memory())
        application, site = self.build(world, parts)
        return Chat(site, application, world, parts)

    def heard(self, message: Message) -> Message:
        """A chat has no line for a title: it is taken from the words."""
        return replace(message, title="")

    def unnamed(self) -> Contact | None:
        return Contact(**{self.CHANNEL: CITIZEN})

    def raw(self, channel: Chat, message: Message) -> list[Delivery]:
        group, _, _ = message.category.partition(".")
        contact = "\n".join(part for part in (message.name, message.phone, message.email) if part)
        said = [
            "phản ánh mới",
            message.text,
            f"#1022:group:{group or '-'}",
            f"#1022:leaf:{message.category}" if message.category else "",
            "#1022:place:-",
            "#1022:place-found:-",
            contact or "#1022:contact:none",
            "#1022:consent:no" if contact else "",
            "#1022:confirm:send",
        ]
        began = int((MONDAY - timedelta(minutes=1)).timestamp() * 1000)
        return [
            self.delivery(f"{message.key}-{number}", text, began + number) for number, text in enumerate(said) if text
        ]

    def send(self, channel: Chat, raw: list[Delivery]) -> Answer:
        for delivery in raw:
            slug = channel.post(self.PATH, delivery)
            if slug:
                return Answer(slug=slug)
            channel.work(self.CHANNEL)
        words = "\n".join(each.text for each in channel.said(self.CHANNEL))
        code = channel.case(self.CHANNEL)
        slugs = [slug for sentence, slug in SLUG_OF_SENTENCE.items() if sentence in words]
        return Answer(code=code, slug=None if code else slugs[-1], words=words)

    def malformed(self, channel: Chat) -> Sequence[tuple[Any, str]]:
        return [([delivery], slug) for delivery, slug in self.refused(self.delivery("m", "Đèn đường hỏng.", ms()))]

    @abstractmethod
    def refused(self, fine: Delivery) -> Sequence[tuple[Delivery, str]]:
        """Return deliveries that are refused, made from one that would be taken."""

    def test_what_was_refused_is_not_kept(self, world: World) -> None:
        channel = self.make_channel(world)
        for raw, _ in self.malformed(channel):
            self.send(channel, raw)
        assert channel.application.inbox.backlog(self.CHANNEL).waiting == 0

    def test_what_comes_twice_is_answered_once(self, world: World) -> None:
        channel = self.make_channel(world)
        raw = self.raw(channel, Message())
        self.send(channel, raw)
        before = len(channel.said(self.CHANNEL))
        self.send(channel, [*reversed(raw), *raw])
        assert len(channel.said(self.CHANNEL)) == before

    def test_what_comes_together_and_out_of_order_is_heard_in_order(self, world: World) -> None:
        channel = self.make_channel(world)
        for delivery in reversed(self.raw(channel, Message())):
            assert channel.post(self.PATH, delivery) is None
        channel.work(self.CHANNEL)
        assert world.only_case().text == Message().text

    def test_what_is_written_after_filing_is_added_to_the_case(self, world: World) -> None:
        channel = self.make_channel(world)
        self.say(world, Message())
        more = self.delivery("more", "Hôm nay thêm một bóng hỏng.", ms())
        assert channel.post(self.PATH, more) is None
        channel.work(self.CHANNEL)
        assert len(world.cases()) == 1
        assert added(world) == ["Hôm nay thêm một bóng hỏng."]


def ms(**ago: int) -> int:
    """Return a moment before the world's now, in milliseconds."""
    return int((MONDAY - timedelta(**ago)).timestamp() * 1000)


def in_memory() -> ChatParts:
    """Return the parts of a chat without servers."""
    return ChatParts(
        inbox=InMemoryInbox(),
        conversations=InMemoryConversations(),
        announcements=InMemoryAnnouncements(),
        downloads=ScriptedDownloads(),
    )


def added(world: World) -> list[str]:
    """Return the words of what was added to cases."""
    if world.database is None:
        kept = world.parts["supplements"].kept
        return [each.text for additions in kept.values() for each in additions]
    return [each["text"] for case in world.database["cases"].find() for each in case.get("supplements", ())]
