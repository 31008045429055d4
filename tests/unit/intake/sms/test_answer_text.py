"""Who is told what by text message, and how often."""

from datetime import date, timedelta
from typing import Any

import orjson
import pytest

from services.intake.adapters.phone_numbers import normalise_phone
from services.intake.domain.case_code import make_code
from services.intake.usecases.answer_text import MOST_A_DAY, AnswerText
from services.intake.usecases.ports import Arrival, Progress, StoredCase
from services.intake.usecases.prove_ownership import WRONG_TRIES, ProveOwnership
from services.kit.clock import FixedClock
from services.kit.events import CaseReceived, Contact
from tests.unit.intake.chat.fakes import FixedBoard
from tests.unit.intake.fakes import MONDAY
from tests.unit.intake.gate_fakes import InMemoryCounters
from tests.unit.intake.sms.text_fakes import FindableCases, InMemoryTexts

CODE, OTHERS = make_code(date(2026, 11, 30), 1), make_code(date(2026, 11, 30), 2)
NOT_THERE = make_code(date(2026, 11, 30), 3)
AN, BINH = "0905000012", "0905000034"
DUE = MONDAY + timedelta(days=5)


class Desk:
    """The use case on memory, with one case of An's and one of nobody's."""

    def __init__(self) -> None:
        self.texts, self.board, self.clock = InMemoryTexts(), FixedBoard(), FixedClock(MONDAY)
        self.cases = FindableCases()
        self.cases.add(_case(CODE, Contact(phone="+84905000012"), "0012"))
        self.cases.add(_case(OTHERS, None, "7391"))
        ownership = ProveOwnership(InMemoryCounters(), self.clock)
        self._answer = AnswerText(
            self.texts, self.cases, self.board, ownership, normalise_phone, lambda: "(0269)1022", self.clock
        )
        self._number = 0

    def hear(self, text: str, sender: str = AN, message: str = "") -> str:
        """Return what is said to this message; empty for nothing."""
        self._number += 1
        before = len(self.texts.said)
        name = message or str(self._number)
        body = orjson.dumps({"id": name, "from": sender, "text": text})
        arrival = Arrival(id=name, channel="sms", thread=sender, sent_at=MONDAY, received_at=MONDAY, body=body)
        self._answer.answer(arrival)
        return self.texts.said[-1].text if len(self.texts.said) > before else ""


def _case(code: str, contact: Contact | None, pin: str) -> StoredCase:
    data = CaseReceived(
        code=code,
        channel="web",
        received_at=MONDAY,
        title="Đèn",
        text="Đèn hỏng.",
        category=None,
        contact=contact,
        pin=pin,
    )
    return StoredCase(data=data, client_key=code, fingerprint="f", looked_at_from=MONDAY)


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.mark.parametrize(
    ("status", "more", "words"),
    [
        ("received", {}, "tiếp nhận lúc 10:00 30/11/2026"),
        ("routed", {"agency_name": "Sở Y tế", "due_at": DUE}, "chuyển Sở Y tế. Hạn trả lời 05/12/2026"),
        ("accepted", {"agency_name": "Sở Y tế", "due_at": DUE}, "được Sở Y tế xử lý. Hạn trả lời 05/12/2026"),
        ("accepted", {}, "cơ quan có trách nhiệm"),
        ("answered", {"agency_name": "Sở Y tế", "answered_at": DUE}, "được Sở Y tế trả lời ngày 05/12/2026"),
    ],
)
def test_the_citizen_is_told_how_far_the_case_is(desk: Desk, status: str, more: dict[str, Any], words: str) -> None:
    desk.board.known[CODE] = Progress(code=CODE, status=status, changed_at=MONDAY, **more)
    assert words in desk.hear(f"1022 TC {CODE}")


def test_the_answer_goes_to_the_number_that_asked(desk: Desk) -> None:
    desk.hear(f"1022 TC {CODE}", message="mo-7")
    (said,) = desk.texts.said
    assert (said.channel, said.recipient, said.reply_to, said.code) == ("sms", "+84905000012", "mo-7", None)


def test_another_number_needs_the_pin(desk: Desk) -> None:
    assert CODE not in desk.hear(f"TC {CODE}", BINH)
    assert CODE not in desk.hear(f"TC {CODE} 9999", BINH)
    assert CODE in desk.hear(f"TC {CODE} 0012", BINH)


def test_a_case_without_a_number_needs_the_pin(desk: Desk) -> None:
    assert OTHERS not in desk.hear(f"TC {OTHERS}")
    assert OTHERS in desk.hear(f"TC {OTHERS} 7391")


def test_what_is_not_yours_sounds_like_what_is_not_there(desk: Desk) -> None:
    answers = {
        desk.hear(f"TC {CODE}", BINH),
        desk.hear(f"TC {CODE} 9999", BINH),
        desk.hear(f"TC {NOT_THERE}", BINH),
        desk.hear(f"TC {NOT_THERE} 0012", BINH),
    }
    assert len(answers) == 1
    assert answers != {""}


def test_guessing_pins_ends_also_for_the_right_one_and_not_for_the_owner(desk: Desk) -> None:
    for guess in range(WRONG_TRIES["case"].most):
        desk.hear(f"TC {CODE} {1000 + guess}", f"09050001{guess:02d}")
    assert CODE not in desk.hear(f"TC {CODE} 0012", BINH)
    assert CODE in desk.hear(f"TC {CODE}", AN)


def test_wrong_look_ups_are_answered_a_few_times_a_day(desk: Desk) -> None:
    answers = [desk.hear(f"TC {NOT_THERE}", BINH) for _ in range(MOST_A_DAY["not-yours"] + 3)]
    assert [bool(each) for each in answers] == [True] * MOST_A_DAY["not-yours"] + [False] * 3
    desk.clock.at += timedelta(days=1, seconds=1)
    assert desk.hear(f"TC {NOT_THERE}", BINH)


def test_help_comes_twice_a_day_at_most(desk: Desk) -> None:
    assert [bool(desk.hear("alo")) for _ in range(4)] == [True, True, False, False]
    assert desk.hear("alo", BINH)


def test_a_typing_slip_gets_a_hint(desk: Desk) -> None:
    assert "gõ nhầm" in desk.hear(f"1022 TC {CODE[:-1]}{(int(CODE[-1]) + 1) % 10}")


def test_stop_is_recorded_and_only_what_is_asked_for_is_said_afterwards(desk: Desk) -> None:
    assert desk.hear("STOP") == ""
    assert [each.result for each in desk.texts.handled.values()] == ["stop"]
    assert desk.hear("alo") == ""
    assert CODE in desk.hear(f"TC {CODE}")


@pytest.mark.parametrize("sender", ["VIETTEL", "1022", "02691022", "8099", "1800 1234", ""])
def test_machines_are_never_answered(desk: Desk, sender: str) -> None:
    assert desk.hear(f"TC {CODE} 0012", sender) == ""
    assert [each.result for each in desk.texts.handled.values()] == ["silent"]


def test_the_same_message_again_is_answered_once(desk: Desk) -> None:
    assert [bool(desk.hear(f"TC {CODE}", message="mo-1")) for _ in range(3)] == [True, False, False]
