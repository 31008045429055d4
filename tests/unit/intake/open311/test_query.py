"""Which requests a query means."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake.domain.open311.query import LONGEST, read_query
from services.intake.usecases import find_service_requests
from services.intake.usecases.ports import Progress
from tests.unit.intake.fakes import MONDAY
from tests.unit.intake.open311.mobile_world import LAMP, mobile_world


def test_without_dates_it_is_the_last_ninety_days() -> None:
    query, faults = read_query({}, MONDAY)
    assert faults == []
    assert query.until - query.since == LONGEST
    assert query.since <= MONDAY - timedelta(days=89, hours=23) < MONDAY < query.until


@pytest.mark.parametrize(
    ("given_", "since", "until"),
    [
        ({"start_date": "2026-05-01T00:00:00Z"}, "2026-05-01T00:00:00+00:00", "2026-07-30T00:00:00+00:00"),
        ({"end_date": "2026-05-01T07:00:00+07:00"}, "2026-01-31T00:00:00+00:00", "2026-05-01T00:00:00+00:00"),
        ({"start_date": "2026-05-01T07:00:00 07:00"}, "2026-05-01T00:00:00+00:00", "2026-07-30T00:00:00+00:00"),
    ],
)
def test_one_date_makes_ninety_days(given_: dict[str, str], since: str, until: str) -> None:
    query, faults = read_query(given_, MONDAY)
    assert faults == []
    zone = MONDAY.tzinfo
    assert (query.since.astimezone(zone).isoformat(), query.until.astimezone(zone).isoformat()) == (since, until)


@pytest.mark.parametrize(
    ("given_", "slug"),
    [
        ({"start_date": "2026-05-01"}, "moment-not-valid"),
        ({"start_date": "2026-05-01T00:00:00"}, "moment-not-valid"),  # whose time?
        ({"end_date": "yesterday"}, "moment-not-valid"),
        ({"start_date": "2026-01-01T00:00:00Z", "end_date": "2026-05-01T00:00:00Z"}, "span-too-long"),
        ({"status": "open,done"}, "status-not-valid"),
        ({"service_request_id": ",".join(["1"] * 1001)}, "too-many-requests-asked"),
    ],
)
def test_what_cannot_be_meant_is_named(given_: dict[str, str], slug: str) -> None:
    assert [each.slug for each in read_query(given_, MONDAY)[1]] == [slug]


@given(
    st.dictionaries(
        st.sampled_from(["start_date", "end_date", "status", "service_request_id", "service_code"]), st.text()
    )
)
def test_whatever_is_asked_is_read_or_refused(asked: dict[str, str]) -> None:
    query, faults = read_query(asked, MONDAY)
    assert faults or query.until - query.since <= LONGEST + timedelta(seconds=1)


def test_services_are_chosen_and_the_newest_comes_first() -> None:
    world = mobile_world()
    for service in ("ha-tang.chieu-sang", "ha-tang.giao-thong"):
        world.file(service_code=service)
        world.clock.at += timedelta(minutes=1)
    both = world.get("/requests.json").json
    assert [each["service_code"] for each in both] == ["ha-tang.giao-thong", "ha-tang.chieu-sang"]
    one = world.get("/requests.json", service_code="ha-tang.chieu-sang,khong-co").json
    assert [each["service_code"] for each in one] == ["ha-tang.chieu-sang"]
    assert world.get("/requests.json", service_code="khong-co").json == []


def test_ids_override_everything_else() -> None:
    world = mobile_world()
    code = world.file().json[0]["service_request_id"]
    found = world.get("/requests.json", service_request_id=f"{code}, 123", status="closed").json
    assert [each["service_request_id"] for each in found] == [code]


def test_at_most_a_thousand_are_returned() -> None:
    world = mobile_world()
    for number in range(1002):
        world.file(description=f"{LAMP['description']} {number}")
    assert len(world.get("/requests.json").json) == 1000


def test_a_rare_status_does_not_make_anybody_read_ninety_days(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(find_service_requests, "MOST_LOOKED_AT", 3)
    world = mobile_world()
    codes = []
    for number in range(5):
        answer = world.file(description=f"{LAMP['description']} {number}")
        codes.append(answer.json[0]["service_request_id"])
        world.clock.at += timedelta(minutes=1)
    for code in (codes[0], codes[2]):
        world.board.said[code] = Progress(code=code, status="answered", changed_at=MONDAY)
    seen = world.get("/requests.json", status="closed").json
    assert [each["service_request_id"] for each in seen] == [codes[2]]
    earlier = world.get("/requests.json", status="closed", end_date=f"{MONDAY + timedelta(minutes=2):%FT%TZ}").json
    assert [each["service_request_id"] for each in earlier] == [codes[0]]
