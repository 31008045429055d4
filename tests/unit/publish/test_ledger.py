"""The ledger: every change of what the public reads has one entry, and what is forgotten stays forgotten."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from services.kit.clock import FixedClock
from services.publish.domain.ledger.chain import NOTHING, Entry, chained
from services.publish.domain.ledger.content import canonical, content_of, digest_of
from services.publish.usecases.ledger import AppendMarks
from tests.unit.publish.builders import CODE, CONDUCT, NOON, PAPERS, Portal, a_case

OTHER = "2611231111118"


def entries(portal: Portal) -> list[Entry]:
    """Return the whole chain, everything appended."""
    while portal.app.ledger.append():
        pass
    return portal.ledger.chain.entries


def kinds(portal: Portal) -> list[str]:
    return [each.kind for each in entries(portal)]


def test_a_publication_is_entered_with_the_digest_of_what_everybody_reads() -> None:
    portal = Portal()
    portal.app.on_cases(a_case().history())
    (entry,) = entries(portal)
    assert (entry.number, entry.kind, entry.code, entry.previous) == (1, "publication", CODE, NOTHING)
    assert entry.digest == digest_of(content_of(portal.app.show_case(CODE)), entry.salt or "")


@pytest.mark.parametrize("received", [{"private": True}, {"category": PAPERS}, {"category": CONDUCT}])
def test_what_the_public_never_read_has_no_entry(received: dict[str, object]) -> None:
    portal = Portal()
    portal.app.on_cases(a_case(**received).history())
    assert entries(portal) == []


def test_events_that_say_nothing_new_add_nothing() -> None:
    portal = Portal()
    for _ in range(3):
        portal.app.on_cases(a_case().history())
        portal.app.ledger.append()
    assert kinds(portal) == ["publication"]


def test_an_agencys_new_answer_is_a_correction_and_the_old_answer_stays_on_record() -> None:
    portal = Portal()
    portal.app.on_cases(a_case().history())
    before = content_of(portal.app.show_case(CODE))
    portal.app.on_cases([a_case().answered(2, answer="Đã thay cả dãy đèn.")])
    first, second = entries(portal)
    assert second.kind == "correction"
    assert first.content == before
    assert digest_of(first.content or {}, first.salt or "") == first.digest


def test_a_new_answer_that_waits_for_an_editor_takes_the_old_one_away() -> None:
    portal = Portal()
    portal.app.on_cases(a_case().history())
    portal.app.on_cases([a_case().answered(2, category=CONDUCT)])
    portal.app.approve_publication(CODE, "bien-tap")
    assert kinds(portal) == ["publication", "withdrawal", "publication"]


def test_what_is_taken_back_can_no_longer_be_read_nor_guessed() -> None:
    portal = Portal()
    portal.app.on_cases(a_case().history())
    portal.app.on_cases([a_case().answered(2, answer="Đã thay cả dãy đèn.")])
    entries(portal)
    portal.app.withhold_publication(CODE, "bien-tap", "có tên người khác")
    first, second, last = entries(portal)
    assert [(each.salt, each.content) for each in (first, second)] == [(None, None)] * 2
    assert last.kind == "withdrawal" and last.salt
    assert digest_of({"code": CODE, "reason": "other"}, last.salt) == last.digest


def test_forgetting_comes_after_every_earlier_word_also_when_it_waited() -> None:
    """A process that died before it kept an earlier text keeps it later: after it had to be forgotten."""
    portal = Portal()
    portal.app.on_cases(a_case().history())
    entries(portal)
    portal.app.on_cases([a_case().answered(2, answer="Đã thay cả dãy đèn.")])
    late = list(portal.cases.marks)
    portal.app.ledger.append()
    portal.app.withhold_publication(CODE, "bien-tap", "có tên người khác")
    entries(portal)
    portal.ledger.chain.settle(late)
    assert {each.content is None for each in portal.ledger.chain.entries} == {True}


def test_each_entry_holds_the_hash_of_the_one_before_it() -> None:
    portal = Portal()
    for number in range(5):
        portal.app.on_cases(a_case(f"261123000000{number}").history())
    found = entries(portal)
    assert [each.number for each in found] == [1, 2, 3, 4, 5]
    assert [each.previous for each in found] == [NOTHING, *(each.hash for each in found[:-1])]


def test_whoever_comes_second_looks_again_and_enters_nothing_twice() -> None:
    portal = Portal()
    portal.app.on_cases(a_case().history() + a_case(OTHER).history())
    marks = portal.ledger.marks.waiting(10)
    portal.ledger.chain.first_comers = list(chained(None, marks[:1], NOON))
    assert portal.app.ledger.append() is True
    assert sorted(each.mark for each in entries(portal)) == sorted(mark.id for mark in marks)


def test_what_was_entered_but_not_cleared_is_not_entered_again() -> None:
    portal = Portal()
    portal.app.on_cases(a_case().history())
    marks = list(portal.cases.marks)
    entries(portal)
    portal.cases.marks = marks
    assert kinds(portal) == ["publication"]
    assert portal.cases.marks == []


def test_times_never_go_back_whatever_the_clock_says() -> None:
    portal = Portal()
    portal.app.on_cases(a_case().history())
    entries(portal)
    portal.app.on_cases(a_case(OTHER).history())
    behind = AppendMarks(portal.ledger.marks, portal.ledger.chain, FixedClock(NOON - timedelta(days=1)))
    behind()
    first, second = portal.ledger.chain.entries
    assert second.time == first.time


def test_cases_published_before_there_was_a_ledger_are_entered_once() -> None:
    portal = Portal()
    portal.app.on_cases(a_case().history() + a_case(OTHER, private=True).history())
    portal.cases.marks.clear()
    for _ in range(3):
        portal.app.ledger.adopt()
        portal.app.ledger.append()
    assert kinds(portal) == ["publication"]


def test_canonical_text_is_the_same_bytes_in_every_spelling_of_unicode() -> None:
    assert canonical({"b": "Đường", "a": 1}) == canonical({"a": 1, "b": "Đường"})
    assert canonical({"b": None, "a": [True]}) == b'{"a":[true],"b":null}'


def test_moments_are_digested_as_the_database_gives_them_back() -> None:
    portal = Portal()
    portal.app.on_cases(a_case().history())
    shown = portal.app.show_case(CODE)
    finer = replace(shown, answered_at=shown.answered_at + timedelta(microseconds=7))
    assert content_of(finer) == content_of(shown)
