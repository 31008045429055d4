"""Before and after the case: hello, commands, danger, silence, additions, a case that has its answer."""

from datetime import timedelta

import pytest

from services.intake.domain.chat import talk
from tests.unit.intake.chat.chatting import CODE, LAMP, Chat


def filed() -> Chat:
    chat = Chat()
    for text in (LAMP, "không rõ", "không rõ", "không cần", "gửi"):
        chat.hear(text)
    assert len(chat.filed) == 1
    return chat


@pytest.mark.parametrize("hello", ["Xin chào", "alo", "Hi"])
def test_hello_is_answered_by_whoever_is_there(hello: str) -> None:
    assert "trợ lý tự động" in Chat().hear(hello)


def test_a_follower_is_greeted_once() -> None:
    chat = Chat()
    assert "trợ lý tự động" in chat.hear(greeting=True)
    assert chat.hear(greeting=True) == ""


@pytest.mark.parametrize("word", ["huỷ", "HỦY", "huy", "Cancel"])
def test_cancelling_forgets_the_draft(word: str) -> None:
    chat = Chat()
    chat.hear(LAMP)
    assert "Đã huỷ" in chat.hear(word)
    assert (chat.conversation.draft.empty, chat.stage, chat.filed) == (True, talk.IDLE, [])


def test_there_is_nothing_to_cancel_after_filing() -> None:
    chat = filed()
    assert "(0269)1022" in chat.hear("huỷ")
    assert chat.added == []


def test_one_may_begin_again() -> None:
    chat = Chat()
    chat.hear(LAMP)
    chat.hear("bắt đầu lại")
    assert (chat.stage, chat.conversation.draft.empty) == (talk.TELL, True)


def test_a_person_can_be_asked_for_and_it_is_noted() -> None:
    chat = Chat()
    chat.hear(LAMP)
    assert "(0269)1022" in chat.hear("gặp tổng đài")
    assert chat.steps[-1].note == "wants-a-person"
    assert (chat.stage, chat.conversation.draft.text) == (talk.GROUP, LAMP)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (f"tra cứu {CODE}", CODE),
        ("Tra cuu ma 261130 482917 6", CODE),
        (f"1022 TC {CODE}", CODE),
        (f"track {CODE}", CODE),
        ("tra cứu 123", ""),
    ],
)
def test_the_status_of_a_case_can_be_asked_for(text: str, code: str) -> None:
    chat = Chat()
    chat.hear(text)
    assert chat.steps[-1].look_up == code


@pytest.mark.parametrize(
    "text", ["Cháy nhà ở số 12", "Có tai nạn trên quốc lộ 19", "có người bị điện giật", "Cứu với!"]
)
def test_danger_is_answered_at_once_and_the_conversation_goes_on(text: str) -> None:
    chat = Chat()
    answer = chat.hear(f"{text}" if len(text) > 10 else text)
    assert all(number in answer for number in ("112", "113", "114", "115"))
    assert not chat.conversation.draft.empty


@pytest.mark.parametrize(
    "text", ["Bóng đèn bị cháy hai hôm nay rồi", "Đèn đường cháy chưa thay", "Xin hỏi thủ tục chạy xe"]
)
def test_a_burnt_out_lamp_is_no_fire(text: str) -> None:
    assert "114" not in Chat().hear(text)


def test_who_speaks_of_danger_may_send_it_as_urgent() -> None:
    chat = Chat()
    for text in ("Có tai nạn ở ngã tư, đèn hỏng.", "không rõ", "không rõ", "không cần"):
        chat.hear(text)
    chat.press("Gửi, việc khẩn")
    assert chat.filed[0].draft.urgent is True


def test_what_is_written_after_filing_is_added_and_acknowledged_once_in_ten_minutes() -> None:
    chat = filed()
    chat.now += timedelta(minutes=11)
    assert "261130 482917 6" in chat.hear("Hôm nay thêm một bóng hỏng nữa.", id="more")
    assert chat.hear("Ảnh đây.", attachments=("photo",)) == ""
    assert [(each.code, each.text) for each in chat.added] == [
        (CODE, "Hôm nay thêm một bóng hỏng nữa."),
        (CODE, "Ảnh đây."),
    ]
    assert (chat.added[0].key, chat.added[1].attachments) == ("more", ("photo",))


def test_thanks_are_not_added_to_the_case() -> None:
    chat = filed()
    assert chat.hear("Cảm ơn!") == ""
    assert chat.added == []


def test_a_new_case_can_be_begun_after_filing() -> None:
    chat = filed()
    chat.press("Phản ánh mới")
    chat.hear("Rác không ai dọn ở đầu hẻm.")
    assert (chat.stage, chat.added) == (talk.GROUP, [])
    assert chat.conversation.draft.text == "Rác không ai dọn ở đầu hẻm."


@pytest.mark.parametrize(("answer", "added"), [("Về phản ánh đó", 1), ("Phản ánh mới", 0)])
def test_once_the_case_is_answered_the_citizen_says_what_it_is_about(answer: str, added: int) -> None:
    chat = filed()
    chat.answered = True
    assert "đã có trả lời" in chat.hear("Nhưng đèn vẫn chưa sáng.")
    chat.press(answer)
    assert len(chat.added) == added
    assert chat.conversation.draft.empty == bool(added)


def test_what_was_written_about_an_answered_case_is_not_lost_when_nobody_says_what_it_is_about() -> None:
    chat = filed()
    chat.answered = True
    chat.hear("Nhưng đèn vẫn chưa sáng.")
    chat.wait(minutes=16)
    assert [each.text for each in chat.added] == ["Nhưng đèn vẫn chưa sáng."]


def test_a_case_left_at_an_optional_question_is_filed_as_it_is() -> None:
    chat = Chat()
    chat.hear(LAMP, id="first")
    assert chat.wait(minutes=14) == ""
    assert "261130 482917 6" in chat.wait(minutes=1)
    (filed_one,) = chat.filed
    assert (filed_one.filing and filed_one.filing.key, filed_one.draft.share) == ("first:unasked", False)


@pytest.mark.parametrize(
    "left",
    [("Đèn hư",), (LAMP, "không rõ", "không rõ", "không cần"), (LAMP, "bưu chính", "phản ánh bưu chính", "không rõ")],
)
def test_a_case_left_before_it_can_be_filed_stays_a_draft(left: tuple[str, ...]) -> None:
    chat = Chat()
    for text in left:
        chat.hear(text)
    chat.wait(days=2)
    assert (chat.filed, chat.conversation.draft.empty) == ([], False)


def test_a_forgotten_draft_is_mentioned_once_where_that_is_wanted() -> None:
    chat = Chat(remind=timedelta(hours=24))
    chat.hear("Đèn hư")
    assert "đang soạn" in chat.wait(hours=24)
    assert chat.wait(days=3) == ""


def test_files_of_a_draft_are_held_for_a_week() -> None:
    chat = Chat()
    chat.hear(attachments=("photo",))
    looks = [chat.wait(hours=20) for _ in range(12)]
    assert looks == [""] * 12
    assert chat.conversation.due_at is None


def test_a_shared_number_is_ours_and_not_yet_the_agencys() -> None:
    chat = Chat()
    for text in (LAMP, "không rõ", "không rõ"):
        chat.hear(text)
    chat.hear(phone="+84905000012", name="Nguyễn Văn An")
    draft = chat.conversation.draft
    assert (draft.phone, draft.name, draft.share, chat.stage) == ("+84905000012", "Nguyễn Văn An", None, talk.CONSENT)
