"""Floods on the citizens' site, and honest people beside them."""

import re
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from services.intake.adapters.phone_numbers import normalise_phone
from services.intake.domain.abuse.limits import LIMITS
from services.intake.usecases.block_sender import BlockSender
from services.intake.web.site import web_site
from services.kit.clock import FixedClock
from tests.contract.channels.worlds import World, in_memory
from tests.unit.intake.fakes import MONDAY

TEXT = "Đèn đường hỏng trước số 12 Hùng Vương, rất tối."
CROWD = {"REMOTE_ADDR": "203.0.113.7"}


class Town:
    """A site whose clock the test sets."""

    def __init__(self) -> None:
        self.world: World = in_memory()
        self.site = web_site(self.world.application)
        clock = self.world.application.clock
        assert isinstance(clock, FixedClock)
        self.clock = clock

    def person(self, age: timedelta = timedelta(days=1)) -> FlaskClient:
        """Return the browser of somebody who was here `age` ago for the first time."""
        self.clock.at -= age
        browser = self.site.test_client()
        browser.get("/", environ_base=CROWD)
        self.clock.at += age
        return browser

    def send(self, browser: FlaskClient, seconds: float = 5.0, **changes: str) -> Any:
        """Open the form, take some time, and send it."""
        fields = dict(
            re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', browser.get("/", environ_base=CROWD).text)
        )
        self.clock.at += timedelta(seconds=seconds)
        return browser.post("/", data={**fields, "text": TEXT, **changes}, environ_base=CROWD)

    def flood(self, number: int) -> list[int]:
        """Post without cookies from the crowd's address; return the statuses."""
        client = self.site.test_client(use_cookies=False)
        answers = [client.post("/api/cases", json={"text": TEXT}, environ_base=CROWD) for _ in range(number)]
        return [answer.status_code for answer in answers]


def test_two_hundred_honest_people_behind_one_address_are_not_stopped() -> None:
    town = Town()
    people = [town.person() for _ in range(200)]
    for each in people:
        assert town.send(each, seconds=0.5).status_code == 303  # all within two minutes
    assert len(town.world.cases()) == 200


def test_a_neighbour_of_a_flood_is_heard_and_the_flood_is_asked_to_work() -> None:
    town = Town()
    neighbour = town.person()
    statuses = town.flood(LIMITS["address"].busy + 50)
    assert statuses[: LIMITS["address"].busy - 1] == [201] * (LIMITS["address"].busy - 1)
    assert statuses[-1] == 428
    assert town.send(neighbour).status_code == 303


def test_a_flood_ends_at_the_limit_with_the_time_to_wait() -> None:
    town = Town()
    town.flood(LIMITS["address"].most)
    refused = town.site.test_client().post("/api/cases", json={"text": TEXT}, environ_base=CROWD)
    assert (refused.status_code, refused.get_json(force=True)["slug"]) == (429, "slow-down")
    assert int(refused.headers["Retry-After"]) > 0


def test_one_device_that_sends_and_sends_is_asked_to_work_and_then_slowed_down_with_its_words_kept() -> None:
    town = Town()
    browser = town.person()
    answers = [town.send(browser, text=f"{TEXT} {number}") for number in range(LIMITS["device"].most + 1)]
    statuses = [answer.status_code for answer in answers]
    assert statuses[:8] == [303] * 8
    assert 428 in statuses
    assert statuses[-1] == 429
    assert f"{TEXT} {LIMITS['device'].most}" in answers[-1].text
    assert "(0269)1022" in answers[-1].text


def suspicious(town: Town) -> FlaskClient:
    """Return the browser of a device that has sent much."""
    browser = town.person()
    for number in range(LIMITS["device"].busy):
        town.send(browser, text=f"{TEXT} {number}")
    return browser


def test_without_scripts_a_suspicious_message_is_taken_at_the_second_press_and_a_person_decides() -> None:
    town = Town()
    browser = suspicious(town)
    asked = town.send(browser, category="ha-tang.chieu-sang")
    assert asked.status_code == 428
    fields = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', asked.text))
    assert fields["altcha"] == "none"
    again = browser.post("/", data={**fields, "text": TEXT, "category": "ha-tang.chieu-sang"}, environ_base=CROWD)
    assert again.status_code == 303
    assert next(each for each in town.world.cases() if each.text == TEXT).category is None


def test_a_proof_clears_a_suspicious_message_once() -> None:
    town = Town()
    browser = suspicious(town)
    assert town.send(browser, altcha="good-1", category="ha-tang.chieu-sang").status_code == 303
    assert next(each for each in town.world.cases() if each.text == TEXT).category == "ha-tang.chieu-sang"
    assert town.send(browser, altcha="good-1").status_code == 428
    assert town.send(browser, altcha="forged").status_code == 428


def test_the_honeypot_answers_like_success_and_files_nothing() -> None:
    town = Town()
    browser = town.person()
    trapped = town.send(browser, website="https://example.org/mua-ngay")
    assert (trapped.status_code, trapped.headers["Location"]) == (303, "/da-gui")
    assert re.search(r"code-big\">\d{6} \d{6} \d<", browser.get("/da-gui").text)
    assert town.world.cases() == []


def test_what_is_sent_twice_into_the_honeypot_gets_one_code() -> None:
    town = Town()
    browser = town.person()
    codes = []
    for _ in range(2):
        town.send(browser, website="x", client_key="one-key")
        found = re.search(r"code-big\">(\d{6} \d{6} \d)<", browser.get("/da-gui").text)
        assert found
        codes.append(found[1])
    assert codes[0] == codes[1]


@pytest.mark.parametrize("form", [True, False])
def test_a_blocked_number_is_refused_in_writing_and_told_to_call(form: bool) -> None:
    town = Town()
    block(town, "phone", "0905000012")
    if form:
        answer = town.send(town.person(), phone="0905 000 012")
        assert TEXT in answer.text
    else:
        body = {"text": TEXT, "contact": {"phone": "0905000012"}}
        answer = town.site.test_client().post("/api/cases", json=body, environ_base=CROWD)
    assert answer.status_code == 403
    assert "(0269)1022" in answer.text
    assert town.world.cases() == []


def test_a_forged_device_is_no_device() -> None:
    town = Town()
    browser = town.site.test_client()
    browser.set_cookie("intake-device", "WyJhIiwwXQ.forged")
    browser.get("/", environ_base=CROWD)
    cookie = browser.get_cookie("intake-device")
    assert cookie is not None
    assert cookie.value != "WyJhIiwwXQ.forged"


def block(town: Town, kind: str, value: str) -> None:
    """Put a sender on the list."""
    blocks = town.world.application.gate._blocks
    BlockSender(blocks, normalise_phone, FixedClock(MONDAY)).block(kind, value, reason="quấy rối", by="truc-01")
