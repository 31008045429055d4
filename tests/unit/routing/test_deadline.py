"""By when, and the words that say why then."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.routing.domain.catalog import Preset
from services.routing.domain.deadline import set_deadline
from tests.unit.routing.calendars import OFFICE, at

ON_SITE = Preset(
    slug="kiem-tra-ngay",
    name="Việc kiểm tra được ngay",
    source="mẫu",
    example=True,
    minutes={"normal": 1350, "urgent": 450, "complex": 2250},
)
OWN = Preset(slug="rieng", name="Mức của tỉnh", source="QĐ", example=False, minutes={"normal": 90})


@pytest.mark.parametrize(
    ("urgency", "start", "due"),
    [
        ("normal", "2026-11-20 16:12", "2026-11-26 16:12"),  # three working days over a weekend and the 24/11 holiday
        ("urgent", "2026-11-20 16:12", "2026-11-23 16:12"),  # one working day
        ("complex", "2026-11-20 16:12", "2026-11-30 16:12"),  # five
        ("normal", "2026-02-13 16:30", "2026-02-25 16:30"),  # over Tết
    ],
)
def test_the_limit_follows_the_urgency(urgency, start, due):
    assert set_deadline(ON_SITE, urgency, at(start), OFFICE).due_at == at(due)


def test_an_urgency_the_preset_does_not_list_has_the_normal_limit():
    assert set_deadline(OWN, "complex", at("2026-11-23 08:00"), OFFICE).due_at == at("2026-11-23 09:30")


def test_the_reason_says_preset_limit_start_and_what_does_not_count():
    reason = set_deadline(ON_SITE, "normal", at("2026-11-20 16:12"), OFFICE)
    assert reason.reason_vi == (
        "Hạn: 16:12 thứ Năm 26/11/2026, vì “Việc kiểm tra được ngay” (mức bình thường, mức mẫu) có hạn "
        "1350 phút làm việc, tính từ 16:12 thứ Sáu 20/11/2026; "
        "không tính từ thứ Bảy 21/11/2026 đến Chủ nhật 22/11/2026 (nghỉ cuối tuần), "
        "thứ Ba 24/11/2026 (Ngày Văn hóa Việt Nam)."
    )
    assert reason.reason_en == (
        "Due 16:12 Thursday 26/11/2026, because “Việc kiểm tra được ngay” (normal, an example limit) allows "
        "1350 working minutes, counted from 16:12 Friday 20/11/2026; not counting Saturday 21/11/2026 to Sunday "
        "22/11/2026 (weekend), Tuesday 24/11/2026 (Ngày Văn hóa Việt Nam)."
    )


def test_the_reason_for_a_case_filed_at_night_says_when_the_clock_began():
    reason = set_deadline(OWN, "normal", at("2026-11-22 21:00"), OFFICE)
    assert reason.reason_vi == (
        "Hạn: 09:00 thứ Hai 23/11/2026, vì “Mức của tỉnh” (mức bình thường) có hạn 90 phút làm việc, tính từ "
        "07:30 thứ Hai 23/11/2026 (giờ làm việc kế tiếp sau 21:00 Chủ nhật 22/11/2026); "
        "không tính Chủ nhật 22/11/2026 (nghỉ cuối tuần)."
    )


def test_a_run_of_days_off_is_told_as_one():
    reason = set_deadline(ON_SITE, "urgent", at("2026-02-13 16:30"), OFFICE).reason_vi
    assert (
        "không tính từ thứ Bảy 14/02/2026 đến Chủ nhật 22/02/2026 (Giao thừa Tết Nguyên Đán, Tết Nguyên Đán, …)"
        in reason
    )


def test_a_swapped_saturday_counts():
    deadline = set_deadline(ON_SITE, "urgent", at("2026-08-21 16:00"), OFFICE)
    assert deadline.due_at == at("2026-08-22 16:00")
    assert "không tính" not in deadline.reason_vi


@given(st.integers(0, 400), st.integers(1, 40_000))
def test_the_reasons_fit_into_the_event_however_long_the_limit(days, minutes):
    preset = Preset(slug="x", name="Ư" * 200, source="", example=True, minutes={"normal": minutes})
    deadline = set_deadline(preset, "normal", at("2026-01-01 00:00") + timedelta(days=days), OFFICE)
    assert max(len(deadline.reason_vi), len(deadline.reason_en)) <= 1000
