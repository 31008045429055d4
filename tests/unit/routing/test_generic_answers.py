"""Which answers are shown to their writer once more."""

from __future__ import annotations

import pytest

from services.routing.domain.generic_answers import doubts_about

LONG = (
    "Đội quản lý đô thị phường đã khảo sát tuyến đường, lập biên bản với chủ công trình và yêu cầu thu dọn vật liệu. "
)


@pytest.mark.parametrize(
    "text",
    [
        "Đã ghi nhận.",
        "Đã tiếp nhận và chuyển đơn vị chức năng xử lý theo quy định.",
        "Sẽ xem xét.",
        "Cảm ơn Ông/Bà đã phản ánh.",
        LONG + "Các bước tiếp theo thực hiện theo quy định.",
        "Ngày 24/11 đã ghi nhận ý kiến.",  # a date does not save an empty phrase in a short answer
    ],
)
def test_an_answer_that_says_nothing_is_doubted(text):
    assert len(doubts_about(text)) > 1


@pytest.mark.parametrize(
    "text",
    [
        "Đã thay bóng đèn lúc 9 giờ ngày 24/11/2026.",  # short, and says it all
        LONG,  # no date, but what was done by whom
        LONG + "Ngày 01/12/2026 phường kiểm tra lại; nếu tái phạm sẽ xử lý theo quy định.",
    ],
)
def test_an_answer_that_says_something_goes_out_at_once(text):
    assert doubts_about(text) == ()
