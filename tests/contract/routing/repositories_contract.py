"""What every implementation of routing's ports must do: the tests' own twins in memory, and the real ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from services.kit.clock import FixedClock
from services.kit.events import CatalogChanged, Event
from services.kit.failures import Retryable
from services.routing.domain.acts import Act
from services.routing.domain.case import State
from services.routing.domain.policies import Actor
from services.routing.usecases.account_events import change
from services.routing.usecases.add_supplements import AddSupplements
from services.routing.usecases.ports import AccountState, Search
from services.routing.usecases.requests import Accept, Answer, Coordinate, Forward, Means, Return, carry_out
from services.routing.usecases.route_cases import RouteCases
from services.routing.usecases.take_replies import TakeReplies
from tests.unit.routing.builders import CITIZEN, NOON, PHOTO, PLACE, accepts, answers, code, received, supplemented
from tests.unit.routing.catalogs import CALENDAR_WITH_FORWARDING, CENTRE, HEALTH, LOCAL, assigner, snapshot
from tests.unit.routing.fakes import MemoryCatalogs
from tests.unit.routing.links import LINKS

MEANS = Means(assigner(), LINKS)
#: Monday 11:30 and 13:00 in Pleiku.
LUNCH, ONE_O_CLOCK = datetime(2026, 11, 23, 4, 30, tzinfo=UTC), datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
WARD = Actor(f"agency:{LOCAL}", LOCAL)


def act(id_: str, minutes: int = 1) -> Act:
    """Return an act of the ward, some minutes after noon."""
    return Act(id_, WARD.name, NOON + timedelta(minutes=minutes))


class CasesContract:
    """Subclasses give fixtures `cases` (the port) and `told` (a function: the types of all events stored, in order)."""

    @pytest.fixture
    def one(self, cases):
        """A case that has been routed to the ward."""
        self.route(cases, received(1, contact=CITIZEN, area="23575", share_contact=True))
        return cases.find([code(1)])[code(1)]

    def route(self, cases, *events):
        RouteCases(cases, MemoryCatalogs(snapshot()), FixedClock(NOON), LINKS)(events)

    def test_what_is_found_is_what_was_stored(self, cases):
        self.route(cases, received(1, contact=CITIZEN), received(2, contact=None, category=None, area=None))
        found = cases.find([code(1), code(2), code(3)])
        assert set(found) == {code(1), code(2)}
        first, second = found[code(1)], found[code(2)]
        assert first.submission.contact.phone == CITIZEN.phone
        assert first.submission.received_at == NOON and first.submission.received_at.tzinfo is not None
        assert first.current.due_at == datetime(2026, 11, 27, 2, 0, tzinfo=UTC)
        assert isinstance(first.current.trace, tuple)
        assert second.submission.contact is None
        assert second.state is State.TRIAGE

    def test_files_a_place_and_additions_are_kept(self, cases, told):
        self.route(cases, received(1, place=PLACE, attachments=(PHOTO,)))
        AddSupplements(cases, LINKS, MemoryCatalogs(snapshot()))(
            [supplemented(1, 1, attachments=(PHOTO,)), supplemented(1, 2)]
        )
        found = cases.find([code(1)])[code(1)]
        assert (found.submission.place.latitude, found.submission.files[0].name) == (PLACE.latitude, PHOTO.name)
        assert [(each.number, len(each.files)) for each in found.additions] == [(1, 1), (2, 0)]
        assert told() == ["case.routed", "supplement.routed", "supplement.routed"]

    def test_what_is_held_is_found_when_it_is_due(self, cases, told):
        held = MemoryCatalogs(snapshot(calendar=CALENDAR_WITH_FORWARDING))
        RouteCases(cases, held, FixedClock(LUNCH), LINKS)([received(1), received(2, urgency="urgent")])
        assert told() == ["case.routed"]
        assert cases.due_to_forward(ONE_O_CLOCK - timedelta(milliseconds=1), 10) == []
        (due,) = cases.due_to_forward(ONE_O_CLOCK, 10)
        assert (due.code, due.state, due.forward_at) == (code(1), State.HELD, ONE_O_CLOCK)
        cases.save([carry_out(Forward(), due, Actor("desk:truc-01", role="operator"), act("f"), MEANS)])
        assert cases.due_to_forward(ONE_O_CLOCK, 10) == []

    def test_an_agency_is_not_shown_what_is_held(self, cases):
        held = MemoryCatalogs(snapshot(calendar=CALENDAR_WITH_FORWARDING))
        RouteCases(cases, held, FixedClock(LUNCH), LINKS)([received(1), received(2, urgency="urgent")])
        assert [each.code for each in cases.search(Search(agency=LOCAL, held=False)).cases] == [code(2)]
        assert len(cases.search(Search(agency=LOCAL)).cases) == 2

    def test_a_known_code_stays_as_it_is(self, cases, told):
        self.route(cases, received(1, title="Thứ nhất"))
        self.route(cases, received(1, title="Thứ hai"), received(2))
        assert cases.find([code(1)])[code(1)].submission.title == "Thứ nhất"
        assert told() == ["case.routed", "case.routed"]

    def test_an_empty_batch_is_nothing(self, cases):
        assert cases.add([]) == 0
        assert cases.save([]) is True
        assert cases.find([]) == {}

    def test_a_change_is_stored_with_its_events(self, cases, told, one):
        change = carry_out(Accept(), one, WARD, act("a"), MEANS)
        assert cases.save([change]) is True
        stored = cases.find([code(1)])[code(1)]
        assert stored == replace(change.case, version=2)
        assert told() == ["case.routed", "case.accepted"]

    def test_a_whole_life_is_stored(self, cases, one):
        for request, name in ((Accept(), "a"), (Return("Không phải việc của phường.", HEALTH), "b")):
            now = cases.find([code(1)])[code(1)]
            cases.save([carry_out(request, now, WARD, act(name), MEANS)])
        back = cases.find([code(1)])[code(1)]
        operator = Actor("desk:truc-01", role="operator")
        change = carry_out(Answer("Đã trả lời.", "explained"), back, operator, act("c", 9), MEANS)
        cases.save([change])
        stored = cases.find([code(1)])[code(1)]
        assert stored == replace(change.case, version=4)
        assert [each.agency for each in stored.assignments] == [LOCAL, CENTRE]
        assert stored.history[1].suggestion is None and stored.history[2].suggestion == HEALTH

    def test_who_read_an_old_version_changes_nothing(self, cases, told, one):
        first = carry_out(Accept(), one, WARD, act("a"), MEANS)
        second = carry_out(Answer("Đã sửa.", "fixed"), one, WARD, act("b"), MEANS)
        assert cases.save([first]) is True
        assert cases.save([second]) is False
        assert cases.find([code(1)])[code(1)].state is State.ACCEPTED
        assert told() == ["case.routed", "case.accepted"]

    def test_the_others_of_a_batch_are_stored_when_one_lost_its_race(self, cases, one):
        self.route(cases, received(2))
        two = cases.find([code(2)])[code(2)]
        cases.save([carry_out(Accept(), one, WARD, act("a"), MEANS)])
        late = [carry_out(Accept(), case, WARD, act("b"), MEANS) for case in (one, two)]
        assert cases.save(late) is False
        assert cases.find([code(2)])[code(2)].state is State.ACCEPTED

    def test_a_case_that_does_not_exist_cannot_be_changed(self, cases, one):
        ghost = replace(one, submission=replace(one.submission, code=code(9)))
        assert cases.save([carry_out(Accept(), ghost, WARD, act("a"), MEANS)]) is False

    @pytest.mark.parametrize(
        ("search", "numbers"),
        [
            (Search(), [5, 4, 3, 2, 1]),  # newest first
            (Search(limit=2), [5, 4]),
            (Search(limit=2, offset=4), [1]),
            (Search(offset=9), []),
            (Search(state=State.TRIAGE), [5]),
            (Search(agency=HEALTH), [4]),
            (Search(agency=LOCAL, state=State.ROUTED), [3, 2, 1]),
            (Search(agency=LOCAL, state=State.ANSWERED), []),
        ],
    )
    def test_cases_are_listed_newest_first(self, cases, search, numbers):
        categories = {4: "y-te", 5: None}
        self.route(
            cases,
            *(
                received(n, received_at=NOON + timedelta(minutes=n), category=categories.get(n, "ha-tang.chieu-sang"))
                for n in range(1, 6)
            ),
        )
        page = cases.search(search)
        assert [case.code for case in page.cases] == [code(n) for n in numbers]
        assert page.total == len(cases.search(replace(search, offset=0, limit=50)).cases)

    def test_an_agency_finds_what_it_has_a_part_in_until_the_part_ends(self, cases, one):
        lead = Actor("desk:truong-ca", role="shift_lead")
        shared = carry_out(Coordinate((HEALTH,), "Xem lối xe cấp cứu."), one, lead, act("c"), MEANS)
        cases.save([shared])
        assert [each.code for each in cases.search(Search(agency=HEALTH)).cases] == [code(1)]
        found = cases.find([code(1)])[code(1)]
        assert [each.code for each in cases.search(Search(agency=LOCAL)).cases] == [code(1)]
        cases.save([carry_out(Return("Không thuộc thẩm quyền."), found, WARD, act("d"), MEANS)])
        assert cases.search(Search(agency=HEALTH)).cases == cases.search(Search(agency=LOCAL)).cases == []

    def test_replies_through_the_use_case_are_done_once(self, cases, rejections, told):
        self.route(cases, received(1), received(2))
        take = TakeReplies(cases, MemoryCatalogs(snapshot()), rejections, FixedClock(NOON), LINKS)
        batch = [accepts(1, id_="a"), answers(1, id_="b"), accepts(2, id_="c"), accepts(9, id_="d")]
        take(batch)
        take(batch)
        assert sorted(told()) == sorted(["case.routed"] * 2 + ["case.accepted"] * 2 + ["case.answered"])


class RejectionsContract:
    """Subclasses give fixtures `rejections` and `refused` (a function: the slugs of all events stored)."""

    def test_a_refusal_is_known_and_stored_once(self, rejections, refused):
        take = TakeReplies(NoCases(), MemoryCatalogs(snapshot()), rejections, FixedClock(NOON), LINKS)
        take([accepts(1, id_="x"), accepts(2, id_="y")])
        take([accepts(1, id_="x")])
        assert rejections.known([f"agency.{LOCAL}/x", f"agency.{LOCAL}/y", "z"]) == {
            f"agency.{LOCAL}/x",
            f"agency.{LOCAL}/y",
        }
        assert refused() == ["unknown-case", "unknown-case"]


class NoCases:
    """Knows no case."""

    def find(self, _):
        """Return nothing."""
        return {}

    def save(self, changes):
        """There is nothing to save."""
        assert not changes
        return True


class CatalogsContract:
    """Subclasses give fixtures `catalogs` and `spread` (a function: the versions of all events stored)."""

    def event(self, version):
        data = CatalogChanged(version=version, province="gialai", catalog=snapshot())
        return Event.of(data, source="/routing", subject="gialai", at=NOON)

    def test_without_a_version_nothing_can_be_assigned_yet(self, catalogs):
        assert catalogs.newest() is None
        with pytest.raises(Retryable):
            catalogs.assigner()

    def test_a_version_is_in_force_at_once_where_it_was_stored(self, catalogs, spread):
        assert catalogs.add(1, snapshot(), NOON, self.event(1)) is True
        assert catalogs.newest() == (1, snapshot())
        assert catalogs.assigner().catalog.version == 1
        second = snapshot(rules=[])
        assert catalogs.add(2, second, NOON, self.event(2)) is True
        assert catalogs.newest() == (2, second)
        assert spread() == [1, 2]

    @pytest.mark.parametrize("wrong", [1, 3])
    def test_only_the_next_version_may_follow(self, catalogs, spread, wrong):
        catalogs.add(1, snapshot(), NOON, self.event(1))
        assert catalogs.add(wrong, snapshot(rules=[]), NOON, self.event(wrong)) is False
        assert catalogs.newest() == (1, snapshot())
        assert spread() == [1]

    def test_a_version_can_be_told_again(self, catalogs, spread):
        catalogs.add(1, snapshot(), NOON, self.event(1))
        catalogs.spread_again(1, self.event(1))
        catalogs.spread_again(7, self.event(7))
        assert spread() == [1, 1]


class AccountBookContract:
    """Subclasses give fixtures `book` and `spread` (a function: (name, active) of all events stored)."""

    def account(self, name="truc-01", **changes):
        given = {"role": "operator", "agency": None, "token_sha256": name * 3, "active": True, "changed_at": NOON}
        return AccountState(name=name, **{**given, **changes})

    def put(self, book, before, after):
        return book.change(change(before, after, by="quan-tri", what="account-changed"))

    def test_the_latest_state_is_kept_and_every_state_told(self, book, spread):
        opened = self.account()
        closed = replace(opened, active=False, changed_at=NOON + timedelta(days=1))
        assert self.put(book, None, opened) and self.put(book, opened, closed)
        assert book.get("truc-01") == closed
        assert spread() == [("truc-01", True), ("truc-01", False)]

    def test_what_was_decided_on_another_state_changes_nothing(self, book, spread):
        opened = self.account()
        first = replace(opened, role="shift_lead", changed_at=NOON + timedelta(days=1))
        second = replace(opened, role="editor", changed_at=NOON + timedelta(days=2))
        assert self.put(book, None, opened) and self.put(book, opened, first)
        assert not self.put(book, opened, second)
        assert not self.put(book, None, second)
        assert book.get("truc-01") == first
        assert len(spread()) == 2

    @pytest.mark.parametrize("less", [{"active": False}, {"role": "leader"}])
    def test_the_last_administrator_stays(self, book, less):
        first, second = (self.account(name, role="administrator") for name in ("a", "b"))
        assert self.put(book, None, first) and self.put(book, None, second)
        assert self.put(book, first, replace(first, changed_at=NOON + timedelta(days=1), **less))
        assert not self.put(book, second, replace(second, changed_at=NOON + timedelta(days=1), **less))
        assert book.get("b") == second
        renamed = replace(second, display_name="Nguyễn Văn An", changed_at=NOON + timedelta(days=2))
        assert self.put(book, second, renamed)

    def test_accounts_are_listed_by_name(self, book):
        for name in ("b", "a"):
            self.put(book, None, self.account(name))
        assert [each.name for each in book.all()] == ["a", "b"]

    def test_an_unknown_account_is_none(self, book):
        assert book.get("khong-co") is None
