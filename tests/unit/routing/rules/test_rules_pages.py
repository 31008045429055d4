"""Who may do what at /desk/rules, and what a page says when something is refused."""

from __future__ import annotations

import re

import pytest

from services.kit.clock import FixedClock
from services.routing.web.site import create_site
from services.routing.wiring import build
from services.routing.wiring.adapters import Adapters
from services.routing.wiring.rules import RuleStore
from tests.unit.routing.builders import NOON
from tests.unit.routing.case_fakes import memory_case_store
from tests.unit.routing.case_site import employed
from tests.unit.routing.catalogs import CENTRE, HEALTH, rule, snapshot
from tests.unit.routing.fakes import MemoryAccountBook, MemoryCases, MemoryCatalogs, MemoryRejections
from tests.unit.routing.rule_fakes import MemoryPastCases, MemoryRuleSets
from tests.unit.routing.site import SETTINGS

ROLES = ("operator", "shift_lead", "administrator", "leader", "editor")
AREAS = [each for each in snapshot()["areas"] if each["code"] != "99999"]
RULES = [rule("y-te", 10, HEALTH, category=["y-te"]), rule("tat-ca", 20, CENTRE)]
WRITES = ("/1/copy", "/2/rules/y-te/up", "/2/rules/y-te/remove", "/2/rules/y-te", "/2/default")
DECIDES = ("/2/simulate", "/2/approve", "/2/activate", "/2/withdraw", "/rollback")


class RulesSite:
    """The desk in memory; set 1 is the law, set 2 a draft of the administrator."""

    def __init__(self) -> None:
        self.book, self.sets, known = MemoryAccountBook(), MemoryRuleSets(), snapshot(rules=RULES, areas=AREAS)
        on = Adapters(
            cases=MemoryCases(),
            catalogs=MemoryCatalogs(known),
            rejections=MemoryRejections(),
            account_book=self.book,
            accounts=self.book,
            case_store=memory_case_store(),
            rule_store=RuleStore(sets=self.sets, cases=MemoryPastCases()),
        )
        application = build(SETTINGS, on=on, clock=FixedClock(NOON))
        assert application.rules
        application.rules.keep_loaded(known, None)
        self.tokens = {role: employed(self.book, f"{role}-1", role, None) for role in ROLES}
        self.app = create_site(application)
        assert self.call("administrator", "POST", "/1/copy").status_code == 303

    def call(self, who: str | None, method: str, path: str = "", **form: str):
        headers = {"Authorization": f"Bearer {self.tokens[who]}"} if who else {}
        browser = self.app.test_client()
        if method == "POST" and who:
            # The guard belongs to the browser; strangers bring one too, so that it is their role that is refused.
            page = browser.get("/desk/rules", headers={"Authorization": f"Bearer {self.tokens['administrator']}"}).text
            guard = re.search(r'name="csrf_token" value="([^"]+)"', page)
            form |= {"csrf_token": guard[1]} if guard else {}
        return browser.open(f"/desk/rules{path}", method=method, headers=headers, data=form or None)


@pytest.fixture
def site() -> RulesSite:
    return RulesSite()


@pytest.mark.parametrize("path", ["", "/1", "/2"])
def test_those_who_answer_for_the_rules_may_read_them_and_no_others(site, path):
    seen = {role: site.call(role, "GET", path).status_code for role in ROLES}
    assert seen == {"operator": 403, "shift_lead": 200, "administrator": 200, "leader": 200, "editor": 403}


@pytest.mark.parametrize("path", [*WRITES, *DECIDES])
def test_nobody_else_may_write_or_decide(site, path):
    before = dict(site.sets.by_number)
    strangers = {"operator", "leader", "editor"} | ({"shift_lead"} if path in WRITES else set())
    assert {role: site.call(role, "POST", path).status_code for role in strangers} == dict.fromkeys(strangers, 403)
    assert site.sets.by_number == before


def test_a_stranger_reads_nothing(site):
    assert site.call(None, "GET").status_code == 401


def test_unknown_sets_and_rules_are_not_there(site):
    assert site.call("administrator", "GET", "/77").status_code == 404
    assert site.call("administrator", "GET", "/2/rules/khong-co").status_code == 404
    assert site.call("shift_lead", "POST", "/77/approve").status_code == 404


def test_the_whole_way_in_forms(site):
    assert site.call("administrator", "POST", "/2/rules/y-te/remove", version="1").status_code == 303
    assert site.call("administrator", "POST", "/2/simulate", months="6").status_code == 303
    assert site.call("administrator", "POST", "/2/approve").status_code == 403
    assert site.call("shift_lead", "POST", "/2/approve", version="3").status_code == 303
    assert site.call("shift_lead", "POST", "/2/activate", day="2026-12-01").status_code == 303
    assert "Chờ đến ngày" in site.call("leader", "GET", "/2").text


def test_who_saw_an_older_draft_changes_nothing_and_is_told(site):
    site.call("administrator", "POST", "/2/rules/y-te/down", version="1")
    answer = site.call("administrator", "POST", "/2/rules/y-te/remove", version="1")
    assert answer.status_code == 409 and "vừa được người khác sửa" in answer.text
    assert len(site.sets.get(2).content.rules) == 2


def test_what_was_typed_is_kept_where_it_cannot_be_read(site):
    answer = site.call("administrator", "POST", "/2/rules/_moi", id="moi", area="Xã Không Có", why_vi="Vì <thử>")
    assert answer.status_code == 422
    assert "Xã Không Có" in answer.text and "Vì &lt;thử&gt;" in answer.text
    assert site.sets.get(2).version == 1


def test_a_rule_is_typed_with_every_kind_of_condition(site):
    form = {"id": "moi", "category": "y-te", "area": "52 Tỉnh Gia Lai\nphuong pleiku", "channel": "web",
            "urgency": "urgent", "kind": "report", "working_time": "out", "agency": HEALTH, "why_vi": "Vì thử",
            "why_en": "Because", "valid_to": "2027-01-01", "place": "0"}  # fmt: skip
    assert site.call("administrator", "POST", "/2/rules/_moi", **form).status_code == 303
    [first, *_] = site.sets.get(2).content.rules
    assert first == {
        "id": "moi",
        "order": 10,
        "agency": HEALTH,
        "why_vi": "Vì thử",
        "why_en": "Because",
        "valid_from": "2026-11-23",
        "valid_to": "2027-01-01",
        "when": {
            "category": ["y-te"],
            "area": ["52", "23575"],
            "channel": ["web"],
            "urgency": ["urgent"],
            "kind": ["report"],
            "working_time": False,
        },
    }
    assert "Phường Pleiku" in site.call("administrator", "GET", "/2/rules/moi").text


def test_a_rule_of_a_name_that_is_taken_is_not_overwritten(site):
    form = {"id": "y-te", "agency": CENTRE, "why_vi": "Vì", "why_en": "For"}
    assert site.call("administrator", "POST", "/2/rules/_moi", **form).status_code == 422
    assert site.sets.get(2).content.rules[0]["agency"] == HEALTH


def test_who_takes_the_rest_is_changed(site):
    form = {"agency": HEALTH, "why_vi": "Vì", "why_en": "For"}
    assert site.call("administrator", "POST", "/2/default", **form).status_code == 303
    assert site.sets.get(2).content.default["agency"] == HEALTH
    assert site.call("administrator", "POST", "/2/default", agency=HEALTH).status_code == 422
