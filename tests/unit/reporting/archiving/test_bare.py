"""What is kept of an event, for every type there is."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, datetime

import pytest
from hypothesis import given

from services.kit.events import CaseReceived, CatalogChanged, Contact, Event, EventData, all_types, decode, encode
from services.kit.events.case_received import Place
from services.kit.messaging.topology import CONSUMERS
from services.reporting.usecases.archiving.bare import bare, blanks
from tests.unit.reporting.histories import an_event

AT = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)
HEARD = tuple(each.key.removesuffix("#") for each in CONSUMERS["reporting.cases"])
#: What reaches reporting's queue.
TYPES = sorted(type_ for type_, _ in all_types() if f"{type_}.".startswith(HEARD))

#: Everything that is ever kept as words, by type: whoever adds a field of words that is kept must say so here.
WORDS_KEPT = {
    "call.ended": {"call", "branch"},
    "case.received": {"area", "doubts"},
    "case.routed": {"area", "rule"},
    "case.answered": {"area", "by"},
    "case.classified": {"area", "by"},
    "catalog.changed": {"catalog"},
    "incident.changed": {"area"},
    "notification.failed": {"event", "channel"},
}
WORDS_KEPT |= {
    type_: {"by"}
    for type_ in (
        "case.accepted", "case.contributed", "case.extended", "case.info_requested", "case.merged", "case.progressed",
        "case.reopened", "case.returned", "case.withdrawn", "extension.refused",
    )
}  # fmt: skip
#: Fields that no reader of this system would look for words in, by name.
NO_WORDS = {
    *("code", "assignment", "agency", "category", "channel", "language", "kind", "urgency", "role", "triage", "rules"),
    *("outcome", "on_time", "times", "merged_into", "scheduled_for", "share_contact", "private", "related", "number"),
    *("rating", "not_fixed", "into", "to", "lead", "why", "level", "stage", "tell", "day", "suggestion", "version"),
    *("province", "incident", "open", "cases", "delivery", "online", "waiting", "disposition", "after_hours"),
    *("from_agency", "reason", "answer_by", "active", "ground"),
}


def kind_of(type_: str) -> type[EventData]:
    """Return the newest data class of a type."""
    return max(((version, kind) for (name, version), kind in all_types().items() if name == type_))[1]


def words_of(type_: str) -> set[str]:
    """Return the kept fields that are neither times nor known to be no words."""
    kind = kind_of(type_)
    kept = {field.name for field in fields(kind)} - blanks(kind).keys()  # type: ignore[arg-type]
    return {name for name in kept if not name.endswith("_at") and name not in NO_WORDS - WORDS_KEPT.get(type_, set())}


@pytest.mark.parametrize("type_", TYPES)
def test_no_words_are_kept_but_those_that_are_listed(type_: str) -> None:
    if type_ != "account.changed":
        assert words_of(type_) == WORDS_KEPT.get(type_, set())


@pytest.mark.parametrize("type_", ["case.rejected", "case.returned", "extension.refused", "case.reopened"])
def test_reasons_in_free_words_are_never_kept(type_: str) -> None:
    found = [kind for (name, _), kind in all_types().items() if name == type_]
    assert all("reason" in blanks(kind) for kind in found)


def received(place: Place | None = None) -> Event:
    """Return an event with somebody's name, numbers, words and pin in it."""
    data = CaseReceived(
        code="2611020000001", channel="web", received_at=AT, title="Đèn hỏng trước nhà 12", text="Gọi 0905000001",
        category="ha-tang.dien", area="23557", address="12 Trần Phú", place=place, pin="4711", thread="<a@example.org>",
        contact=Contact(name="Nguyễn Văn An", phone="+84905000001", email="an@example.org", zalo="z1", facebook="f1"),
    )  # fmt: skip
    return Event.of(data, source="/intake/web", subject=data.code, at=AT, id="01EVENT")


def test_nothing_of_the_citizen_is_left_and_what_figures_need_is() -> None:
    told = encode(bare(received())).decode()
    for personal in ("12", "Trần Phú", "0905", "84905000001", "4711", "example.org", "Nguyễn", "z1", "f1", "Đèn"):
        assert personal not in told.replace("2611020000001", "").replace('"data":{"code":"', "")
    kept = decode(told).data
    assert (kept.area, kept.category, kept.channel, kept.received_at) == ("23557", "ha-tang.dien", "web", AT)


def test_a_place_keeps_about_a_hundred_metres() -> None:
    data = bare(received(Place(latitude=13.7829671, longitude=109.2196634))).data
    assert (data.place.latitude, data.place.longitude) == (13.783, 109.22)


def test_the_catalogue_is_kept_whole() -> None:
    catalog = {"agencies": [{"slug": "so-y-te", "name": "Sở Y tế"}]}
    changed = CatalogChanged(version=2, province="gialai", catalog=catalog)
    event = Event.of(changed, source="/routing", subject="gialai", at=AT)
    assert bare(event).data == event.data


def test_the_trace_goes_too_because_it_leads_to_log_lines() -> None:
    assert bare(received()).traceparent == ""


@given(an_event())
def test_what_is_bare_stays_as_it_is_also_through_its_bytes(event: Event) -> None:
    once = bare(event)
    assert bare(once) == once == decode(encode(once))


@given(an_event())
def test_envelope_and_times_are_those_of_the_event(event: Event) -> None:
    assert replace(bare(event), data=None, traceparent="") == replace(event, data=None, traceparent="")
