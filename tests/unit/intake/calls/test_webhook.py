"""The webhook of telephone systems, and the operators' look at calls: what is refused, and what is never lost."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from services.intake.web.site import hotline_site
from services.intake.wiring import build
from services.intake.wiring.hotline import CallParts
from services.kit.clock import FixedClock
from tests.simulators.pbx import signing
from tests.unit.intake.calls.call_fakes import parts_with
from tests.unit.intake.calls.hotlines import (
    OPERATOR,
    SECRET,
    MoreAccounts,
    as_account,
    generic,
    hotline_of,
    nowhere,
    tell,
)
from tests.unit.intake.calls.signals import AN, at
from tests.unit.intake.chat.fakes import FixedBoard
from tests.unit.intake.fakes import MONDAY, FixedCatalog, InMemoryCases, settings
from tests.unit.intake.file_fakes import InMemoryFiles
from tests.unit.intake.gate_fakes import open_gate

A_CASE = {"call_id": "c-1", "text": "Đèn đường hỏng trước số 12 Hùng Vương."}


class Desk:
    """The telephone channel's site on memory."""

    def __init__(self, **changes: Any) -> None:
        self.clock, self.cases, self.board = FixedClock(MONDAY), InMemoryCases(), FixedBoard()
        self.parts: CallParts = parts_with(self.cases)
        base = build(
            settings(rate_limit="1 per minute"),
            database=nowhere(),
            cases=self.cases,
            files=InMemoryFiles(),
            progress=self.board,
            at_gate=open_gate(),
            catalog=FixedCatalog(),
            accounts=MoreAccounts(),
            clock=self.clock,
        )
        self.hotline = hotline_of(base, parts=self.parts, **changes)
        self.client: FlaskClient = hotline_site(self.hotline).test_client()

    def tell(self, kind: str, seconds: int = 0, **more: Any) -> int:
        """Deliver a signal and return the status of the answer."""
        delivery = more.pop("delivery", "")
        return tell(self.client, generic(kind, at(seconds), **more), self.clock.at, delivery=delivery).status_code

    def get(self, path: str, **headers: Any) -> Any:
        """Return what an operator sees."""
        return self.client.get(path, headers=headers or OPERATOR).get_json()

    def record(self) -> Any:
        """Return the call `c-1`."""
        assert self.parts.calls is not None
        return self.parts.calls.find("generic:c-1")

    def unread(self) -> list[str]:
        """Return why deliveries were not understood."""
        assert self.parts.unread is not None
        return [each.reason for each in self.parts.unread.some(9)]


@pytest.fixture
def desk() -> Desk:
    return Desk()


def post(desk: Desk, body: bytes, headers: dict[str, str], vendor: str = "generic") -> tuple[int, str]:
    response = desk.client.post(f"/webhooks/calls/{vendor}", data=body, headers=headers)
    return response.status_code, (response.get_json(silent=True, force=True) or {}).get("slug", "")


def signed(desk: Desk, secret: str = SECRET, age: int = 0) -> tuple[bytes, dict[str, str]]:
    return signing.signed(generic("ringing", MONDAY), int(desk.clock.at.timestamp()) - age, secret)


def without(headers: dict[str, str], name: str) -> dict[str, str]:
    return {key: value for key, value in headers.items() if key != name}


def test_a_signed_signal_is_stored(desk: Desk) -> None:
    assert post(desk, *signed(desk)) == (200, "")
    assert desk.record().number == AN


@pytest.mark.parametrize("age", [300, -300])
def test_a_clock_may_be_wrong_by_five_minutes(desk: Desk, age: int) -> None:
    assert post(desk, *signed(desk, age=age)) == (200, "")


def test_what_nobody_signed_is_refused(desk: Desk) -> None:
    body, headers = signed(desk)
    assert post(desk, body, without(headers, "X-Signature")) == (403, "webhook-unsigned")
    wrong = [
        (body, {**headers, "X-Signature": headers["X-Signature"].removeprefix("sha256=")}),
        (body, {**headers, "X-Signature": "sha256=ký"}),
        (body, without(headers, "X-Timestamp")),
        (body, {**headers, "X-Timestamp": str(int(headers["X-Timestamp"]) + 1)}),
        (body[:-5], headers),  # truncated
        (body.replace(b"0905000012", b"0905000034"), headers),
        (body, signed(desk, secret="another")[1]),
    ]
    assert [post(desk, *each) for each in wrong] == [(403, "webhook-signature-wrong")] * len(wrong)
    assert desk.record() is None


@pytest.mark.parametrize("age", [301, -301, 86_400])
def test_what_is_old_is_refused_although_it_is_signed(desk: Desk, age: int) -> None:
    assert post(desk, *signed(desk, age=age)) == (403, "webhook-too-old")
    assert desk.record() is None


def test_what_is_too_large_is_refused(desk: Desk) -> None:
    event = {**generic("ringing", MONDAY), "note": "x" * 400_000}
    body, headers = signing.signed(event, int(MONDAY.timestamp()), SECRET)
    assert post(desk, body, headers) == (413, "too-large")


@pytest.mark.parametrize("vendor", ["unknown", "..", "generic.yaml"])
def test_other_vendors_are_not_there(desk: Desk, vendor: str) -> None:
    assert post(desk, *signed(desk), vendor=vendor)[0] == 404


def test_a_vendor_without_a_secret_is_not_listened_to() -> None:
    desk = Desk(secret="", secrets={"zorio": SECRET})
    assert post(desk, *signed(desk)) == (404, "not-found")


def test_a_delivery_that_comes_again_has_no_effect(desk: Desk) -> None:
    assert desk.tell("ringing", branch="1", delivery="d-1") == 200
    assert desk.tell("hangup", 9, branch="2", delivery="d-1") == 200
    assert (desk.record().branch, desk.record().seen) == ("1", {"ringing"})


def test_what_is_signed_and_not_understood_is_kept_for_a_person(desk: Desk) -> None:
    assert desk.tell("dtmf") == 200
    assert desk.tell("ringing", call="") == 200
    body = b'{"event": "ring'  # cut before it was signed
    assert post(desk, body, signing.headers(body, int(MONDAY.timestamp()), SECRET))[0] == 200
    assert desk.unread() == ["unknown-event", "call-id-missing", "not-json"]


def test_signals_at_once_are_all_in_the_record(desk: Desk) -> None:
    told = [("ringing", 0), ("answered", 8), ("hangup", 60)] * 4
    threads = [threading.Thread(target=desk.tell, args=each) for each in told]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert desk.record().seen == {"ringing", "answered", "hangup"}


def test_no_limit_stops_the_telephone_or_the_operator(desk: Desk) -> None:
    """The site's limit would be one request per minute; a stranger's address shows that none is applied."""
    elsewhere = {"REMOTE_ADDR": "203.0.113.7"}
    body, headers = signed(desk)
    statuses = [
        desk.client.post("/webhooks/calls/generic", data=body, headers=headers, environ_base=elsewhere).status_code
        for _ in range(20)
    ]
    filed = [
        desk.client.post(
            "/api/calls/cases", json={**A_CASE, "matter": n}, headers=OPERATOR, environ_base=elsewhere
        ).status_code
        for n in range(1, 6)
    ]
    assert (set(statuses), set(filed)) == ({200}, {201})


def test_an_operator_sees_who_is_on_the_line(desk: Desk) -> None:
    earlier = desk.client.post(
        "/api/calls/cases", json={**A_CASE, "call_id": "before", "caller": "0905000012"}, headers=OPERATOR
    ).get_json()
    desk.tell("hangup", -900, call="c-0")
    desk.clock.at += timedelta(seconds=20)
    while desk.hotline.calls.settle.turn():
        pass
    desk.tell("ringing", 0, branch="phan-anh", extension="101")
    (call,) = desk.get("/api/calls/current?extension=101")
    assert (call["call"], call["state"], call["number"]) == ("generic:c-1", "ringing", AN)
    assert [each["code"] for each in call["earlier_cases"]] == [earlier["code"]]
    assert [each["call"] for each in call["earlier_calls"]] == ["generic:c-0"]
    assert [each["calls"] for each in call["call_backs"]] == [1]
    assert desk.get("/api/calls/current?extension=102") == []


@pytest.mark.parametrize("account", ["quan-tri", "lanh-dao"])
def test_whoever_need_not_know_sees_a_masked_number_and_nothing_else(desk: Desk, account: str) -> None:
    desk.tell("ringing")
    (call,) = desk.get("/api/calls/current", **as_account(account))
    assert (call["number"], call["earlier_cases"]) == ("09xxxxxx12", [])


def test_strangers_see_no_calls(desk: Desk) -> None:
    for path in ("/api/calls/current", "/api/calls/callbacks"):
        assert desk.client.get(path).status_code == 401


def test_a_case_is_linked_to_its_call_and_has_the_callers_number(desk: Desk) -> None:
    desk.tell("answered", 1)
    answer = desk.client.post("/api/calls/cases", json=A_CASE, headers=OPERATOR)
    (stored,) = desk.cases.stored.values()
    assert stored.data.contact is not None
    assert stored.data.contact.phone == AN
    assert desk.record().cases == (answer.get_json()["code"],)


def test_a_case_that_was_filed_before_its_call_was_told_is_found_again_and_linked(desk: Desk) -> None:
    first = desk.client.post("/api/calls/cases", json=A_CASE, headers=OPERATOR).get_json()
    desk.tell("answered", 1)
    again = desk.client.post("/api/calls/cases", json=A_CASE, headers=OPERATOR)
    assert (again.status_code, again.get_json()["code"]) == (200, first["code"])
    assert desk.record().cases == (first["code"],)


def test_other_content_for_the_same_matter_is_still_refused(desk: Desk) -> None:
    desk.tell("answered", 1)
    desk.client.post("/api/calls/cases", json=A_CASE, headers=OPERATOR)
    other = desk.client.post("/api/calls/cases", json={**A_CASE, "text": "Ổ gà ở đầu đường."}, headers=OPERATOR)
    assert (other.status_code, other.get_json()["slug"]) == (409, "idempotency-key-reused")


def test_a_call_back_goes_its_way(desk: Desk) -> None:
    desk.tell("hangup", 0)
    desk.clock.at += timedelta(seconds=20)
    while desk.hotline.calls.settle.turn():
        pass
    (task,) = desk.get("/api/calls/callbacks")
    path = f"/api/calls/callbacks/{task['id']}"
    assert (task["number"], task["urgency"], len(task["calls"])) == (AN, "normal", 1)
    assert desk.client.post(f"{path}/claim", headers=OPERATOR).status_code == 200
    taken = desk.client.post(f"{path}/claim", headers=as_account("truc-02"))
    assert (taken.status_code, taken.get_json()["slug"]) == (409, "call-back-taken")
    attempt = desk.client.post(f"{path}/attempts", json={"attempt": 1}, headers=OPERATOR).get_json()
    assert attempt["attempts"][0]["outcome"] == "no-answer"
    assert desk.get("/api/calls/callbacks") == []
    assert len(desk.get("/api/calls/callbacks?due=all")) == 1
    desk.client.post(f"{path}/claim", headers=OPERATOR)
    assert desk.client.post(f"{path}/done", json={}, headers=OPERATOR).get_json()["closing"] == "reached"
    missing = desk.client.post("/api/calls/callbacks/none/claim", headers=OPERATOR)
    assert (missing.status_code, missing.get_json()["slug"]) == (404, "unknown-call-back")
