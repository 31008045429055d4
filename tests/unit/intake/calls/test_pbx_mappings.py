"""Vendors' deliveries become our signals by data alone."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake.adapters.pbx.mapping import SHIPPED, BadMapping, load_mappings
from services.intake.adapters.pbx.reader import CallReader
from services.intake.adapters.phone_numbers import normalise_phone
from services.intake.domain.calls.outcome import outcome
from services.intake.domain.calls.signal import Signal
from services.intake.usecases.call_ports import NotUnderstood
from tests.simulators.pbx.simulator import PbxSimulator
from tests.unit.intake.calls.call_fakes import InMemoryCalls
from tests.unit.intake.calls.hotlines import generic
from tests.unit.intake.fakes import MONDAY

MAPPINGS = load_mappings(SHIPPED)
READERS = {name: CallReader(mapping, normalise_phone) for name, mapping in MAPPINGS.items()}


def read(event: Any, vendor: str = "generic") -> Signal:
    return READERS[vendor](json.dumps(event).encode(), MONDAY)


def test_only_our_own_form_calls_itself_verified() -> None:
    assert {name: each.verified for name, each in MAPPINGS.items()} == {
        "generic": True,
        "omicall": False,
        "voicecloud": False,
        "zorio": False,
    }
    assert all(each.note for each in MAPPINGS.values())


@pytest.mark.parametrize("vendor", ["zorio", "voicecloud", "omicall"])
@pytest.mark.parametrize(
    ("scenario", "disposition"),
    [
        ("answered", "answered"),
        ("abandoned", "abandoned"),
        ("busy", "busy"),
        ("voicemail", "voicemail"),
    ],
)
def test_a_vendors_call_ends_as_it_did(vendor: str, scenario: str, disposition: str) -> None:
    with PbxSimulator(webhook_url="http://127.0.0.1:9/webhooks/calls") as pbx:
        told, webhooks = pbx.history(scenario, "0905000012", vendor)
    calls = InMemoryCalls()
    for number, webhook in enumerate(webhooks):
        calls.note(READERS[vendor](webhook.body, datetime.now(UTC)), str(number), MONDAY)
    call = calls.find(f"{vendor}:{told.id}")
    assert call is not None
    assert (call.number, call.did, call.over) == ("+84905000012", "02691022", True)
    # Vendors tell whole seconds, some none finer.
    assert abs((call.began_at - told.started_at).total_seconds()) < 1.1
    assert outcome(call, after_hours=False).disposition == disposition
    assert (call.voicemail, call.recording) == {
        "voicemail": (told.recording, None),
        "answered": (None, told.recording),
    }.get(scenario, (None, None))


@pytest.mark.parametrize("hidden", ["anonymous", "Anonymous", "unknown", "", None, "Private", 0])
def test_a_hidden_number_is_no_number(hidden: Any) -> None:
    assert read(generic("ringing", MONDAY, caller=hidden)).number is None


@pytest.mark.parametrize("shown", ["0905000012", "84905000012", "+84905000012", "+84 905 000 012", 84905000012])
def test_a_number_is_one_however_the_network_shows_it(shown: Any) -> None:
    assert read(generic("ringing", MONDAY, caller=shown)).number == "+84905000012"


def test_a_call_of_ours_is_with_whom_we_called() -> None:
    signal = read(generic("answered", MONDAY, caller="02691022", called="0905000012", direction="OUTBOUND"))
    assert (signal.number, signal.outbound) == ("+84905000012", True)


@pytest.mark.parametrize(
    ("time", "moment"),
    [
        ("2026-11-30T10:00:00+07:00", MONDAY),
        ("2026-11-30T03:00:00Z", MONDAY),
        ("2026-11-30 10:00:00", MONDAY),  # without a zone it is Việt Nam's
        ("2026-11-30T03:00:00.123456Z", MONDAY.replace(microsecond=123_000)),
        ("yesterday", MONDAY),  # the time of sending stands in
        ("2026-11-30T10:00:00Z", MONDAY),  # seven hours to come: the vendor took its zone for another
        ("9999-12-31T23:59:59Z", MONDAY),
        ("0001-01-02T00:00:00Z", MONDAY),
        (None, MONDAY),
        ({}, MONDAY),
    ],
)
def test_times_are_read_as_they_come(time: Any, moment: datetime) -> None:
    assert read({**generic("answered", MONDAY), "at": time}).at == moment


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "not-json"),
        (b"{", "not-json"),
        (b"[]", "not-json"),
        (b'"ringing"', "not-json"),
        (b"{}", "unknown-event"),
        (b'{"event": "dtmf", "call_id": "1"}', "unknown-event"),
        (b'{"event": ["ringing"], "call_id": "1"}', "unknown-event"),
        (b'{"event": "ringing"}', "call-id-missing"),
        (b'{"event": "ringing", "call_id": ""}', "call-id-missing"),
        (b'{"event": "ringing", "call_id": {"$gt": ""}}', "call-id-missing"),
        (b'{"event": "ringing", "call_id": "' + b"x" * 81 + b'"}', "call-id-missing"),
        (b'{"event": "ringing", "call_id": "a\\u0000b"}', "call-id-missing"),
    ],
)
def test_what_is_not_understood_says_why(body: bytes, reason: str) -> None:
    with pytest.raises(NotUnderstood) as unread:
        READERS["generic"](body, MONDAY)
    assert unread.value.reason == reason


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=4,
)


@given(st.sampled_from(sorted(MAPPINGS)), st.data())
def test_whatever_stands_in_the_fields_a_call_is_never_lost(vendor: str, data: st.DataObject) -> None:
    mapping = MAPPINGS[vendor]
    event: dict[str, Any] = {}
    for path in {paths[0] for paths in mapping.paths.values()}:
        _put(event, path, data.draw(JUNK))
    name, kind = data.draw(st.sampled_from(sorted(mapping.events.items())))
    for path, word in zip(mapping.event_fields, name.split(" "), strict=False):
        _put(event, path, word)
    for path in mapping.event_fields[len(name.split(" ")) :]:
        _put(event, path, None)
    _put(event, mapping.paths["call"][0], "c-1")
    signal = read(event, vendor)
    assert (signal.call, signal.kind) == ("c-1", kind)
    InMemoryCalls().note(signal, "d", MONDAY)


def _put(event: dict[str, Any], path: str, value: Any) -> None:
    *parents, last = path.split(".")
    for name in parents:
        event = event.setdefault(name, {})
    event[last] = value


def _without(name: str) -> Callable[[str], str]:
    return lambda text: "\n".join(line for line in text.splitlines() if not line.startswith(name))


@pytest.mark.parametrize(
    "spoil",
    [
        _without("vendor"),
        _without("signature"),
        _without("timestamp"),  # what is signed includes it
        _without("  call:"),
        lambda text: text.replace("ringing: ringing", "ringing: rings"),
        lambda text: text.replace("  did: did", "  dit: did"),
        lambda text: text.replace("  did: did", "  did: []"),
        lambda text: text + "\nsecret: in-a-file",
        lambda _: "- no mapping",
        lambda _: "{",
    ],
)
def test_a_mapping_with_a_slip_is_refused_at_start(tmp_path: Path, spoil: Callable[[str], str]) -> None:
    (tmp_path / "mine.yaml").write_text(spoil((SHIPPED / "generic.yaml").read_text("utf-8")), "utf-8")
    with pytest.raises(BadMapping, match=r"mine\.yaml"):
        load_mappings(tmp_path)


def test_a_province_may_bring_its_own(tmp_path: Path) -> None:
    text = (SHIPPED / "zorio.yaml").read_text("utf-8").replace("verified: false", "verified: true")
    (tmp_path / "zorio.yaml").write_text(text, "utf-8")
    loaded = load_mappings(SHIPPED, tmp_path)
    assert loaded["zorio"].verified
    assert set(loaded) == set(MAPPINGS)
