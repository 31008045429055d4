"""When a case will be looked at."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from services.intake.adapters.public_holidays import public_holiday
from services.intake.domain.opening_hours import opening_hours
from tests.unit.intake.fakes import CATALOG, no_holiday

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
HOURS = opening_hours(CATALOG["calendar"], public_holiday)


def at(text: str) -> datetime:
    return datetime.strptime(text, "%d/%m/%Y %H:%M").replace(tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("received", "looked_at"),
    [
        ("30/11/2026 10:00", "30/11/2026 10:00"),  # Monday morning: at once
        ("30/11/2026 22:59", "30/11/2026 22:59"),  # the last minute of the evening, which the letter praises
        ("30/11/2026 23:00", "01/12/2026 07:00"),  # closed: tomorrow
        ("30/11/2026 06:59", "30/11/2026 07:00"),  # too early: in a minute
        ("04/12/2026 23:30", "07/12/2026 07:00"),  # Friday night: Monday
        ("05/12/2026 12:00", "07/12/2026 07:00"),  # Saturday: Monday
        ("15/02/2026 09:00", "23/02/2026 07:00"),  # Sunday before Tết Bính Ngọ: after Tết and its weekend
        ("30/04/2026 09:00", "04/05/2026 07:00"),  # 30/4 and 1/5, then a weekend
        ("01/01/2026 09:00", "05/01/2026 07:00"),  # New Year, 2/1 swapped off by the catalogue, weekend
        ("10/01/2026 09:00", "10/01/2026 09:00"),  # the Saturday that was swapped in is worked
        ("09/01/2026 23:30", "10/01/2026 07:00"),  # and so Friday night waits only for it
        ("02/09/2026 09:00", "03/09/2026 07:00"),  # Quốc khánh
    ],
)
def test_a_case_is_looked_at_when_the_centre_is_open(received: str, looked_at: str) -> None:
    assert HOURS.opens_for(at(received)) == at(looked_at)


def test_a_holiday_has_a_name() -> None:
    assert "Quốc khánh" in str(HOURS.closed_for(date(2026, 9, 2)))
    assert HOURS.closed_for(date(2026, 1, 2)) == "Nghỉ Tết Dương lịch"
    assert HOURS.closed_for(date(2026, 1, 10)) is None


def test_a_calendar_without_working_days_is_a_mistake_and_says_so() -> None:
    closed = opening_hours({"hours": {}}, no_holiday)
    with pytest.raises(ValueError, match="no working day"):
        closed.opens_for(at("30/11/2026 10:00"))
