"""The block list on a page: what is refused is said with what was typed; an absent hotline loses nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from services.kit.failures import Rejected
from services.routing.usecases.blocking import Blocked
from services.routing.usecases.calls import HotlineAway
from tests.unit.routing.builders import NOON
from tests.unit.routing.settings_desk.conftest import SettingsSite


class MemoryBlocks:
    """Port `BlockList`."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], Blocked] = {}
        self.refuses: Exception | None = None

    def all(self, account: str) -> Sequence[Blocked]:
        if isinstance(self.refuses, HotlineAway):
            raise self.refuses
        return list(self.kept.values())

    def block(self, account: str, kind: str, value: str, *, reason: str, days: int) -> None:
        if self.refuses:
            raise self.refuses
        self.kept[kind, value] = Blocked(kind=kind, value=value, reason=reason, by=account, since=NOON, until=NOON)

    def unblock(self, account: str, kind: str, value: str) -> None:
        if self.refuses:
            raise self.refuses
        del self.kept[kind, value]


@pytest.fixture
def listed(site: SettingsSite) -> MemoryBlocks:
    blocks = MemoryBlocks()
    known = site.app.extensions["routing"]
    site.app.extensions["routing"] = replace(known, amending=replace(known.amending, blocks=blocks))
    return blocks


FORM = {"kind": "phone", "value": "0905 000 012", "reason": "quảng cáo", "days": "30"}


def test_a_sender_is_blocked_and_unblocked(site, listed) -> None:
    assert site.post("/blocks", **FORM).status_code == 303
    page = site.get("/blocks")
    assert "0905 000 012" in page and "administrator-1" in page and "quảng cáo" in page
    assert site.post("/blocks/remove", kind="phone", value="0905 000 012").status_code == 303
    assert "Không ai đang bị chặn" in site.get("/blocks")


def test_the_shift_lead_reads_and_does_nothing(site, listed) -> None:
    listed.block("ai", "phone", "x", reason="vì sao", days=1)
    page = site.get("/blocks", who="shift_lead")
    assert "vì sao" in page and "Bỏ chặn" not in page
    assert site.post("/blocks", who="shift_lead", **FORM).status_code == 403
    assert site.post("/blocks/remove", who="shift_lead", kind="phone", value="x").status_code == 403


def test_a_refusal_is_shown_with_what_was_typed(site, listed) -> None:
    listed.refuses = Rejected("sender-not-valid", "Không đúng dạng.", "Not a sender.")
    answer = site.post("/blocks", **FORM)
    assert answer.status_code == 422
    assert "Không đúng dạng." in answer.text and "0905 000 012" in answer.text and "quảng cáo" in answer.text


def test_while_the_hotline_is_away_the_page_says_so_and_keeps_what_was_typed(site, listed) -> None:
    listed.refuses = HotlineAway("away")
    answer = site.post("/blocks", **FORM)
    assert answer.status_code == 503 and "không trả lời" in answer.text and "0905 000 012" in answer.text
    assert "chưa xem được danh sách" in site.get("/blocks")
