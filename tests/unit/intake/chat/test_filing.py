"""From the first words to the receipt, in whatever way the questions are answered."""

import pytest

from services.intake.domain.chat import talk
from tests.unit.intake.chat.chatting import CODE, LAMP, Chat


def test_a_whole_conversation_by_buttons() -> None:
    chat = Chat()
    assert "nhóm nào" in chat.hear(LAMP)
    assert "Chiếu sáng công cộng" in chat.press("Hạ tầng kỹ thuật")
    assert "ở đâu" in chat.press("Chiếu sáng công cộng")
    assert "liên hệ" in chat.hear("12 Hùng Vương, phường Pleiku")
    summary = chat.press("Không cần")
    assert all(
        part in summary for part in (LAMP, "Chiếu sáng công cộng", "12 Hùng Vương, phường Pleiku", "không để lại")
    )
    receipt = chat.press("Gửi")
    assert all(part in receipt for part in ("261130 482917 6", "0012", "Sẽ xem ngay."))
    draft = chat.filed[0].draft
    assert (draft.text, draft.category, draft.area) == (LAMP, "ha-tang.chieu-sang", "23575")
    assert (draft.share, draft.phone) == (False, "")
    assert (chat.stage, chat.conversation.case) == (talk.FILED, CODE)


@pytest.mark.parametrize(
    "answers",
    [
        ("1", "1", "khong ro", "khong can", "1"),
        ("Hạ tầng kỹ thuật", "chiếu sáng", "Không rõ", "KHÔNG CẦN", "Gửi"),
        ("ha tang ky thuat", "Chieu sang cong cong", "bỏ qua", "không", "gui"),
        ("số 1", "1.", "1", "3", "đồng ý"),
        (
            "#1022:group:ha-tang",
            "#1022:leaf:ha-tang.chieu-sang",
            "#1022:place:-",
            "#1022:contact:none",
            "#1022:confirm:send",
        ),
        ("chiếu sáng công cộng", "", "skip", "none", "ok"),
    ],
)
def test_every_question_can_be_answered_in_writing(answers: tuple[str, ...]) -> None:
    chat = Chat()
    chat.hear(LAMP)
    for answer in filter(None, answers):
        chat.hear(answer)
    (filed,) = chat.filed
    assert (filed.draft.category, filed.draft.text) == ("ha-tang.chieu-sang", LAMP)


def test_a_place_that_was_named_before_is_only_confirmed() -> None:
    chat = Chat()
    chat.hear("Đèn đường hỏng ở phường Pleiku mấy hôm nay.")
    assert "Phường Pleiku, đúng không" in chat.press("Không rõ, Tổng đài chọn giúp tôi")
    chat.press("Đúng")
    assert (chat.conversation.draft.area, chat.stage) == ("23575", talk.CONTACT)


def test_another_place_than_the_one_that_was_named_is_asked_for() -> None:
    chat = Chat()
    chat.hear("Đèn đường từ phường Pleiku đi Chư Sê hỏng hết.")
    chat.press("Không rõ, Tổng đài chọn giúp tôi")
    assert "gửi vị trí" in chat.press("Nơi khác")
    chat.hear("xã Chư Sê")
    assert chat.conversation.draft.area == "23938"


def test_a_shared_location_answers_where() -> None:
    chat = Chat()
    chat.hear(place=(13.98, 108.0))
    chat.hear(LAMP)
    chat.press("Không rõ, Tổng đài chọn giúp tôi")
    assert (chat.stage, chat.conversation.draft.place) == (talk.CONTACT, (13.98, 108.0))


@pytest.mark.parametrize(
    ("text", "contact", "share"),
    [
        ("Nguyễn Văn An 0905 000 012, đồng ý", ("Nguyễn Văn An", "+84905000012", ""), True),
        ("tôi tên là Trần Thị Bình, sđt 0905.000.034 - không đồng ý", ("Trần Thị Bình", "+84905000034", ""), False),
        ("0905000012", ("", "+84905000012", ""), None),
        ("an@example.org", ("", "", "an@example.org"), None),
        (
            "Nguyễn Văn An\n0905 000 012\nan@example.org\nTôi đồng ý",
            ("Nguyễn Văn An", "+84905000012", "an@example.org"),
            True,
        ),
        ("+84 905 000 012 I agree", ("", "+84905000012", ""), True),
        ("Nguyễn Văn An", ("Nguyễn Văn An", "", ""), None),
    ],
)
def test_a_contact_is_read_as_it_is_written_and_consent_is_never_assumed(
    text: str, contact: tuple[str, ...], share: bool | None
) -> None:
    chat = _at_contact()
    chat.hear(text)
    draft = chat.conversation.draft
    assert ((draft.name, draft.phone, draft.email), draft.share) == (contact, share)
    assert chat.stage == (talk.CONSENT if share is None else talk.CONFIRM)
    if share is None:
        chat.hear("1")
        assert chat.conversation.draft.share is True


@pytest.mark.parametrize(
    ("text", "words"),
    [("0905", "Số điện thoại không đúng"), ("1022 0269", "Số điện thoại"), ("an@", "Địa chỉ thư điện tử không đúng")],
)
def test_a_contact_that_cannot_be_right_is_asked_for_again(text: str, words: str) -> None:
    chat = _at_contact()
    assert words in chat.hear(text)
    assert chat.stage == talk.CONTACT


def test_a_category_that_needs_a_telephone_insists_on_it() -> None:
    chat = Chat()
    chat.hear("Bưu tá giao thư chậm cả tuần.")
    chat.press("Bưu chính công ích")
    chat.press("Phản ánh bưu chính")
    assert "cần số điện thoại" in chat.hear("không rõ")
    assert "cần số điện thoại" in chat.press("Không cần")
    chat.hear("0905 000 012 đồng ý")
    assert chat.stage == talk.CONFIRM


def test_what_is_no_answer_is_part_of_the_matter() -> None:
    chat = Chat()
    chat.hear(LAMP)
    chat.hear("Cả xóm tối om, trẻ con dễ ngã.")
    chat.press("Không rõ, Tổng đài chọn giúp tôi")
    assert chat.conversation.draft.text == f"{LAMP}\nCả xóm tối om, trẻ con dễ ngã."


def test_each_part_can_be_changed_before_sending() -> None:
    chat = _at_confirm()
    chat.press("Sửa")
    chat.press("Nơi xảy ra")
    chat.hear("xã Chư Sê")
    assert chat.stage == talk.CONFIRM
    chat.hear("sửa")
    chat.hear("nội dung")
    assert chat.stage == talk.TELL
    assert "Cầu gãy" in chat.hear("Cầu gãy, xe không qua được.")
    chat.hear("gửi")
    assert (chat.filed[0].draft.text, chat.filed[0].draft.area) == ("Cầu gãy, xe không qua được.", "23938")


def test_a_button_of_long_ago_changes_nothing_and_is_not_part_of_the_matter() -> None:
    chat = _at_confirm()
    before = chat.conversation.draft
    chat.hear("#1022:group:ha-tang")
    assert (chat.conversation.draft, chat.stage) == (before, talk.CONFIRM)
    chat.hear("gửi")
    assert "261130 482917 6" in chat.hear("#1022:confirm:send")
    assert len(chat.filed) == 1


def test_a_citizen_who_writes_english_is_answered_in_english() -> None:
    chat = Chat()
    assert "What is it about" in chat.hear("The street light near my house has been broken for a week")
    assert "Where is it" in chat.hear("not sure")


def test_a_photo_alone_is_asked_about() -> None:
    chat = Chat()
    assert "ít nhất 10 ký tự" in chat.hear(attachments=("photo",))
    chat.hear(LAMP)
    assert chat.conversation.draft.attachments == ("photo",)


def test_an_edited_message_replaces_its_words() -> None:
    chat = Chat()
    chat.hear("Đèn đường hỏng ở phường Hội Phú.", id="a")
    chat.hear("Đèn đường hỏng ở phường Pleiku.", id="a:edit:1", corrects="a")
    assert chat.conversation.draft.text == "Đèn đường hỏng ở phường Pleiku."


def test_more_than_a_case_can_hold_is_said_and_what_was_told_stays() -> None:
    chat = Chat()
    chat.hear(LAMP)
    assert "dài quá 10.000 ký tự" in chat.hear("đ" * 10_000)
    assert chat.conversation.draft.text == LAMP


def _at_contact() -> Chat:
    chat = Chat()
    chat.hear(LAMP)
    chat.press("Không rõ, Tổng đài chọn giúp tôi")
    chat.hear("phường Pleiku")
    assert chat.stage == talk.CONTACT
    return chat


def _at_confirm() -> Chat:
    chat = _at_contact()
    chat.press("Không cần")
    assert chat.stage == talk.CONFIRM
    return chat
