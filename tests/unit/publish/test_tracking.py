"""Wrong tries are counted per case and per client, and nothing tells which code exists."""

from __future__ import annotations

from datetime import timedelta

import pytest

from services.kit.failures import Rejected
from services.publish.usecases.track_case import WRONG_PER_CLIENT, WRONG_PER_CODE
from tests.unit.publish.builders import CODE, Portal, a_case


def a_tracked_case() -> Portal:
    portal = Portal()
    portal.app.on_cases([a_case().received()])
    return portal


def try_wrong(portal: Portal, times: int, code: str = CODE, client: str = "192.0.2.1") -> str:
    slug = ""
    for _ in range(times):
        with pytest.raises(Rejected) as refused:
            portal.app.track_case(code, "9999", client)
        slug = refused.value.slug
    return slug


def test_the_right_digits_show_the_case() -> None:
    assert a_tracked_case().app.track_case(CODE, "0001", "192.0.2.1").case.state == "received"


def test_a_code_that_does_not_exist_is_refused_like_wrong_digits() -> None:
    portal = a_tracked_case()
    assert try_wrong(portal, 1) == try_wrong(portal, 1, code="1111111111111") == "wrong-code-or-pin"


def test_a_case_is_locked_whoever_tries() -> None:
    portal = a_tracked_case()
    for client in range(WRONG_PER_CODE):
        try_wrong(portal, 1, client=f"192.0.2.{client}")
    with pytest.raises(Rejected, match="tracking-locked"):
        portal.app.track_case(CODE, "0001", "198.51.100.1")
    portal.clock.at += timedelta(minutes=16)
    assert portal.app.track_case(CODE, "0001", "198.51.100.1")


def test_a_client_is_locked_whatever_the_case() -> None:
    portal = a_tracked_case()
    for number in range(WRONG_PER_CLIENT):
        try_wrong(portal, 1, code=f"{number:013}")
    assert try_wrong(portal, 1) == "tracking-locked"
    assert portal.app.track_case(CODE, "0001", "198.51.100.1")


def test_the_right_digits_wipe_out_earlier_mistakes() -> None:
    portal = a_tracked_case()
    try_wrong(portal, WRONG_PER_CODE - 1)
    portal.app.track_case(CODE, "0001", "192.0.2.1")
    assert try_wrong(portal, WRONG_PER_CODE - 1) == "wrong-code-or-pin"


def test_a_case_without_digits_cannot_be_tracked() -> None:
    portal = Portal()
    portal.app.on_cases([a_case(pin="").received()])
    with pytest.raises(Rejected, match="wrong-code-or-pin"):
        portal.app.track_case(CODE, "", "192.0.2.1")


def test_the_digits_themselves_are_stored_nowhere() -> None:
    portal = Portal()
    portal.app.on_cases([a_case(pin="8642", contact=None).received()])
    assert "8642" not in repr(portal.case()).replace(portal.case().proof, "")
