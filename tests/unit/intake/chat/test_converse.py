"""The conversation with storage around it: whatever is killed, repeated or late, everything happens once."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.intake.domain.chat import talk
from services.intake.domain.chat.talk import Heard
from services.intake.usecases.ports import Progress
from services.kit.failures import Rejected, Retryable
from tests.unit.intake.chat.fakes import InMemorySupplements
from tests.unit.intake.chat.house import House, Killed
from tests.unit.intake.fakes import MONDAY

LAMP = "Đèn đường hỏng trước số 12 Hùng Vương."
WHOLE = (LAMP, "không rõ", "không rõ", "không cần", "gửi")


def test_a_conversation_becomes_a_case_with_whoever_wrote_it() -> None:
    house = House()
    receipt = [house.hear(text) for text in WHOLE][-1]
    (case,) = house.cases.stored.values()
    assert (case.data.text, case.client_key) == (LAMP, "m5")
    assert case.data.contact is not None and case.data.contact.zalo == "an"
    assert (case.data.pin in receipt, f"http://portal.test/{case.data.code}" in receipt) == (True, True)


def test_a_reply_says_whom_it_is_for_and_what_it_answers() -> None:
    house = House()
    house.hear(LAMP)
    (said,) = house.conversations.said
    assert (said.channel, said.recipient, said.reply_to, said.heard_at) == ("zalo", "an", "m1", MONDAY)
    assert said.choices[0].payload == "#1022:group:ha-tang"


@pytest.mark.parametrize("place", range(1, 9))
@pytest.mark.parametrize("after", [False, True])
def test_killed_anywhere_there_is_one_case_and_every_reply_once(place: int, after: bool) -> None:
    calm, house = House(), House()
    for text in WHOLE:
        calm.hear(text)
    house.fuse.left, house.fuse.after = place, after
    for number, text in enumerate(WHOLE, 1):
        heard = Heard(id=f"m{number}", at=MONDAY, text=text)
        try:
            house.take(heard)
        except Killed:
            house.take(heard)
    assert len(house.cases.stored) == 1
    assert [each.text for each in house.conversations.said] == [each.text for each in calm.conversations.said]


def test_a_filing_that_was_begun_is_finished_by_the_next_message() -> None:
    house = House()
    for text in WHOLE[:-1]:
        house.hear(text)
    house.fuse.left, house.fuse.after = 1, True
    with pytest.raises(Killed):
        house.hear("gửi")
    assert house.cases.stored == {}
    house.hear("Thêm: hỏng ba hôm nay rồi.")
    assert len(house.cases.stored) == 1
    assert "hỏng ba hôm nay" in house.everything_kept


def test_two_workers_on_one_conversation_cannot_both_go_on() -> None:
    house = House()
    house.hear(LAMP)
    stale = house.conversations.kept["zalo", "an"]
    house.hear("không rõ")
    with pytest.raises(Retryable):
        house.conversations.save(stale, None, MONDAY)


def test_silence_that_was_broken_meanwhile_means_nothing() -> None:
    house = House()
    house.hear(LAMP)
    house.clock.at += timedelta(minutes=14)
    house.hear("Cả xóm tối om.")
    house.clock.at += timedelta(minutes=2)
    house.take(Heard(id="silence:an:1", at=house.clock.at, silence=True))
    assert house.cases.stored == {}


def test_silence_that_a_process_with_a_faster_clock_noticed_is_not_passed_over() -> None:
    house = House()
    house.hear(LAMP)
    noticed = house.clock.at + timedelta(minutes=15, seconds=1)
    house.clock.at += timedelta(minutes=14, seconds=59)
    house.take(Heard(id="silence:an:1", at=noticed, silence=True))
    assert len(house.cases.stored) == 1


def test_silence_at_an_optional_question_files_once() -> None:
    house = House()
    house.hear(LAMP)
    house.clock.at += timedelta(minutes=16)
    for id_ in ("silence:an:1", "silence:an:1", "silence:an:2"):
        house.take(Heard(id=id_, at=house.clock.at, silence=True))
    assert len(house.cases.stored) == 1
    assert sum("Mã phản ánh" in each.text for each in house.conversations.said) == 1


def test_whoever_may_not_file_is_told_why_and_keeps_the_draft() -> None:
    house = House()

    def shut(channel: str, thread: str) -> None:
        raise Rejected("slow-down", "Bạn gửi quá nhiều.", "Too much came from you.")

    house.gate = shut
    answer = [house.hear(text) for text in WHOLE][-1]
    assert "Bạn gửi quá nhiều." in answer
    assert (house.cases.stored, house.conversations.kept["zalo", "an"].draft.text) == ({}, LAMP)


def test_a_category_that_ended_meanwhile_is_asked_for_again() -> None:
    house = House()
    for text in (LAMP, "1", "1", "không rõ", "không cần"):
        house.hear(text)
    kept = house.conversations.kept["zalo", "an"]
    house.conversations.kept["zalo", "an"] = replace(kept, draft=replace(kept.draft, category="ha-tang.cu"))
    assert "Lĩnh vực này không có" in house.hear("gửi")
    assert house.conversations.kept["zalo", "an"].stage == talk.GROUP


def test_a_file_that_waited_too_long_is_noted_in_the_case() -> None:
    house = House()
    house.hear(attachments=("old", "new"))
    house.gone = {"old"}
    house.hear(LAMP)
    draft = house.conversations.kept["zalo", "an"].draft
    assert (draft.attachments, "[1 tệp gửi trước đã hết hạn lưu]" in draft.text) == (("new",), True)


def test_what_comes_in_one_breath_is_answered_in_one() -> None:
    house = House()
    for number, text in enumerate((LAMP, "Cả xóm tối om.", "Hỏng ba hôm rồi."), 1):
        house.converse().take("zalo", "an", Heard(id=f"m{number}", at=MONDAY, text=text), followed=number < 3)
    (said,) = house.conversations.said
    assert ("nhóm nào" in said.text, said.reply_to) == (True, "m3")


def test_danger_is_answered_even_in_one_breath() -> None:
    house = House()
    house.converse().take("zalo", "an", Heard(id="m1", at=MONDAY, text="Cháy nhà, cứu với!"), followed=True)
    assert "114" in house.conversations.said[0].text


def test_the_status_is_told_with_its_deadline() -> None:
    house = House()
    assert "Không có phản ánh" in house.hear("tra cứu 261130 482917 6")
    house.board.known["2611304829176"] = Progress(
        code="2611304829176", status="routed", changed_at=MONDAY, agency_name="Sở Xây dựng", due_at=MONDAY
    )
    assert house.hear("tra cứu 261130 482917 6") == (
        "Phản ánh 261130 482917 6: đã chuyển Sở Xây dựng. Hạn trả lời: 03:00."
    )


@pytest.mark.parametrize("status", ["received", "routed", "accepted", "answered"])
def test_every_status_has_its_words(status: str) -> None:
    house = House()
    house.board.known["2611304829176"] = Progress(code="2611304829176", status=status, changed_at=MONDAY)
    assert "261130 482917 6" in house.hear("track 2611304829176")


def test_a_case_that_takes_no_more_gives_way_to_a_new_one() -> None:
    house = House()
    house.supplements = InMemorySupplements(most=1)
    for text in (*WHOLE, "Thêm: cột đèn nghiêng.", "Và dây điện rơi xuống đường."):
        last = house.hear(text)
    assert "phản ánh mới" in last
    assert house.conversations.kept["zalo", "an"].draft.text == "Và dây điện rơi xuống đường."


# What citizens send, in any order: answers, stories, nonsense, commands that keep the draft.
_ANSWERS = (
    "1",
    "2",
    "không rõ",
    "gửi",
    "đúng",
    "sửa",
    "không cần",
    "0905 000 012 đồng ý",
    "#1022:leaf:ha-tang.cu",
    "help",
    "ok",
)
_STORY = st.integers(1, 10_000).map(lambda number: f"Chuyện thứ <{number}> ở ngã ba đèn hỏng")


@settings(max_examples=150, deadline=None)
@given(
    texts=st.lists(st.sampled_from(_ANSWERS) | _STORY, min_size=1, max_size=14),
    deaths=st.lists(st.tuples(st.integers(1, 30), st.booleans()), max_size=3),
    again=st.lists(st.integers(0, 13), max_size=5),
    waits=st.sets(st.integers(0, 13), max_size=3),
)
def test_nothing_said_is_lost_and_nothing_happens_twice(
    texts: list[str], deaths: list[tuple[int, bool]], again: list[int], waits: set[int]
) -> None:
    calm, house = House(), House()
    for number, text in enumerate(texts):
        for each in (calm, house):
            _hear_through(each, deaths if each is house else [], number, text, silent=number in waits)
            if each is house and number in again:  # the provider did not hear us
                _take_through(each, deaths, Heard(id=f"m{number}", at=MONDAY, text=text))
    assert [each.text for each in house.conversations.said] == [each.text for each in calm.conversations.said]
    assert [_content(case) for case in house.cases.stored.values()] == [
        _content(case) for case in calm.cases.stored.values()
    ]
    keys = [case.client_key for case in house.cases.stored.values()]
    assert len(keys) == len(set(keys))
    lost = [text for text in texts if "<" in text and text not in house.everything_kept]
    # A place that was changed, or a text that was rewritten after "Sửa", is the citizen's own wish.
    assert lost == [] or "sửa" in texts


def _hear_through(house: House, deaths: list[tuple[int, bool]], number: int, text: str, *, silent: bool) -> None:
    _take_through(house, deaths, Heard(id=f"m{number}", at=MONDAY, text=text))
    if silent:
        house.clock.at += timedelta(minutes=16)
        _take_through(house, deaths, Heard(id=f"silence:{number}", at=house.clock.at, silence=True))


def _take_through(house: House, deaths: list[tuple[int, bool]], heard: Heard) -> None:
    """Hear it, however often the process dies of it."""
    while True:
        try:
            house.take(heard)
        except Killed:
            house.fuse.left, house.fuse.after = deaths.pop(0) if deaths else (10_000, False)
        else:
            return


def _content(case: Any) -> Any:
    return replace(case.data, code="", pin="")
