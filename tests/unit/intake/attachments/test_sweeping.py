"""Sweeping, step by step, with a case being stored in between."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from services.intake.adapters.held_files import CasesHoldingFiles, SupplementsHoldingFiles
from services.intake.usecases.ports import StoredCase, Supplement
from services.kit.clock import FixedClock
from services.kit.events import Attachment, CaseReceived
from services.kit.failures import Rejected
from services.kit.files.keep import KeepAttachments, Upload
from services.kit.files.limits import Limits
from services.kit.files.picture import PillowPictures
from services.kit.files.sweep import SweepAttachments
from tests.unit.intake.fakes import MONDAY, InMemoryCases
from tests.unit.intake.file_fakes import SAMPLES, InMemoryFiles, ScriptedScanner, keeping

DAY = timedelta(hours=24)


class Named:
    """Looks into the cases; `then` happens right after the look."""

    def __init__(self, cases: InMemoryCases) -> None:
        self.cases = cases
        self.then: Any = lambda: None
        self.drafts: set[str] = set()

    def named(self, ids: Any) -> frozenset[str]:
        seen = {each.id for case in self.cases.stored.values() for each in case.data.attachments}
        self.then()
        return frozenset(seen & set(ids))

    def awaited(self, ids: Any) -> frozenset[str]:
        return frozenset(self.drafts & set(ids))


class FreeLease:
    """Nobody else is there, until `taken_by_another`."""

    taken_by_another = False

    def taken(self, name: str, now: datetime, until: datetime) -> bool:
        return not self.taken_by_another


class World:
    """A file that has waited its day."""

    def __init__(self) -> None:
        self.files, self.stored, self.clock = InMemoryFiles(), InMemoryCases(), FixedClock(MONDAY)
        pictures = PillowPictures(1_000_000)
        self.keep: KeepAttachments = keeping(self.files, self.clock, pictures, ScriptedScanner(), Limits(), DAY)
        self.cases = CasesHoldingFiles(self.stored, self.keep)
        self.named, self.lease = Named(self.stored), FreeLease()
        self.sweep = SweepAttachments(self.files, self.named, self.lease, self.clock, DAY)
        (self.file,) = self.keep.keep([Upload(name="a.txt", content=SAMPLES["text/plain"])])
        self.clock.at += DAY

    def file_case(self) -> None:
        data = CaseReceived(
            code="2611304829175",
            channel="web",
            received_at=MONDAY,
            title="Đèn hỏng",
            text="Đèn đường hỏng.",
            category=None,
            attachments=(self.file,),
        )
        self.cases.add(StoredCase(data=data, client_key="k", fingerprint="f", looked_at_from=MONDAY))


@pytest.fixture
def world() -> World:
    return World()


def test_a_file_that_nothing_names_is_deleted_after_its_day(world: World) -> None:
    world.clock.at -= timedelta(seconds=1)
    world.sweep()
    assert world.file.id in world.files.kept, "its day is not over"
    world.clock.at += timedelta(seconds=1)
    world.sweep()
    assert world.files.kept == {}


def test_a_file_of_a_case_stays_and_is_not_asked_for_again(world: World) -> None:
    world.file_case()
    world.clock.at += 2 * DAY
    world.sweep()
    assert world.file.id in world.files.kept
    assert world.files.overdue(world.clock.now(), 10) == []


def test_a_case_stored_between_the_look_and_the_sentence_keeps_its_file(world: World) -> None:
    world.named.then = world.file_case
    world.sweep()
    assert world.file.id in world.files.kept
    assert len(world.stored.stored) == 1


def test_a_case_that_comes_after_the_sentence_is_refused_in_words_and_not_stored(world: World) -> None:
    world.files.condemn([world.file.id], world.clock.now())
    with pytest.raises(Rejected, match="attachment-gone") as refusal:
        world.file_case()
    assert "a.txt" in refusal.value.vi
    assert world.stored.stored == {}


def test_a_sweep_that_was_killed_after_the_sentence_is_finished_by_the_next(world: World) -> None:
    world.files.condemn([world.file.id], world.clock.now())
    world.sweep()
    assert world.files.kept == {}


def test_only_who_has_the_lease_sweeps(world: World) -> None:
    world.lease.taken_by_another = True
    assert world.sweep() is False
    assert world.file.id in world.files.kept


def test_a_file_of_a_conversation_stays_as_long_as_the_conversation_means_to_file_it(world: World) -> None:
    world.named.drafts = {world.file.id}
    for _ in range(3):
        world.sweep()
        world.clock.at += DAY
    assert world.file.id in world.files.kept
    world.named.drafts = set()
    world.sweep()
    assert world.files.kept == {}


def test_an_addition_holds_its_files_too(world: World) -> None:
    class Nothing:
        def add_to_case(self, code: str, supplement: Supplement) -> Supplement:
            return supplement

    def add(file: Attachment) -> None:
        addition = Supplement(number=0, channel="zalo", client_key="k", added_at=MONDAY, text="", attachments=(file,))
        SupplementsHoldingFiles(Nothing(), world.keep).add_to_case("2611304829175", addition)

    add(world.file)
    assert world.files.held_until[world.file.id] == world.clock.now() + DAY
    world.clock.at += DAY
    world.files.condemn([world.file.id], world.clock.now())
    with pytest.raises(Rejected, match="attachment-gone"):
        add(world.file)
