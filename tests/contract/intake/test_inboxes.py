"""The inbox in memory, which other tests trust, and the real one, keep the same promises."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from services.intake.adapters.mongo_inbox import MongoInbox
from services.intake.usecases.ports import Inbox
from tests.contract.intake.inbox_contract import LATER, NOW, InboxContract, arrival
from tests.servers.mongo import Mongo
from tests.unit.intake.inboxes import InMemoryInbox


class TestMemory(InboxContract):
    @pytest.fixture(autouse=True)
    def _fresh(self) -> None:
        self.inbox = InMemoryInbox()

    def make(self, *, again: bool = False) -> Inbox:
        return self.inbox


@pytest.mark.integration
class TestMongo(InboxContract):
    @pytest.fixture(autouse=True)
    def _fresh(self, mongo: Mongo) -> None:
        self.database = mongo.database("intake")

    def make(self, *, again: bool = False) -> Inbox:
        return MongoInbox(self.database)

    def test_an_old_holder_cannot_let_go_of_what_another_has_claimed(self) -> None:
        late, quick, third = self.make(), self.make(), self.make()
        late.put([arrival("1")])
        late.claim("zalo", NOW, NOW)  # over at once
        quick.claim("zalo", NOW, LATER)
        late.release("zalo", "an")
        assert third.claim("zalo", NOW, LATER) == []

    def test_nor_can_one_of_the_same_process(self) -> None:
        inbox, third = self.make(), self.make()
        inbox.put([arrival("1")])
        with ThreadPoolExecutor(1) as late, ThreadPoolExecutor(1) as quick:
            late.submit(inbox.claim, "zalo", NOW, NOW).result()
            quick.submit(inbox.claim, "zalo", NOW, LATER).result()
            late.submit(inbox.release, "zalo", "an").result()
        assert third.claim("zalo", NOW, LATER) == []

    def test_the_raw_message_is_forgotten_a_month_after_it_was_worked_on(self) -> None:
        inbox = self.make()
        inbox.put([arrival("1")])
        indexes = self.database["inbox"].index_information()
        assert indexes["forgotten"]["expireAfterSeconds"] == 30 * 24 * 3600
        (claimed,) = inbox.claim("zalo", NOW, LATER)
        inbox.done(claimed, NOW)
        assert self.database["inbox"].find_one()["done_at"] == NOW
