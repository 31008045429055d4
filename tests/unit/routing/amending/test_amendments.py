"""From a form to the catalogue in force: two people, the checks of the loader, and a day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from services.kit.failures import Rejected, Retryable
from services.routing.domain.amending.amendment import Stage
from services.routing.usecases.amending import Wish
from tests.unit.routing.amending.fakes import ADMIN, LEAD, OPERATOR, OTHER, Office
from tests.unit.routing.builders import NOON

HEALTH = "so-y-te"


def refused(act) -> str:
    with pytest.raises(Rejected) as why:
        act()
    return why.value.slug


def test_a_change_is_in_force_once_a_second_person_approves_and_every_service_is_told() -> None:
    office = Office()
    one = office.decided(office.draft(office.renamed(HEALTH, "Sở Y tế mới")))
    assert (one.stage, one.in_force_as) == (Stage.IN_FORCE, 2)
    assert office.record("agencies", HEALTH)["name"] == "Sở Y tế mới"
    [told] = office.versions.events
    assert (told.data.version, told.data.catalog) == (2, office.present)
    version = office.versions.history()[0]
    assert version.origin
    assert (version.origin.by, version.origin.why, version.origin.amendment) == (LEAD.name, "Theo quyết định mới", 1)
    assert [step.did for step in one.history] == ["drafted", "proposed", "approved", "put_in_force"]


def test_a_change_from_a_day_waits_for_its_first_minute() -> None:
    office = Office()
    day = NOON.date() + timedelta(days=3)
    one = office.decided(office.draft(office.renamed(HEALTH, "Sở Y tế mới")), day=day)
    assert one.stage is Stage.APPROVED and one.from_at
    office.clock.at = one.from_at - timedelta(seconds=1)
    office.can.put_in_force()
    assert office.versions.version == 1
    office.clock.at = one.from_at
    office.can.put_in_force()
    assert office.versions.version == 2
    assert office.can.find.one(1).stage is Stage.IN_FORCE


def test_nobody_approves_what_they_wrote_at() -> None:
    office = Office()
    one = office.draft(office.renamed(HEALTH, "Sở Y tế mới"))
    office.can.edit([office.renamed("so-tu-phap", "Sở Tư pháp mới")], OTHER, one.number)
    office.can.propose(1, "Vì sao", ADMIN)
    assert refused(lambda: office.can.approve(1, ADMIN)) == "four-eyes"
    assert refused(lambda: office.can.approve(1, OTHER)) == "four-eyes"
    assert refused(lambda: office.can.approve(1, OPERATOR)) == "not-your-role"
    assert office.can.approve(1, LEAD).stage is Stage.IN_FORCE


def test_the_shift_lead_approves_and_writes_nothing() -> None:
    office = Office()
    assert refused(lambda: office.draft(office.renamed(HEALTH, "Khác"), by=LEAD)) == "not-your-role"
    office.draft(office.renamed(HEALTH, "Khác"))
    assert refused(lambda: office.can.propose(1, "Vì sao", LEAD)) == "not-your-role"
    assert refused(lambda: office.can.bring_back(1, LEAD)) == "not-your-role"


def test_whoever_was_to_approve_sees_what_they_approve() -> None:
    office = Office()
    office.draft(office.renamed(HEALTH, "Một"))
    seen = office.can.propose(1, "Vì sao", ADMIN).version
    office.can.edit([office.renamed(HEALTH, "Hai")], ADMIN, 1)
    assert refused(lambda: office.can.approve(1, LEAD)) == "not-proposed"
    office.can.propose(1, "Vì sao", ADMIN)
    assert refused(lambda: office.can.approve(1, LEAD, seen=seen)) == "amendment-changed"


BROKEN = {
    "unknown-successor": lambda office: Wish(
        part="agencies",
        key=HEALTH,
        after=office.record("agencies", HEALTH, valid_to="2027-01-01", successor="khong-co"),
    ),
    "no-successor": lambda office: Wish(
        part="agencies", key=HEALTH, after=office.record("agencies", HEALTH, valid_to="2027-01-01")
    ),
    "unknown-deadline": lambda office: Wish(part="deadlines", key="nam-ngay", after=None),
    "bad-hours": lambda office: Wish(
        part="calendar", key="hours", after={"mon": [["12:00", "07:00"]], "tue": [["07:00", "11:00"]]}
    ),
    "missing-triage": lambda office: Wish(
        part="agencies",
        key="trung-tam-1022",
        after=office.record("agencies", "trung-tam-1022", valid_to="2027-01-01", successor=HEALTH),
    ),
}


@pytest.mark.parametrize("slug", BROKEN)
def test_what_the_loader_would_refuse_is_never_proposed(slug: str) -> None:
    office = Office()
    one = office.draft(BROKEN[slug](office))
    judged = office.can.judge(one, office.present)
    assert slug in {each.slug for each in judged.broken}
    assert refused(lambda: office.can.propose(1, "Vì sao", ADMIN)) == "amendment-broken"
    assert office.versions.version == 1


def test_an_empty_change_and_one_without_a_reason_are_not_proposed() -> None:
    office = Office()
    office.draft(office.renamed(HEALTH, "Khác"))
    assert refused(lambda: office.can.propose(1, "  ", ADMIN)) == "reason-needed"
    office.can.edit.take_out(1, ("agencies", HEALTH), ADMIN)
    assert refused(lambda: office.can.propose(1, "Vì sao", ADMIN)) == "amendment-empty"


def test_of_two_changes_of_one_record_the_later_is_shown_what_the_first_did() -> None:
    office = Office()
    first, second = office.draft(office.renamed(HEALTH, "Một")), office.draft(office.renamed(HEALTH, "Hai"))
    office.decided(first)
    assert refused(lambda: office.can.propose(second.number, "Vì sao", ADMIN)) == "amendment-clashes"
    office.can.edit([office.renamed(HEALTH, "Hai")], ADMIN, second.number)
    assert office.decided(second).in_force_as == 3


def test_changes_of_other_records_do_not_hinder_one_another() -> None:
    office = Office()
    first = office.draft(office.renamed(HEALTH, "Một"))
    second = office.draft(office.renamed("so-tu-phap", "Hai"))
    office.decided(first)
    office.decided(second)
    assert office.record("agencies", HEALTH)["name"] == "Một"
    assert office.record("agencies", "so-tu-phap")["name"] == "Hai"


def test_what_no_longer_fits_on_its_day_goes_back_and_stops_no_other() -> None:
    office = Office()
    day = NOON.date() + timedelta(days=3)
    planned = office.decided(office.draft(office.renamed(HEALTH, "Một")), day=day)
    other = office.decided(office.draft(office.renamed("so-tu-phap", "Hai")), day=day)
    office.decided(office.draft(office.renamed(HEALTH, "Ba")))
    office.clock.at = NOON + timedelta(days=4)
    office.can.put_in_force()
    back = office.can.find.one(planned.number)
    assert (back.stage, back.history[-1].did) == (Stage.DRAFT, "sent_back")
    assert office.can.find.one(other.number).stage is Stage.IN_FORCE
    assert office.record("agencies", HEALTH)["name"] == "Ba"


def test_nothing_that_was_in_force_is_taken_out() -> None:
    office = Office()
    assert refused(lambda: office.draft(Wish(part="agencies", key=HEALTH, after=None))) == "record-stays"
    assert refused(lambda: office.draft(Wish(part="users", key="x", after=None))) == "unknown-part"


def test_what_is_new_in_a_draft_can_be_taken_out_of_it() -> None:
    office = Office()
    new = office.record("agencies", HEALTH, slug="so-moi")
    office.draft(Wish(part="agencies", key="so-moi", after=new))
    assert office.can.edit([Wish(part="agencies", key="so-moi", after=None)], ADMIN, 1).edits == ()


def test_withdrawn_is_withdrawn_until_its_moment_has_come() -> None:
    office = Office()
    day = NOON.date() + timedelta(days=3)
    office.decided(office.draft(office.renamed(HEALTH, "Một")), day=day)
    office.can.withdraw(1, LEAD)
    office.clock.at = NOON + timedelta(days=4)
    office.can.put_in_force()
    assert office.versions.version == 1
    office.decided(office.draft(office.renamed(HEALTH, "Một")))
    assert refused(lambda: office.can.withdraw(2, LEAD)) == "amendment-closed"


def test_an_earlier_version_comes_back_by_the_same_way() -> None:
    office = Office()
    before = office.present
    office.decided(office.draft(office.renamed(HEALTH, "Một"), Wish(part="limits", key="most_returns", after=5)))
    back = office.can.bring_back(1, ADMIN)
    assert back.stage is Stage.DRAFT
    office.decided(back)
    assert office.present == before
    assert office.versions.version == 3
    assert refused(lambda: office.can.bring_back(1, ADMIN)) == "nothing-to-bring-back"
    assert refused(lambda: office.can.bring_back(9, ADMIN)) == "unknown-version"


def test_whom_a_change_touches_is_counted() -> None:
    office = Office(so_y_te=7, so_tu_phap=2)
    ended = office.record("agencies", HEALTH, valid_to="2027-06-30", successor="so-noi-vu")
    one = office.draft(Wish(part="agencies", key=HEALTH, after=ended), office.renamed("so-tu-phap", "Hai"))
    found = {(each.kind, each.key): each for each in office.can.judge(one, office.present).effects}
    assert found["ends", HEALTH].cases == 7
    assert (found["ends", HEALTH].day, found["ends", HEALTH].heirs) == ("2027-06-30", ("so-noi-vu",))
    assert found["touches", "so-tu-phap"].cases == 2


def test_a_topic_without_a_rule_and_a_rule_of_an_ended_agency_are_for_those_who_make_rules() -> None:
    office = Office()
    group = office.present["categories"][0]
    new = {**group, "slug": "moi", "parent": None, "name_vi": "Mới"}
    ended = office.record("agencies", HEALTH, valid_to="2027-06-30", successor="so-noi-vu")
    one = office.draft(Wish(part="categories", key="moi", after=new), Wish(part="agencies", key=HEALTH, after=ended))
    judged = office.can.judge(one, office.present)
    assert judged.broken == ()
    assert {each.slug for each in judged.follow_ups} >= {"uncovered-category", "agency-not-in-force"}
    assert office.decided(one).stage is Stage.IN_FORCE


def test_a_past_day_is_refused_and_nothing_is_stored() -> None:
    office = Office()
    office.draft(office.renamed(HEALTH, "Một"))
    office.can.propose(1, "Vì sao", ADMIN)
    assert refused(lambda: office.can.approve(1, LEAD, day=date(2020, 1, 1))) == "day-passed"
    assert office.can.find.one(1).stage is Stage.PROPOSED


class Killed(BaseException):
    """The process ends here."""


@pytest.mark.parametrize("saves", range(3))
def test_killed_at_any_write_it_is_in_force_once(saves: int) -> None:
    office = Office()
    office.draft(office.renamed(HEALTH, "Một"))
    office.can.propose(1, "Vì sao", ADMIN)
    store, left, true_save = office.amendments, [saves], office.amendments.save

    def save(amendment):
        done = true_save(amendment)
        left[0] -= 1
        if left[0] < 0:
            raise Killed
        return done

    store.save = save
    with pytest.raises(Killed):
        office.can.approve(1, LEAD)
    store.save = true_save
    office.can.put_in_force()
    office.can.put_in_force()
    assert office.versions.version == 2 == office.can.find.one(1).in_force_as
    assert len(office.versions.events) == 1


def test_two_replicas_put_it_in_force_once() -> None:
    office = Office()
    day = NOON.date() + timedelta(days=1)
    office.decided(office.draft(office.renamed(HEALTH, "Một")), day=day)
    office.clock.at = NOON + timedelta(days=2)
    true_add = office.versions.add

    def add(version, snapshot, at, event, origin=None):
        office.versions.add = true_add
        office.can.put_in_force()
        return true_add(version, snapshot, at, event, origin)

    office.versions.add = add
    office.can.put_in_force()
    office.can.put_in_force()
    assert len(office.versions.events) == 1
    assert office.can.find.one(1).in_force_as == 2


def test_whoever_is_slower_hears_of_it() -> None:
    office = Office()
    office.draft(office.renamed(HEALTH, "Một"))
    office.amendments.save = lambda _: False
    with pytest.raises(Retryable):
        office.can.propose(1, "Vì sao", ADMIN)
