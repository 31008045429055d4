"""Working off an inbox: retries with pauses, parking, outages; files; receipts and comments."""

import itertools
from collections.abc import Callable
from datetime import timedelta

import pytest

from services.intake.domain.chat.comments import Comment
from services.intake.usecases.chat_ports import CannotFetch, Meaning, Receipts, RemoteFile
from services.intake.usecases.fetch_files import PATIENCE, TRIES, FetchFiles
from services.intake.usecases.hear_arrivals import HearArrivals
from services.intake.usecases.ports import Arrival
from services.intake.usecases.take_arrivals import TakeArrivals
from services.kit.clock import FixedClock
from services.kit.events import MessageReported, MessageRequested
from services.kit.failures import Rejected, Retryable
from services.kit.files.keep import Kept, Refused, Upload
from tests.unit.intake.chat.fakes import InMemoryAnnouncements, ScriptedDownloads
from tests.unit.intake.fakes import MONDAY
from tests.unit.intake.inboxes import InMemoryInbox


class Outage(Exception):  # noqa: N818
    """The database is away."""


class Desk:
    """An inbox with two messages of one citizen; `troubles` happen to the first, one per attempt."""

    def __init__(self, *troubles: Exception) -> None:
        self.clock, self.inbox = FixedClock(MONDAY), InMemoryInbox()
        self.troubles, self.worked = list(troubles), list[str]()
        self.inbox.put([message("1", seconds=1), message("2", seconds=2)])
        self.take = TakeArrivals(self.inbox, "zalo", self.work, self.clock, lambda error: isinstance(error, Outage))

    def work(self, arrival: Arrival) -> None:
        if arrival.id == "1" and self.troubles:
            raise self.troubles.pop(0)
        self.worked.append(arrival.id)

    def later(self, seconds: float) -> list[str]:
        self.clock.at += timedelta(seconds=seconds)
        self.take.turn()
        return self.worked


def message(id_: str, seconds: int = 0) -> Arrival:
    sent = MONDAY - timedelta(minutes=1) + timedelta(seconds=seconds)
    return Arrival(id=id_, channel="zalo", thread="an", sent_at=sent, received_at=MONDAY, body=b"{}")


def test_messages_are_worked_on_in_order_and_once() -> None:
    desk = Desk()
    assert desk.later(0) == ["1", "2"]
    assert desk.later(100) == ["1", "2"]


def test_each_message_knows_whether_another_follows() -> None:
    desk, seen = Desk(), list[bool]()
    desk.take = TakeArrivals(desk.inbox, "zalo", lambda each: seen.append(each.followed), desk.clock, lambda _: False)
    desk.later(0)
    assert seen == [True, False]


def test_a_bug_is_retried_after_1_10_and_60_seconds_and_then_put_aside_while_the_thread_goes_on() -> None:
    desk = Desk(*[ZeroDivisionError()] * 4)
    for pause in (0, 1, 10):
        assert desk.later(pause) == []
    assert desk.later(59) == []
    assert desk.later(1) == ["2"]
    assert (desk.inbox.kept["zalo", "1"].state, desk.inbox.kept["zalo", "1"].reason) == ("parked", "ZeroDivisionError")


def test_the_second_message_waits_for_the_first() -> None:
    desk = Desk(Retryable("the network"))
    assert desk.later(0) == []
    assert desk.later(1) == ["1", "2"]


def test_what_must_wait_is_never_put_aside() -> None:
    desk = Desk(*[Retryable("no catalogue yet")] * 9)
    for _ in range(9):
        desk.later(60)
    assert desk.later(60) == ["1", "2"]


def test_what_cannot_be_understood_is_put_aside_at_once() -> None:
    desk = Desk(Rejected("malformed-data", "Sai.", "Wrong."))
    assert desk.later(0) == ["2"]
    assert desk.inbox.kept["zalo", "1"].reason == "malformed-data"


def test_an_outage_is_no_messages_fault() -> None:
    desk = Desk(Outage())
    with pytest.raises(Outage):
        desk.later(0)
    assert desk.inbox.kept["zalo", "1"].arrival.attempts == 0
    assert desk.later(31) == ["1", "2"]


def test_a_slow_message_leaves_the_rest_to_the_next_claim() -> None:
    desk = Desk()
    slow: Callable[[Arrival], None] = desk.work

    def work(arrival: Arrival) -> None:
        slow(arrival)
        desk.clock.at += timedelta(seconds=25)

    desk.take = TakeArrivals(desk.inbox, "zalo", work, desk.clock, lambda _: False)
    assert desk.later(0) == ["1"]
    assert desk.later(0) == ["1", "2"]


class KeepsAll:
    """Keeps what is not called bad."""

    def keep_what_can_be(self, uploads: list[Upload]) -> Kept:
        good = tuple(each.content for each in uploads if each.name != "bad.exe")
        bad = tuple(
            Refused(name=each.name, slug="type", vi="không nhận loại tệp này", en="no")
            for each in uploads
            if each.name == "bad.exe"
        )
        return Kept(good, bad)  # type: ignore[arg-type]


def picture(url: str = "a", **changes: object) -> RemoteFile:
    return RemoteFile(**{"url": url, "kind": "image", **changes})  # type: ignore[arg-type]


def test_files_are_kept_and_what_could_not_be_is_noted() -> None:
    downloads = ScriptedDownloads(a=b"good", b=b"bad", c=CannotFetch("too-large"))
    files = [picture("a"), picture("b", name="bad.exe"), picture("c"), picture("d")]
    found = FetchFiles(downloads, KeepsAll()).fetch(files, attempts=0)
    assert found.attachments == (b"good",)
    assert [note.split(":")[0] for note in found.notes] == ["[ảnh không tải được", "[ảnh không tải được", "[bad.exe"]


def test_a_large_file_is_only_linked_to() -> None:
    downloads = ScriptedDownloads(a=b"good")
    found = FetchFiles(downloads, KeepsAll()).fetch([picture(size=11 * 2**20)], attempts=0)
    assert (found.notes, downloads.asked) == (("[ảnh quá 10 MB: a]",), [])


def test_a_file_that_may_still_come_is_tried_again_and_then_the_words_go_on_without_it() -> None:
    fetch = FetchFiles(ScriptedDownloads(a=Retryable("slow")), KeepsAll())
    for attempts in range(TRIES):
        with pytest.raises(Retryable):
            fetch.fetch([picture()], attempts)
    assert fetch.fetch([picture()], TRIES).notes == ("[ảnh không tải được]",)


def test_many_files_that_do_not_come_do_not_keep_a_worker_for_ever() -> None:
    moments = itertools.count(step=15)
    downloads = ScriptedDownloads(**{str(number): Retryable("slow") for number in range(30)})
    fetch = FetchFiles(downloads, KeepsAll(), lambda: float(next(moments)))
    found = fetch.fetch([picture(str(number)) for number in range(30)], TRIES)
    assert found.notes == ("[ảnh không tải được]",) * 30
    assert len(downloads.asked) * 15 <= PATIENCE + 15


def _hear(meaning: Meaning, *ids: str) -> InMemoryAnnouncements:
    told = InMemoryAnnouncements()
    hear = HearArrivals(lambda _: meaning, None, None, told, FixedClock(MONDAY))  # type: ignore[arg-type]
    for id_ in ids:
        hear.hear(message(id_))
    return told


def test_receipts_are_told_once_each() -> None:
    report = MessageReported(channel="zalo", status="seen", at=MONDAY, provider_id="out")
    assert _hear(Receipts((report,)), "1", "1").events == [report]


def test_a_comment_is_answered_once_privately_and_says_nothing_of_its_writer() -> None:
    told = _hear(Comment(id="c1", text="Nhà An ở 12 Hùng Vương mất điện mãi không ai sửa"), "1", "2").events
    (invitation,) = told
    assert isinstance(invitation, MessageRequested)
    assert invitation.recipient == "comment:c1"
    assert "Hùng Vương" not in invitation.text


def test_a_comment_that_is_no_report_is_left_alone() -> None:
    assert _hear(Comment(id="c1", text="Hay quá"), "1").events == []
