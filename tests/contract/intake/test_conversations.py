"""Where conversations are kept: every field comes back, one writer wins, what is said is stored with it."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from services.intake.adapters.mongo_conversations import MongoAnnouncements, MongoConversations
from services.intake.domain.chat.talk import Conversation, Draft, Filing, Said
from services.intake.usecases.chat_ports import Conversations
from services.kit.events import Attachment, MessageReported, MessageRequested, decode
from services.kit.failures import Retryable
from tests.servers.mongo import Mongo
from tests.unit.intake.chat.fakes import InMemoryConversations

NOW = datetime(2026, 11, 30, 3, 0, tzinfo=UTC)
NEW = Conversation(channel="zalo", thread="an")
SAID = MessageRequested(channel="zalo", recipient="an", language="vi", text="Chào", heard_at=NOW)
PHOTO = Attachment(id="f1", name="a.jpg", media_type="image/jpeg", kind="image", size=7, sha256="0" * 64)
FULL = Conversation(
    channel="zalo",
    thread="an",
    stage="confirm",
    language="en",
    draft=Draft(
        id="m1",
        said=(Said("m1", "Đèn hỏng"), Said("m2", "ở Pleiku")),
        attachments=(PHOTO,),
        left_out=2,
        place=(13.98, 108.0),
        group="ha-tang",
        category="ha-tang.chieu-sang",
        category_known=True,
        area="23575",
        address="12 Hùng Vương",
        place_known=True,
        place_refused=True,
        name="Nguyễn Văn An",
        phone="+84905000012",
        email="an@example.org",
        contact_known=True,
        share=True,
        urgent=True,
        danger=True,
    ),
    filing=Filing(key="m9", unasked=True),
    case="2611304829176",
    acknowledged_at=NOW,
    greeted=True,
    reminded=True,
    wanted_a_person_at=NOW,
    heard_at=NOW,
    heard_id="m9",
    due_at=NOW,
    handled=("m1", "m9"),
)


class ConversationsContract:
    def make(self) -> Conversations:
        raise NotImplementedError

    def test_everything_that_is_remembered_comes_back(self) -> None:
        kept = self.make()
        assert kept.save(FULL, None, NOW) == replace(FULL, version=1)
        assert kept.find("zalo", "an") == replace(FULL, version=1)

    def test_nobody_is_remembered_before_they_wrote(self) -> None:
        assert self.make().find("zalo", "an") is None

    def test_a_citizen_on_two_channels_is_two_conversations(self) -> None:
        kept = self.make()
        kept.save(NEW, None, NOW)
        assert kept.find("facebook", "an") is None

    def test_an_old_version_cannot_be_gone_on_with(self) -> None:
        kept = self.make()
        first = kept.save(NEW, None, NOW)
        kept.save(replace(first, stage="tell"), None, NOW)
        for stale in (NEW, replace(first, stage="group")):
            with pytest.raises(Retryable):
                kept.save(stale, SAID, NOW)
        found = kept.find("zalo", "an")
        assert found is not None and (found.stage, found.version) == ("tell", 2)

    def test_of_many_writers_one_wins(self) -> None:
        kept = self.make()

        def write(number: int) -> bool:
            try:
                kept.save(replace(NEW, case=str(number)), SAID, NOW)
            except Retryable:
                return False
            return True

        with ThreadPoolExecutor(8) as threads:
            assert sum(threads.map(write, range(8))) == 1

    def test_silence_is_found_when_it_is_due(self) -> None:
        kept = self.make()
        kept.save(replace(NEW, thread="quiet", due_at=NOW), None, NOW)
        kept.save(replace(NEW, thread="later", due_at=NOW + timedelta(minutes=1)), None, NOW)
        kept.save(replace(NEW, thread="never"), None, NOW)
        assert [each.thread for each in kept.silent("zalo", NOW, 10)] == ["quiet"]
        assert list(kept.silent("facebook", NOW, 10)) == []


class TestMemory(ConversationsContract):
    def make(self) -> Conversations:
        return InMemoryConversations()


@pytest.mark.integration
class TestMongo(ConversationsContract):
    @pytest.fixture(autouse=True)
    def _fresh(self, mongo: Mongo) -> None:
        self.database = mongo.database("intake")

    def make(self) -> Conversations:
        return MongoConversations(self.database)

    def test_what_is_said_waits_in_the_same_document_and_names_nobody_outside_its_data(self) -> None:
        self.make().save(NEW, SAID, NOW)
        (entry,) = self.database["conversations"].find_one()["outbox"]
        event = decode(entry["body"])
        assert (entry["key"], event.data, event.source) == ("message.requested.zalo", SAID, "/intake/zalo")
        assert event.subject not in ("an", "zalo|an")

    def test_what_belongs_to_no_conversation_is_told_once(self) -> None:
        told = MongoAnnouncements(self.database)
        report = MessageReported(channel="zalo", status="seen", at=NOW, provider_id="out")
        assert [told.once("zalo", "k", [report], NOW) for _ in range(2)] == [True, False]
        kept: Any = self.database["announcements"].find_one()
        assert [entry["key"] for entry in kept["outbox"]] == ["message.reported.zalo"]
