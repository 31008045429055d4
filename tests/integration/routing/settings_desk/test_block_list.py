"""The desk's block list against the hotline's own API, over HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from services.intake.web.site import hotline_site
from services.kit.failures import Rejected
from services.routing.adapters.http_blocks import HttpBlocks
from services.routing.adapters.http_hotline import HttpHotline
from services.routing.usecases.calls import HotlineAway
from tests.simulators.base.serving import Served
from tests.unit.intake.abuse.test_blocks_api import People
from tests.unit.intake.calls.test_desk_calls import KEY, desk
from tests.unit.intake.calls.test_webhook import Desk

__all__ = ["desk"]


@pytest.fixture
def blocks(desk: Desk) -> Iterator[HttpBlocks]:
    app = hotline_site(replace(desk.hotline, accounts=People()))
    served = Served(app)
    yield HttpBlocks(HttpHotline(f"http://127.0.0.1:{served.port}", KEY, 5.0))
    served.close()


def test_a_sender_is_blocked_seen_and_unblocked(blocks: HttpBlocks) -> None:
    blocks.block("quan-tri", "email", "An@Example.org", reason="quảng cáo", days=7)
    [entry] = blocks.all("quan-tri")
    assert (entry.kind, entry.value, entry.by, (entry.until - entry.since).days) == (
        "email",
        "an@example.org",
        "quan-tri",
        7,
    )
    assert [each.value for each in blocks.all("truong-ca")] == [None]
    blocks.unblock("quan-tri", "email", "an@example.org")
    assert blocks.all("quan-tri") == []


def test_what_the_hotline_refuses_is_refused_with_its_words(blocks: HttpBlocks) -> None:
    with pytest.raises(Rejected) as why:
        blocks.block("quan-tri", "phone", "không phải số", reason="thử", days=7)
    assert why.value.slug == "sender-not-valid" and "số điện thoại" in why.value.vi


def test_a_hotline_that_is_not_there_is_away() -> None:
    with pytest.raises(HotlineAway):
        HttpBlocks(HttpHotline("http://127.0.0.1:9", KEY, 0.2)).all("quan-tri")
