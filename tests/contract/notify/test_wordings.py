"""One suite for every store of words, and for what people do with the words on it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from services.kit.clock import FixedClock
from services.kit.failures import Rejected
from services.notify.adapters.mongo_wordings import MongoWordings
from services.notify.domain.sms.shorten import Style
from services.notify.domain.words.unit import Place, Unit, drafted
from services.notify.usecases.wordings.ports import Wordings
from services.notify.wiring.words import Words, build_words
from tests.servers.mongo import Mongo
from tests.unit.notify.builders import NOW, TEXTS
from tests.unit.notify.memory import MemoryWordings

PLACE = Place("case.answered", "sms")
OWN = TEXTS.defaults[PLACE]
FIRST, SECOND = (
    {**OWN, "vi": {"sms": words}}
    for words in ("1022: {ma} có trả lời. Xem: {link}", "Phản ánh {ma} đã được trả lời: {link}")
)
LAN, MINH, HOA = "quan-tri-lan", "truong-ca-minh", "quan-tri-hoa"


class WordingsContract:
    """What every store promises, and what is built on it."""

    @pytest.fixture
    def store(self) -> Wordings:
        raise NotImplementedError

    @pytest.fixture
    def words(self, store: Wordings) -> Words:
        return build_words(store, TEXTS, Style(), FixedClock(NOW))

    def test_untouched_words_are_the_programs_own(self, store: Wordings) -> None:
        assert store.find(PLACE) == Unit(place=PLACE)
        assert (list(store.all()), dict(store.in_force())) == ([], {})

    def test_of_two_at_once_one_is_kept(self, store: Wordings) -> None:
        unit = store.find(PLACE)
        changed = [drafted(unit, FIRST, by, NOW, "") for by in (LAN, HOA)]
        with ThreadPoolExecutor(2) as two:
            assert sorted(two.map(store.save, changed)) == [False, True]
        kept = store.find(PLACE)
        assert [store.save(drafted(kept, SECOND, by, NOW, "")) for by in (LAN, HOA)] == [True, False]
        assert [each.place for each in store.all()] == [PLACE]

    def test_a_draft_says_nothing_until_a_second_person_puts_it_in_force(self, words: Words, store: Wordings) -> None:
        unit = words.edit(PLACE, FIRST, LAN, 0, "ngắn hơn")
        assert store.find(PLACE) == unit and store.in_force() == {}
        with pytest.raises(Rejected, match="four-eyes"):
            words.put_in_force(PLACE, LAN, 1)
        unit = words.put_in_force(PLACE, MINH, 1)
        assert store.find(PLACE) == unit
        assert store.in_force() == {PLACE: FIRST}
        assert [(each.did, each.by, each.note) for each in unit.history] == [
            ("drafted", LAN, "ngắn hơn"),
            ("put_in_force", MINH, "ngắn hơn"),
        ]

    def test_nobody_who_wrote_at_a_draft_puts_it_in_force(self, words: Words) -> None:
        words.edit(PLACE, FIRST, LAN, 0)
        words.edit(PLACE, SECOND, HOA, 1)
        for who in (LAN, HOA):
            with pytest.raises(Rejected, match="four-eyes"):
                words.put_in_force(PLACE, who, 2)
        assert words.put_in_force(PLACE, MINH, 2).in_force == 1

    def test_one_goes_back_step_by_step_to_the_programs_own(self, words: Words, store: Wordings) -> None:
        for version, texts in ((0, FIRST), (2, SECOND)):
            words.edit(PLACE, texts, LAN, version)
            words.put_in_force(PLACE, MINH, version + 1)
        assert store.in_force() == {PLACE: SECOND}
        words.bring_back(PLACE, LAN, 4)
        assert store.in_force() == {PLACE: FIRST}
        words.bring_back(PLACE, LAN, 5)
        assert store.in_force() == {}
        with pytest.raises(Rejected, match="nothing-before"):
            words.bring_back(PLACE, LAN, 6)

    def test_one_goes_back_to_the_programs_own_at_once(self, words: Words, store: Wordings) -> None:
        words.edit(PLACE, FIRST, LAN, 0)
        words.put_in_force(PLACE, MINH, 1)
        assert words.bring_back(PLACE, MINH, 2, to_own=True).in_force is None
        assert store.in_force() == {}

    def test_what_is_asked_twice_is_done_once(self, words: Words) -> None:
        for _ in range(2):
            drafted_ = words.edit(PLACE, FIRST, LAN, 0)
        for _ in range(2):
            unit = words.put_in_force(PLACE, MINH, 1)
        assert (drafted_.version, unit.version, len(unit.versions)) == (1, 2, 1)

    def test_who_looked_at_something_older_looks_again(self, words: Words) -> None:
        words.edit(PLACE, FIRST, LAN, 0)
        for act in (
            lambda: words.edit(PLACE, SECOND, HOA, 0),
            lambda: words.edit(PLACE, SECOND, LAN, 0),  # not what was asked before
            lambda: words.put_in_force(PLACE, MINH, 0),
            lambda: words.withdraw(PLACE, MINH, 7),
        ):
            with pytest.raises(Rejected, match="words-changed"):
                act()

    def test_what_changes_nothing_or_cannot_be_said_is_not_kept(self, words: Words, store: Wordings) -> None:
        with pytest.raises(Rejected, match="words-unchanged"):
            words.edit(PLACE, OWN, LAN, 0)
        with pytest.raises(Rejected, match="words-broken") as why:
            words.edit(PLACE, {**OWN, "vi": {"sms": "Xong."}}, LAN, 0)
        assert [each["pointer"] for each in why.value.details["errors"]] == ["#/texts/vi/sms"] * 2
        with pytest.raises(Rejected, match="unknown-words"):
            words.edit(Place("case.answered", "fax"), OWN, LAN, 0)
        assert list(store.all()) == []

    def test_a_draft_can_be_given_up(self, words: Words) -> None:
        words.edit(PLACE, FIRST, LAN, 0)
        assert words.withdraw(PLACE, LAN, 1).draft is None
        with pytest.raises(Rejected, match="no-draft"):
            words.put_in_force(PLACE, MINH, 2)


class TestMemory(WordingsContract):
    @pytest.fixture
    def store(self) -> Wordings:
        return MemoryWordings()


@pytest.mark.integration
class TestMongo(WordingsContract):
    @pytest.fixture
    def store(self, mongo: Mongo) -> Wordings:
        return MongoWordings(mongo.database("notify"))

    def test_a_document_that_nobody_can_read_counts_for_nothing(self, store: Wordings, mongo: Mongo) -> None:
        mongo.database("notify").wordings.insert_many(
            [{"_id": "case.answered/sms", "in_force": 1}, {"_id": "?", "in_force": 1, "draft": None}]
        )
        assert store.in_force() == {}
