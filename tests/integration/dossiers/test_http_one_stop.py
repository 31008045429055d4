"""The adapter against a one-stop system on a real socket."""

import time
from datetime import UTC, datetime, timedelta

import pytest

from services.kit.dossiers import HttpOneStop, State, read_code
from services.kit.failures import Rejected
from tests.simulators.onestop import OneStopCredentials, OneStopSimulator
from tests.simulators.onestop.people import SAMPLES

CODE = read_code("H21.99-261110-0001")


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 11, 24, 3, tzinfo=UTC)

    def now(self) -> datetime:
        return self.moment


@pytest.fixture
def system():
    with OneStopSimulator() as simulator:
        yield simulator


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def one_stop(system, clock) -> HttpOneStop:
    return HttpOneStop(system.url, system.credentials.key, clock, seconds=1.0)


def _refusal(one_stop: HttpOneStop, code=CODE) -> str:
    with pytest.raises(Rejected) as refused:
        one_stop.find(code)
    return refused.value.slug


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda each: each["state"])
def test_every_state_is_read(one_stop, sample) -> None:
    found = one_stop.find(read_code(sample["code"])).dossier
    assert (found.code, found.state, found.procedure) == (sample["code"], State(sample["state"]), sample["procedure"])


def test_a_dossier_nobody_knows_is_refused_by_name(one_stop) -> None:
    assert _refusal(one_stop, read_code("H21.99-261110-7777")) == "unknown-dossier"


@pytest.mark.parametrize(
    "fault", [500, 503, 302, 401, "wrong-json", "wrong-state", "another", "endless", "cut"], ids=str
)
def test_what_is_not_as_agreed_is_never_shown(system, one_stop, fault) -> None:
    system.faults.fail(fault)
    assert _refusal(one_stop) == "dossier-system-down"
    assert one_stop.find(CODE).dossier.code == CODE.text


def test_a_wrong_key_is_the_systems_trouble_not_the_callers(system, clock) -> None:
    assert _refusal(HttpOneStop(system.url, "not-the-key", clock)) == "dossier-system-down"


@pytest.mark.parametrize("fault", ["slow", "drop", "swallow"])
def test_nobody_on_the_telephone_waits_longer_than_agreed(system, one_stop, fault) -> None:
    faults = {"slow": lambda: system.faults.slow(5), "drop": system.faults.drop, "swallow": system.faults.swallow}
    faults[fault]()
    began = time.monotonic()
    assert _refusal(one_stop) == "dossier-system-down"
    assert time.monotonic() - began < 1.5


def test_a_place_where_nobody_listens_is_down(clock) -> None:
    with OneStopSimulator() as gone:
        url = gone.url
    assert _refusal(HttpOneStop(url, "key", clock)) == "dossier-system-down"


def test_asked_twice_within_seconds_it_is_read_once_and_says_when(system, one_stop, clock) -> None:
    first = one_stop.find(CODE)
    clock.moment += timedelta(seconds=29)
    assert one_stop.find(CODE) == first
    clock.moment += timedelta(seconds=2)
    assert one_stop.find(CODE).seen_at == clock.moment
    assert system.asked == [CODE.text] * 2


def test_while_it_is_away_a_copy_is_shown_with_its_age_but_no_old_one(system, one_stop, clock) -> None:
    first = one_stop.find(CODE)
    system.faults.outage()
    clock.moment += timedelta(minutes=14)
    copy = one_stop.find(CODE)
    assert copy.stale
    assert copy.seen_at == first.seen_at
    clock.moment += timedelta(minutes=2)
    assert _refusal(one_stop) == "dossier-system-down"


def test_what_fails_three_times_is_left_alone_for_a_while(system, clock) -> None:
    ticks = [100.0]
    one_stop = HttpOneStop(system.url, system.credentials.key, clock, seconds=1.0, monotonic=lambda: ticks[0])
    system.faults.fail(500, times=3)
    assert [_refusal(one_stop) for _ in range(5)] == ["dossier-system-down"] * 5
    assert len(system.asked) == 3
    ticks[0] += 16
    assert one_stop.find(CODE).dossier.code == CODE.text


def test_the_key_is_in_no_representation() -> None:
    assert "simulated" not in repr(OneStopCredentials())
