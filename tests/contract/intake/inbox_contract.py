"""What every inbox promises: nothing twice, one citizen by one worker at a time, in order, nothing given up unseen."""

from abc import ABC, abstractmethod
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

from services.intake.usecases.ports import Arrival, Inbox

NOW = datetime(2026, 11, 30, 3, 0, tzinfo=UTC)
LATER = NOW + timedelta(minutes=1)
MUCH_LATER = NOW + timedelta(minutes=10)


def arrival(id_: str, *, thread: str = "an", second: int = 0, **changes: Any) -> Arrival:
    whole: dict[str, Any] = {
        "id": id_,
        "channel": "zalo",
        "thread": thread,
        "sent_at": NOW - timedelta(minutes=5) + timedelta(seconds=second),
        "received_at": NOW,
        "body": f"body of {id_}".encode(),
    }
    return Arrival(**{**whole, **changes})


class InboxContract(ABC):
    """The tests; `inbox` and `another` look at the same messages, as two processes do."""

    @abstractmethod
    def make(self, *, again: bool = False) -> Inbox:
        """Return an inbox; `again` returns one more on the same messages."""

    def test_what_was_put_is_claimed_as_it_was(self) -> None:
        inbox = self.make()
        assert inbox.put([arrival("1")]) == 1
        assert inbox.claim("zalo", NOW, LATER) == [arrival("1")]

    def test_a_message_that_comes_again_is_stored_once(self) -> None:
        inbox = self.make()
        assert inbox.put([arrival("1"), arrival("2"), arrival("1")]) == 2
        assert inbox.put([arrival("2", body=b"other words"), arrival("3")]) == 1
        assert [each.body for each in inbox.claim("zalo", NOW, LATER)] == [b"body of 1", b"body of 2", b"body of 3"]

    def test_what_is_done_never_comes_again(self) -> None:
        inbox = self.make()
        inbox.put([arrival("1")])
        (claimed,) = inbox.claim("zalo", NOW, LATER)
        inbox.done(claimed, NOW)
        inbox.release("zalo", "an")
        assert inbox.put([arrival("1")]) == 0
        assert inbox.claim("zalo", MUCH_LATER, MUCH_LATER + timedelta(minutes=1)) == []

    def test_messages_of_a_thread_are_handed_out_by_the_providers_clock(self) -> None:
        inbox = self.make()
        inbox.put([arrival("b", second=2), arrival("c", second=3), arrival("a", second=1)])
        assert [each.id for each in inbox.claim("zalo", NOW, LATER)] == ["a", "b", "c"]

    def test_a_claimed_thread_is_nobody_elses_until_it_is_let_go(self) -> None:
        inbox, another = self.make(), self.make(again=True)
        inbox.put([arrival("1"), arrival("2", thread="binh")])
        first = inbox.claim("zalo", NOW, LATER)
        second = another.claim("zalo", NOW, LATER)
        assert {each.thread for each in first + second} == {"an", "binh"}
        assert another.claim("zalo", NOW, LATER) == []
        inbox.release("zalo", first[0].thread)
        assert another.claim("zalo", NOW, LATER) == first

    def test_a_claim_ends_by_itself_and_the_old_holder_cannot_end_the_new_one(self) -> None:
        inbox, another = self.make(), self.make(again=True)
        inbox.put([arrival("1")])
        inbox.claim("zalo", NOW, LATER)
        assert another.claim("zalo", LATER, MUCH_LATER) == [arrival("1")]

    def test_a_postponed_message_holds_back_those_behind_it_and_nobody_else(self) -> None:
        inbox = self.make()
        inbox.put([arrival("1", second=1), arrival("2", second=2), arrival("3", thread="binh")])
        claimed = [*inbox.claim("zalo", NOW, LATER), *inbox.claim("zalo", NOW, LATER)]
        head = next(each for each in claimed if each.id == "1")
        inbox.postpone(head, "the network", LATER)
        inbox.release("zalo", "an")
        inbox.release("zalo", "binh")
        inbox.put([arrival("0", second=9)])
        (other,) = inbox.claim("zalo", NOW, LATER)
        assert other.id == "3"
        assert inbox.claim("zalo", NOW, LATER) == []
        inbox.done(other, NOW)
        again = inbox.claim("zalo", LATER, MUCH_LATER)
        assert [(each.id, each.attempts) for each in again] == [("1", 1), ("2", 0), ("0", 0)]

    def test_a_parked_message_is_kept_and_the_thread_goes_on(self) -> None:
        inbox = self.make()
        inbox.put([arrival("1", second=1), arrival("2", second=2)])
        head, _ = inbox.claim("zalo", NOW, LATER)
        inbox.park(head, "unreadable", NOW)
        inbox.release("zalo", "an")
        assert [each.id for each in inbox.claim("zalo", NOW, LATER)] == ["2"]
        assert (inbox.backlog("zalo").waiting, inbox.backlog("zalo").parked) == (1, 1)

    def test_channels_do_not_see_each_other(self) -> None:
        inbox = self.make()
        inbox.put([arrival("1"), arrival("1", channel="facebook")])
        assert [each.channel for each in inbox.claim("facebook", NOW, LATER)] == ["facebook"]
        assert inbox.backlog("zalo").oldest == NOW
        assert inbox.backlog("sms").oldest is None

    def test_many_workers_share_many_threads_without_sharing_one(self) -> None:
        self.make().put([arrival(f"{thread}-{n}", thread=str(thread)) for thread in range(12) for n in range(3)])
        workers = [self.make(again=True) for _ in range(6)]
        with ThreadPoolExecutor(6) as threads:
            claimed = list(threads.map(lambda place: workers[place % 6].claim("zalo", NOW, LATER), range(12)))
        taken = [batch[0].thread for batch in claimed if batch]
        assert len(taken) == len(set(taken))
        assert len(taken) >= 6
