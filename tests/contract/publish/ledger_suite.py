"""What the ledger's collections promise, whatever they are made of. Subclasses say how to make one."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from services.kit.clock import FixedClock
from services.publish.domain.days import begins
from services.publish.domain.ledger.chain import Entry, chained
from services.publish.domain.ledger.content import content_of, digest_of
from services.publish.domain.ledger.roots import Root, Signature
from services.publish.usecases.ledger.ports import MonthState
from services.publish.usecases.open_data import PublishedStream
from services.publish.usecases.ports import Cases, PublicCases
from services.publish.wiring.ledger import Ledger, LedgerStore, build_ledger
from tests.unit.publish.builders import CODE, NOON, a_case

OTHER = "2611231111118"
NOVEMBER, DECEMBER = begins(date(2026, 11, 1)), begins(date(2026, 12, 1))


class LedgerContract:
    """The ledger beside the cases it is about."""

    cases: Cases
    published: PublicCases
    store: LedgerStore
    stream: PublishedStream

    def application(self) -> Any:
        """Return the portal on these collections."""
        raise NotImplementedError

    def ledger(self) -> Ledger:
        return build_ledger(("11" * 32,), self.store, FixedClock(NOON + timedelta(hours=5)))

    def entries(self) -> list[Entry]:
        ledger = self.ledger()
        while ledger.append():
            pass
        return self.store.chain.after(0, 100)

    def test_a_change_waits_with_its_case_and_is_entered_once(self) -> None:
        app = self.application()
        for _ in range(2):
            app.on_cases(a_case().history())
        (mark,) = self.store.marks.waiting(10)
        (entry,) = self.entries()
        assert self.store.marks.waiting(10) == []
        assert (entry.mark, entry.code, entry.kind, entry.months) == (mark.id, CODE, "publication", ("2026-11",))
        assert self.store.chain.head() == self.store.chain.first() == self.store.chain.find(1) == entry

    def test_the_digest_is_that_of_what_is_read_back(self) -> None:
        self.application().on_cases(a_case().history())
        (entry,) = self.entries()
        shown = self.published.show(CODE)
        assert shown and digest_of(content_of(shown), entry.salt or "") == entry.digest

    def test_salts_are_never_the_same(self) -> None:
        self.application().on_cases(a_case().history() + a_case(OTHER).history())
        assert len({mark.salt for mark in self.store.marks.waiting(10)}) == 2

    def test_an_earlier_text_is_kept_until_it_must_be_forgotten(self) -> None:
        app = self.application()
        app.on_cases(a_case().history())
        self.entries()
        app.on_cases([a_case().answered(2, answer="Đã thay cả dãy đèn.")])
        late = self.store.marks.waiting(10)
        self.entries()
        first = self.store.chain.find(1)
        assert first and first.content and digest_of(first.content, first.salt or "") == first.digest
        app.withhold_publication(CODE, "bien-tap", "có tên người khác")
        self.entries()
        self.store.chain.settle(late)
        gone = self.store.chain.of_case(CODE)
        assert [(each.kind, each.salt is None, each.content) for each in gone] == [
            ("publication", True, None),
            ("correction", True, None),
            ("withdrawal", False, None),
        ]
        assert [each.code for each in self.store.chain.withdrawals("2026-11")] == [CODE]
        assert self.store.chain.withdrawals("2026-12") == []

    def test_of_two_who_append_the_same_number_one_is_told(self) -> None:
        self.application().on_cases(a_case().history() + a_case(OTHER).history())
        marks = self.store.marks.waiting(10)
        mine = list(chained(None, marks[:1], NOON))
        theirs = list(chained(None, marks[1:], NOON))
        assert self.store.chain.append(mine)
        assert not self.store.chain.append(theirs)
        assert not self.store.chain.append(list(chained(mine[0], marks[:1], NOON)))
        found = self.entries()
        assert [each.number for each in found] == [1, 2]
        assert found[1].previous == found[0].hash

    def test_months_know_their_last_entry(self) -> None:
        app = self.application()
        app.on_cases(a_case().history() + a_case(OTHER).history())
        self.entries()
        late = a_case(OTHER).answered(2, answered_at=DECEMBER)
        app.on_cases([late])
        entries = self.entries()
        assert self.store.chain.months() == [
            MonthState("2026-12", 3, entries[-1].time),
            MonthState("2026-11", 3, entries[-1].time),
        ]

    def test_the_chain_is_read_from_any_place(self) -> None:
        self.application().on_cases([event for n in range(5) for event in a_case(f"261123000000{n}").history()])
        numbers = [each.number for each in self.entries()]
        assert numbers == [1, 2, 3, 4, 5]
        assert [each.number for each in self.store.chain.after(2, 2)] == [3, 4]
        assert self.store.chain.find(6) is None
        assert self.store.chain.head_at(NOON) is None
        assert self.store.chain.head_at(NOON + timedelta(hours=6)) == self.store.chain.head()
        assert self.store.chain.entered([]) == set()

    def test_what_was_public_before_there_was_a_ledger_is_marked_once(self) -> None:
        app = self.application()
        app.on_cases(a_case().history() + a_case(OTHER).history())
        self.before_there_was_a_ledger()
        ledger = self.ledger()
        for _ in range(3):
            ledger.adopt()
        assert sorted(each.code for each in self.entries()) == sorted([CODE, OTHER])
        assert self.store.chain.adopted() is None
        app.on_cases([a_case().answered(2, answer="Đã thay cả dãy đèn.")])
        assert [each.kind for each in self.entries()][-1] == "correction"

    def before_there_was_a_ledger(self) -> None:
        """Make the cases look as an older version left them."""
        raise NotImplementedError

    def test_a_day_keeps_its_first_root(self) -> None:
        roots = self.store.roots
        signed = Root(day=date(2026, 11, 23), number=1, hash="a" * 64, keys=("k",), signatures=(Signature("k", "s"),))
        roots.add(signed)
        roots.add(Root(day=date(2026, 11, 23), number=9, hash="b" * 64))
        roots.add(Root(day=date(2026, 11, 24), number=2, hash="c" * 64))
        assert roots.after("", 10)[0] == signed
        assert [each.day.day for each in roots.latest(1)] == [24]
        assert [each.day.day for each in roots.after("2026-11-23", 10)] == [24]

    def test_a_stretch_has_what_was_answered_in_it_in_order(self) -> None:
        app = self.application()
        for number, code in ((2, CODE), (1, OTHER)):
            case = a_case(code)
            app.on_cases([case.received(), case.routed(), case.answered(number)])
        december = a_case("2612010000009")
        app.on_cases([december.received(), december.routed(), december.answered(answered_at=DECEMBER)])
        assert [each.code for each in self.stream.between(NOVEMBER, DECEMBER)] == [OTHER, CODE]
        assert [code for code, _ in self.stream.codes(NOVEMBER, DECEMBER, 1)] == [OTHER]
        assert self.stream.count(NOVEMBER, DECEMBER) == 2
        assert [each.code for each in self.stream.between(DECEMBER, DECEMBER + timedelta(days=1))] == ["2612010000009"]
