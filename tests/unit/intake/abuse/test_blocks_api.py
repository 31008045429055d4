"""The block list over HTTP: the administrator writes, the shift lead sees that somebody is blocked, not whom."""

from __future__ import annotations

from dataclasses import replace

import pytest

from services.intake.domain.abuse.blocks import Block
from services.intake.web.site import hotline_site
from services.kit.storage.accounts import Account
from tests.unit.intake.calls.test_desk_calls import desk, on_behalf
from tests.unit.intake.calls.test_webhook import Desk

__all__ = ["desk"]
ROLES = {"quan-tri": "administrator", "truong-ca": "shift_lead", "truc-01": "operator"}


class People:
    """Known by name only, as they sign in at the desk."""

    def find(self, token_sha256: str) -> Account | None:
        return None

    def named(self, name: str) -> Account | None:
        return Account(name, ROLES[name], None, "") if name in ROLES else None


@pytest.fixture
def centre(desk: Desk) -> Desk:
    desk.hotline = replace(desk.hotline, accounts=People())
    desk.client = hotline_site(desk.hotline).test_client()
    return desk


def blocked(centre: Desk, who: str = "quan-tri", path: str = "", **body: object) -> int:
    return centre.client.post(f"/api/blocks{path}", json=body, headers=on_behalf(who)).status_code


def listed(centre: Desk, who: str = "quan-tri") -> list[dict]:
    answer = centre.client.get("/api/blocks", headers=on_behalf(who))
    assert answer.headers["Cache-Control"] == "no-store"
    return answer.json


SPAM = {"kind": "phone", "value": "0905 000 012", "reason": "quảng cáo", "days": 30}


def test_a_sender_is_blocked_in_the_name_of_who_is_signed_in_and_unblocked(centre: Desk) -> None:
    assert blocked(centre, **SPAM) == 200
    [entry] = listed(centre)
    assert (entry["value"], entry["by"], entry["reason"]) == ("+84905000012", "quan-tri", "quảng cáo")
    [stored] = centre.hotline.blocking.blocks.all(centre.clock.at)
    assert isinstance(stored, Block) and (stored.until - stored.since).days == 30
    assert blocked(centre, path="/removals", kind="phone", value="0905000012") == 204
    assert listed(centre) == []
    assert blocked(centre, path="/removals", kind="phone", value="0905000012") == 404


def test_the_shift_lead_sees_why_and_not_whom(centre: Desk) -> None:
    blocked(centre, **SPAM)
    [entry] = listed(centre, "truong-ca")
    assert (entry["value"], entry["reason"]) == (None, "quảng cáo")


@pytest.mark.parametrize(("who", "reads"), [("truong-ca", 200), ("truc-01", 403), ("khong-ai", 401)])
def test_nobody_else_writes(centre: Desk, who: str, reads: int) -> None:
    assert blocked(centre, who, **SPAM) in (401, 403)
    assert blocked(centre, who, "/removals", kind="phone", value="0905000012") in (401, 403)
    assert centre.client.get("/api/blocks", headers=on_behalf(who)).status_code == reads
    assert centre.hotline.blocking.blocks.all(centre.clock.at) == []


@pytest.mark.parametrize(
    "wrong",
    [{"kind": "person"}, {"value": ""}, {"value": "không phải số"}, {"reason": " "}, {"days": 0}, {"days": 366}],
)
def test_what_makes_no_sense_is_refused(centre: Desk, wrong: dict) -> None:
    assert blocked(centre, **{**SPAM, **wrong}) == 422
    assert listed(centre) == []
