"""The calendar a catalogue makes: the holidays of the law first, the province's entries last; and Gia Lai's data."""

from datetime import date
from pathlib import Path

import pytest

from services.routing.adapters.catalog_snapshot import assigner_of, catalog_of
from services.routing.catalog import load
from services.routing.domain.rules import Facts
from services.routing.domain.working_time import is_working
from tests.unit.routing.calendars import at
from tests.unit.routing.catalogs import snapshot

GIALAI = Path(__file__).parents[3] / "deploy" / "data" / "gialai"


def calendar(**parts):
    base = snapshot()["calendar"]
    return catalog_of(1, snapshot(calendar={**base, **parts})).agency_hours


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ("2026-11-23", True),  # an ordinary Monday
        ("2026-11-24", False),  # Ngày Văn hóa Việt Nam, from 2026
        ("2025-11-24", True),  # the year before, it was an ordinary Monday
        ("2026-02-17", False),  # Tết by the lunar calendar
        ("2026-04-27", False),  # the day off for Giỗ Tổ on a Sunday
        ("2026-08-31", False),  # swapped
        ("2026-08-22", True),  # for this Saturday
        ("2027-02-08", False),  # next year's Tết, estimated
        ("2026-12-26", False),  # an ordinary Saturday
    ],
)
def test_the_law_s_holidays_are_known(day, works):
    assert bool(calendar().intervals(date.fromisoformat(day))) is works


def test_the_catalogue_adds_days_off():
    added = calendar(holidays=[{"date": "2026-12-07", "name": "Nghỉ bão"}])
    assert added.intervals(date(2026, 12, 7)) == ()
    assert added.holidays[date(2026, 12, 7)] == "Nghỉ bão"


def test_the_catalogue_s_working_days_win_over_holidays():
    assert calendar(working_days=[{"date": "2026-11-24", "name": "Làm bù"}]).intervals(date(2026, 11, 24))


def test_agencies_rest_at_noon_and_the_hotline_does_not():
    catalog = catalog_of(1, snapshot())
    noon = at("2026-11-23 12:00")
    assert is_working(catalog.hotline_hours, noon)
    assert not is_working(catalog.agency_hours, noon)


@pytest.mark.parametrize(
    ("category", "area", "day", "agency"),
    [
        ("ha-tang.chieu-sang", "23575", "2026-11-23", "ubnd-phuong-pleiku"),
        ("ha-tang.chieu-sang", "2021-23575", "2026-11-23", "ubnd-phuong-pleiku"),  # an old address, after the merger
        ("kinh-te-xa-hoi.y-te", None, "2026-11-23", "so-y-te"),
        ("kinh-te-xa-hoi.moi-truong", None, "2025-02-28", "so-tai-nguyen-va-moi-truong"),
        ("kinh-te-xa-hoi.moi-truong", None, "2025-03-01", "so-nong-nghiep-va-moi-truong"),
        (None, None, "2026-11-23", "trung-tam-1022"),
    ],
)
def test_gia_lai_s_own_catalogue_routes_by_this_domain(category, area, day, agency):
    facts = Facts(
        category=category, area=area, channel="web", urgency="normal", kind="report", received_at=at(f"{day} 09:00")
    )
    decision = assigner_of(1, load(GIALAI)).rules.decide(facts, date.fromisoformat(day))
    assert (decision.agency.slug, decision.broken) == (agency, None)
