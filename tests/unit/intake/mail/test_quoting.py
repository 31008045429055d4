"""What the writer wrote stays, what was written before them goes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake.domain.mail.quoting import own_words

OWN = "Đèn vẫn chưa sửa, tối nay lại tắt."
OLD = "Kính gửi ông Nguyễn Văn An: phản ánh đã được chuyển."
MARKED = f"> {OLD}\n> Trân trọng"

POSTSCRIPT = "Tái bút: đèn bên cạnh cũng hỏng, và còn một ổ gà rất lớn ngay trước cổng trường học."

HEADERS = {
    "Gmail": "Vào Th 2, 30 thg 11, 2026 vào lúc 10:00 Tổng đài 1022 <1022@example.org> đã viết:",
    "Gmail, wrapped": "Vào Th 2, 30 thg 11, 2026 vào lúc 10:00 Tổng đài 1022 <\n1022@example.org> đã viết:",
    "Gmail in English": "On Mon, Nov 30, 2026 at 10:00 AM Hotline 1022 <1022@example.org> wrote:",
    "Apple": "Vào 10:00, 30 thg 11, 2026, Tổng đài 1022 <1022@example.org> đã viết:",
    "Thunderbird": "Ngày 30/11/2026 10:00, Tổng đài 1022 viết:",
    "Yahoo": "Vào 10:00 Thứ hai, 30 tháng 11, 2026, 1022@example.org <1022@example.org> đã viết:",
}
BLOCKS = {
    "Outlook": "Từ: Tổng đài 1022 <1022@example.org>\nNgày gửi: 30/11/2026 10:00\nĐến: An\nChủ đề: Đèn hỏng",
    "Outlook in English": "From: 1022\nSent: Monday, November 30, 2026 10:00\nTo: An\nSubject: Đèn hỏng",
    "Outlook, bold": "*From:* 1022 <1022@example.org>\n*Sent:* Monday\n*To:* An\n*Subject:* Đèn hỏng",
    "Outlook, with a line": "________________________________\nTừ: 1022\nĐã gửi: 30/11/2026\nĐến: An\nChủ đề: Đèn",
    "Zimbra": 'Từ: "Tổng đài" <1022@example.org>\nĐến: "An" <an@example.org>\nĐã gửi: Thứ Hai\nChủ đề: Đèn',
    "a divider": "-----Thư gốc-----\nTừ: 1022",
    "a divider in English": "-----Original Message-----\nFrom: 1022",
    "a spaced divider": "----- Thư gốc -----",
}


def words(text, answers=True, forwards=False):
    return own_words(text, answers=answers, forwards=forwards)


@pytest.mark.parametrize("header", HEADERS.values(), ids=HEADERS)
def test_an_answer_above_the_quoted_mail(header):
    assert words(f"{OWN}\n\n{header}\n\n{MARKED}") == OWN


@pytest.mark.parametrize("header", HEADERS.values(), ids=HEADERS)
def test_an_answer_below_the_quoted_mail(header):
    assert words(f"{header}\n{MARKED}\n\n{OWN}") == OWN


@pytest.mark.parametrize("header", HEADERS.values(), ids=HEADERS)
def test_a_program_that_quotes_without_marks(header):
    assert words(f"{OWN}\n\n{header}\n{OLD}\nTrân trọng") == OWN


@pytest.mark.parametrize("block", BLOCKS.values(), ids=BLOCKS)
def test_a_block_of_headers_begins_the_old_mail(block):
    assert words(f"{OWN}\n\n{block}\n\n{OLD}") == OWN


def test_answers_between_the_lines_stay_with_what_they_answer():
    text = f"{HEADERS['Gmail']}\n> Đèn nào hỏng?\nĐèn số 12.\n> Từ khi nào?\nTừ hôm qua."
    assert all(part in words(text) for part in ("> Đèn nào hỏng?", "Đèn số 12.", "Từ hôm qua."))


@pytest.mark.parametrize("block", [*HEADERS.values(), *BLOCKS.values()])
def test_when_nothing_would_be_left_everything_stays(block):
    text = f"{block}\n\n{OLD}"
    assert words(text) == text.strip()


@pytest.mark.parametrize(
    "text",
    [
        f"Nhờ xem giúp.\n\n---------- Forwarded message ---------\nTừ: B <b@example.org>\nDate: Th 2\nTo: A\n\n{OWN}",
        f"---------- Thư đã chuyển tiếp ---------\nTừ: B\n\n{OWN}\n\nTrân trọng\nB",
        f"Bắt đầu thư được chuyển tiếp:\n\nTừ: B\nNgày: hôm qua\n\n{OWN}",
        f"-----Thư chuyển tiếp-----\n{OWN}",
    ],
)
def test_a_mail_that_is_passed_on_is_kept_whole(text):
    assert words(text) == text


def test_a_forward_by_its_subject_keeps_the_block_of_headers():
    text = f"Chuyển 1022 xử lý.\n\n{BLOCKS['Outlook']}\n\n{OWN}"
    assert words(text, answers=False, forwards=True) == text


@pytest.mark.parametrize(
    "text",
    [
        f"Vào hôm qua cán bộ phường đã viết:\n{OWN}",
        f"Từ: đầu đường Hùng Vương\nĐến: cuối đường\nNgày: hôm qua\n{OWN}",
        f"> 50 hộ dân bị ảnh hưởng\n{OWN}",
    ],
)
def test_a_mail_that_answers_nothing_has_no_quotes(text):
    assert words(text, answers=False) == text


@pytest.mark.parametrize(
    "end",
    [
        "-- \nNguyễn Văn An\n0905 000 012",
        "--\nNguyễn Văn An",
        "Trân trọng,\nNguyễn Văn An\n12 Hùng Vương",
        "Trân trọng cảm ơn!",
        "Xin trân trọng cảm ơn quý cơ quan.",
        "Kính thư\nAn",
        "Best regards,\nAn Nguyen",
        "Được gửi từ iPhone của tôi",
        "Gửi từ Outlook cho Android",
        "Sent from my iPhone",
        "Trân trọng\nAn\n\nGửi từ iPhone của tôi",
    ],
)
def test_a_signature_is_cut(end):
    assert words(f"{OWN}\n\n{end}", answers=False) == OWN


@pytest.mark.parametrize(
    "text",
    [
        "Trân trọng\nNguyễn Văn An",  # nothing else is there
        f"Tôi trân trọng việc làm của cơ quan.\n{OWN}",
        f"Trân trọng kính gửi tổng đài 1022\n{OWN}",
        f"{OWN}\n\nTrân trọng,\nAn\n\n{POSTSCRIPT}",
    ],
)
def test_what_only_looks_like_a_signature_stays(text):
    assert words(text, answers=False) == text


@given(st.text(max_size=400), st.booleans(), st.booleans())
def test_nothing_is_ever_lost_completely(text, answers, forwards):
    assert bool(words(text, answers, forwards)) == bool(text.strip())


lines = st.text(alphabet="Đèn đường hỏng, tối quá.0123456789", min_size=1, max_size=60)


@given(st.lists(lines, min_size=1, max_size=8).map("\n".join), st.sampled_from([*HEADERS.values(), *BLOCKS.values()]))
def test_own_words_above_a_quote_are_kept_to_the_letter(own, header):
    assert words(f"{own}\n\n{header}\n> {OLD}") == own.strip() or not own.strip()
