"""A voicemail becomes one case, with its recording or saying that there is none."""

from datetime import timedelta
from typing import Any

import pytest

from services.intake.domain.calls.voicemail import NOT_FETCHED
from services.intake.usecases.settle_calls import voicemail_arrival
from services.intake.wiring import build
from services.intake.wiring.hotline import CallParts
from services.kit.clock import FixedClock
from services.kit.events import CaseReceived
from tests.simulators.pbx.voice import recording
from tests.unit.intake.calls.call_fakes import AWAY, GONE, InMemoryCalls, ScriptedDownloads, parts_with
from tests.unit.intake.calls.hotlines import hotline_of, nowhere
from tests.unit.intake.calls.signals import AN, at, signal
from tests.unit.intake.chat.fakes import FixedBoard
from tests.unit.intake.fakes import MONDAY, FixedAccounts, FixedCatalog, InMemoryCases, settings
from tests.unit.intake.file_fakes import InMemoryFiles
from tests.unit.intake.gate_fakes import open_gate
from tests.unit.intake.inboxes import InMemoryInbox

URL = "https://pbx.example.org/c-1.wav"
SOUND = (recording(3), "audio/wav")


class Machine:
    """The telephone channel on memory with one message on its answering machine."""

    def __init__(self, *answers: tuple[bytes, str] | Exception, tries: int = 3, url: str | None = URL) -> None:
        self.clock, self.cases, self.calls = FixedClock(MONDAY), InMemoryCases(), InMemoryCalls()
        self.downloads, self.inbox = ScriptedDownloads(*answers), InMemoryInbox()
        parts: CallParts = parts_with(self.cases, calls=self.calls, downloads=self.downloads, inbox=self.inbox)
        base = build(
            settings(),
            database=nowhere(),
            cases=self.cases,
            files=InMemoryFiles(),
            progress=FixedBoard(),
            at_gate=open_gate(),
            catalog=FixedCatalog(),
            accounts=FixedAccounts(),
            clock=self.clock,
        )
        self.hotline = hotline_of(base, parts=parts, recording_tries=tries)
        left = signal("voicemail", 40, queued_at=at(0), voicemail=url, voicemail_seconds=95)
        self.calls.note(left, "d-1", MONDAY)

    def work(self, turns: int = 6) -> None:
        """Put the message into the inbox and work, time passing between the turns."""
        call = self.calls.find("generic:c-1")
        assert call is not None
        self.inbox.put([voicemail_arrival(call, self.clock.now())])
        for _ in range(turns):
            self.hotline.calls.voicemail.turn()
            self.clock.at += timedelta(minutes=2)

    def case(self) -> CaseReceived:
        """Return the one case."""
        (stored,) = self.cases.stored.values()
        return stored.data


def test_it_becomes_a_case_for_a_person_to_sort_with_its_recording() -> None:
    machine = Machine(SOUND)
    machine.work()
    data = machine.case()
    assert data.contact is not None
    assert (data.channel, data.category, data.contact.phone) == ("hotline", None, AN)
    assert data.text.startswith("Lời nhắn thoại để lại tổng đài lúc 10:00 ngày 30/11/2026, dài 1 phút 35 giây.")
    assert [(each.kind, each.caution, each.name) for each in data.attachments] == [
        ("audio", "recording", "loi-nhan-20261130-100000.wav")
    ]
    call = machine.calls.find("generic:c-1")
    assert call is not None
    assert call.cases == (data.code,)


@pytest.mark.parametrize("answers", [(AWAY, SOUND), (AWAY, AWAY, SOUND)])
def test_a_recording_that_is_away_is_asked_for_again(answers: tuple[Any, ...]) -> None:
    machine = Machine(*answers)
    machine.work()
    assert len(machine.case().attachments) == 1
    assert len(machine.downloads.asked) == len(answers)


@pytest.mark.parametrize(("answer", "asked"), [(AWAY, 3), (GONE, 1)])
def test_a_recording_that_never_comes_is_still_a_case_saying_so(answer: Exception, asked: int) -> None:
    machine = Machine(answer)
    machine.work()
    assert (machine.case().attachments, len(machine.downloads.asked)) == ((), asked)
    assert NOT_FETCHED in machine.case().text


def test_a_message_whose_place_is_never_told_is_still_a_case() -> None:
    machine = Machine(SOUND, url=None)
    machine.work()
    assert NOT_FETCHED in machine.case().text


def test_what_is_no_sound_is_not_kept_and_the_case_says_so() -> None:
    machine = Machine((b"<html>Login</html>", "text/html"))
    machine.work()
    assert machine.case().attachments == ()
    assert "Nội dung ở tệp ghi âm" not in machine.case().text


def test_it_is_one_case_whatever_is_done_again() -> None:
    machine = Machine(SOUND, AWAY)
    machine.work()
    machine.inbox.kept.clear()  # it died before it could note that it was done
    machine.work()
    assert len(machine.cases.stored) == 1
