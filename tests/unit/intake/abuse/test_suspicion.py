"""What makes a message suspicious, and what alone never does."""

import pytest

from services.intake.domain.abuse.suspicion import Signals, suspect

NEW = Signals(devices=True, device_age=5.0)
KNOWN = Signals(devices=True, device_age=86_400.0)
NONE = Signals(devices=True)


@pytest.mark.parametrize(
    ("signals", "busy", "suspicious"),
    [
        (KNOWN, set(), False),
        (NEW, set(), False),  # everybody is new once
        (NONE, set(), False),  # cookies may be switched off
        (Signals(devices=True, device_age=5.0, filled_in=1.0), set(), False),  # a fast writer, new here
        (KNOWN, {"address"}, False),  # a neighbour of whoever floods
        (NEW, {"address"}, True),  # a machine that throws its cookie away, or a neighbour on his first day
        (NONE, {"address"}, True),
        (Signals(), {"address"}, False),  # a channel that knows no devices
        (KNOWN, {"device"}, True),
        (KNOWN, {"phone"}, True),
        (Signals(), {"zalo"}, True),
        (Signals(honeypot=True), set(), True),
    ],
)
def test_a_reason_alone_is_a_chance_and_several_are_suspicious(
    signals: Signals, busy: set[str], suspicious: bool
) -> None:
    assert suspect(signals, busy).suspicious is suspicious


def test_the_reasons_are_told() -> None:
    found = suspect(Signals(honeypot=True, filled_in=0.5, devices=True), {"address", "phone"})
    assert set(found.reasons) == {"busy-person", "busy-address", "honeypot", "too-fast", "no-device"}
