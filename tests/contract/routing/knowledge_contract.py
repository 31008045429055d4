"""What a store of knowledge promises, whatever it is made of. Subclasses say how to make one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from services.kit.clock import FixedClock
from services.kit.failures import Rejected
from services.routing.domain.knowledge.entry import MOST_REVISIONS, Kind, Stage
from services.routing.domain.search_words import sought
from services.routing.usecases.knowledge import Change, Entries, Wanted
from services.routing.usecases.knowledge.telling import told
from services.routing.wiring.knowledge import Knowledge
from tests.unit.routing.builders import NOON
from tests.unit.routing.knowledge.entries import BIRTH, EDITOR, EVENT, FAQ, PROCEDURE, SECOND, knowledge_on


class KnowledgeContract:
    """Entries."""

    entries: Entries

    def knowledge(self) -> Knowledge:
        return knowledge_on(self.entries, FixedClock(NOON))

    def told_keys(self) -> list[str]:
        """Return the routing keys of all events that wait in the store."""
        raise NotImplementedError

    def with_all(self) -> Knowledge:
        """Return the use cases, with three published entries."""
        knowledge = self.knowledge()
        for code, kind, written in (
            (BIRTH, Kind.PROCEDURE, PROCEDURE),
            ("gio-lam-viec", Kind.FAQ, FAQ),
            ("cong-chieng", Kind.EVENT, EVENT),
        ):
            made = knowledge.edit.create(code, kind, written, EDITOR)
            knowledge.publish.publish(code, made.version, SECOND)
        return knowledge

    def test_an_entry_comes_back_as_it_was_stored(self) -> None:
        knowledge = self.knowledge()
        made = knowledge.edit.create(BIRTH, Kind.PROCEDURE, PROCEDURE, EDITOR)
        assert self.entries.find(BIRTH) == made
        published = knowledge.publish.publish(BIRTH, made.version, SECOND)
        assert self.entries.find(BIRTH) == published
        assert self.entries.known([BIRTH, "khong-co"]) == {BIRTH: published}
        assert self.entries.find("khong-co") is None

    def test_the_public_hears_of_it_in_the_same_write_once(self) -> None:
        knowledge = self.with_all()
        assert sorted(self.told_keys()) == [
            "knowledge.changed.event",
            "knowledge.changed.faq",
            "knowledge.changed.procedure",
        ]
        entry = knowledge.find.one(BIRTH)
        knowledge.edit.change(BIRTH, entry.version, {**PROCEDURE, "fee": "Không"}, EDITOR)
        assert len(self.told_keys()) == 3  # a draft concerns nobody

    def test_of_two_who_change_the_same_version_one_is_told(self) -> None:
        knowledge = self.knowledge()
        first = knowledge.edit.create(BIRTH, Kind.PROCEDURE, PROCEDURE, EDITOR)
        knowledge.edit.change(BIRTH, first.version, {**PROCEDURE, "fee": "Không"}, EDITOR)
        for act in (
            lambda: knowledge.edit.change(BIRTH, first.version, {**PROCEDURE, "fee": "Khác"}, SECOND),
            lambda: knowledge.publish.publish(BIRTH, first.version, SECOND),
            lambda: knowledge.edit.create(BIRTH, Kind.FAQ, FAQ, EDITOR),
        ):
            with pytest.raises(Rejected) as refused:
                act()
            assert refused.value.slug == "entry-changed"

    def test_several_are_stored_together_or_not_at_all(self) -> None:
        knowledge = self.knowledge()
        old = knowledge.edit.create("cu", Kind.FAQ, FAQ, EDITOR)
        newer = knowledge.edit.change("cu", old.version, {**FAQ, "body_vi": "Mới."}, EDITOR)
        other = replace(old, code="moi")
        assert not self.entries.save([Change(other, None), Change(replace(old, version=2), old)])
        assert self.entries.find("moi") is None
        assert not self.entries.save([Change(other, None), Change(old, None)])
        assert self.entries.find("moi") is None
        assert self.entries.save([Change(other, None), Change(replace(newer, version=3), newer)])
        assert self.entries.find("moi") and self.entries.find("cu").version == 3

    def test_earlier_texts_are_kept_newest_first(self) -> None:
        knowledge = self.knowledge()
        entry = knowledge.edit.create("cu", Kind.FAQ, FAQ, EDITOR)
        for number in range(MOST_REVISIONS):
            entry = knowledge.edit.change("cu", entry.version, {**FAQ, "body_vi": f"Bản {number}."}, EDITOR)
        texts = knowledge.find.revisions("cu")
        assert texts[0].content["body_vi"] == f"Bản {MOST_REVISIONS - 1}."
        assert (texts[0].number, texts[0].by) == (MOST_REVISIONS + 1, EDITOR.name)
        assert len(texts) >= MOST_REVISIONS

    @pytest.mark.parametrize(
        ("wanted", "codes"),
        [
            (Wanted(), [BIRTH, "cong-chieng", "gio-lam-viec"]),  # by title
            (Wanted(kind=Kind.FAQ), ["gio-lam-viec"]),
            (Wanted(level="commune"), [BIRTH]),
            (Wanted(about="Hộ tịch"), [BIRTH]),
            (Wanted(agency="so-y-te"), []),
            (Wanted(stage=Stage.DRAFT), []),
            (Wanted(waits=True), []),
            (Wanted(sought=sought("khai sinh ")), [BIRTH]),
            (Wanted(sought=sought("KHAI sinh")), [BIRTH]),  # the last word may be unfinished
            (Wanted(sought=sought("cồng chi")), ["cong-chieng"]),
            (Wanted(sought=sought("chứng sinh ")), [BIRTH]),  # a paper's name
            (Wanted(sought=sought("1.000001 ")), [BIRTH]),
            (Wanted(sought=sought("khai tử ")), []),
            (Wanted(limit=1, offset=1), ["cong-chieng"]),
        ],
    )
    def test_lists_are_narrowed_and_searched_without_diacritics(self, wanted: Wanted, codes: list[str]) -> None:
        assert [each.code for each in self.with_all().find.list(wanted).entries] == codes

    def test_a_list_says_how_many_there_are_in_all(self) -> None:
        assert self.with_all().find.list(Wanted(limit=1)).total == 3

    def test_a_word_of_the_title_counts_more(self) -> None:
        knowledge = self.with_all()
        other = {**FAQ, "title_vi": "Câu khác", "body_vi": "Nói về cồng chiêng, cồng chiêng và ngày hội."}
        made = knowledge.edit.create("a-khac", Kind.FAQ, other, EDITOR)
        knowledge.publish.publish("a-khac", made.version, SECOND)
        found = self.entries.guess(["cong", "chieng"], 5)
        assert [each.code for each in found] == ["cong-chieng", "a-khac"]
        assert [each.code for each in self.entries.guess(["cong", "khong-co"], 5)] == ["cong-chieng"]
        assert self.entries.guess(["vang", "bac"], 5) == []

    def test_only_published_entries_are_guessed(self) -> None:
        knowledge = self.with_all()
        knowledge.publish.withdraw("cong-chieng", knowledge.find.one("cong-chieng").version, EDITOR, "hết hạn")
        assert self.entries.guess(["cong", "chieng"], 5) == []

    def test_fields_of_procedures_are_known(self) -> None:
        self.with_all()
        assert list(self.entries.fields()) == ["Hộ tịch"]

    def test_everything_that_was_published_can_be_told_again(self) -> None:
        knowledge = self.with_all()
        knowledge.edit.create("nhap", Kind.FAQ, FAQ, EDITOR)
        assert self.entries.tell_again(told) == 3
