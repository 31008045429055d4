"""Rule sets on a real database: the commands from draft to rollback, and what routes cases meanwhile."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from services.kit.clock import FixedClock, SystemClock
from services.routing.adapters.mongo_catalogs import MongoCatalogs
from services.routing.adapters.mongo_rule_sets import MongoRuleSets, RulesInForce
from services.routing.commands.catalog import catalog
from services.routing.commands.rules import rules
from services.routing.commands.user import user
from services.routing.domain.rule_set import Content
from services.routing.domain.rule_set_acts import activated, drafted

pytestmark = pytest.mark.integration

GIALAI = Path(__file__).parents[3] / "deploy" / "data" / "gialai"


@pytest.fixture
def hotline(mongo):
    """Run a command on a loaded catalogue with two people; return exit code and all that was printed."""

    def run(group, *arguments):
        result = CliRunner(env={**mongo.environment(), "AMQP_URI": "amqp://nowhere.invalid"}).invoke(group, arguments)
        return result.exit_code, result.output

    assert run(catalog, "load", str(GIALAI))[0] == 0
    run(user, "add", "an", "--role", "administrator")
    run(user, "add", "binh", "--role", "shift_lead")
    return run


@pytest.fixture
def other_rules(tmp_path):
    """The province's rules, but waste goes to the department."""
    text = (GIALAI / "rules.yaml").read_text("utf-8")
    head, rule, tail = text.partition("category: [kinh-te-xa-hoi.rac-thai]\n")
    assert rule
    path = tmp_path / "rules.yaml"
    path.write_text(head + rule + tail.replace("agency: of_area", "agency: van-phong-ubnd-tinh", 1), "utf-8")
    return str(path)


def owner(hotline):
    printed = hotline(rules, "explain", "--category", "kinh-te-xa-hoi.rac-thai", "--area", "23575")[1]
    return printed.split("(")[1].split(")")[0]


def test_a_rule_set_goes_all_the_way_and_back(hotline, other_rules):
    assert owner(hotline) == "ubnd-phuong-pleiku"
    assert "bộ quy tắc 2" in hotline(rules, "draft", other_rules, "--as", "an", "--note", "rác")[1]
    assert hotline(rules, "approve", "2", "--as", "binh")[0] == 1
    code, printed = hotline(rules, "simulate", "2", "--as", "an", "--since", "6m")
    assert code == 0, printed
    code, printed = hotline(rules, "approve", "2", "--as", "an")
    assert code == 1 and "người thứ hai" in printed
    assert hotline(rules, "approve", "2", "--as", "binh")[0] == 0
    assert hotline(rules, "explain", "--set", "2", "--category", "kinh-te-xa-hoi.rac-thai", "--area", "23575")[1].count(
        "van-phong-ubnd-tinh"
    )
    assert owner(hotline) == "ubnd-phuong-pleiku"
    code, printed = hotline(rules, "activate", "2", "--as", "binh")
    assert code == 0, printed
    assert owner(hotline) == "van-phong-ubnd-tinh"
    listed = hotline(rules, "list")[1]
    assert "đang áp dụng/active" in listed and "đã thay thế/superseded" in listed
    assert "* rac-thai" in hotline(rules, "show", "1")[1]
    assert hotline(rules, "rollback", "--as", "binh")[0] == 0
    assert owner(hotline) == "ubnd-phuong-pleiku"


def test_a_later_load_with_other_rules_makes_a_draft_and_says_so(hotline, other_rules, tmp_path, mongo):
    folder = tmp_path / "folder"
    folder.mkdir()
    for each in GIALAI.glob("*.yaml"):
        (folder / each.name).write_bytes(each.read_bytes())
    (folder / "rules.yaml").write_bytes(Path(other_rules).read_bytes())
    code, printed = hotline(catalog, "load", str(folder))
    assert code == 0 and "dự thảo, bộ 2" in printed
    assert owner(hotline) == "ubnd-phuong-pleiku"
    assert hotline(catalog, "load", str(folder))[0] == 0
    assert mongo.database("routing").rule_sets.count_documents({}) == 2
    assert hotline(catalog, "load", str(folder), "--rules-in-force")[0] == 0
    assert owner(hotline) == "van-phong-ubnd-tinh"


def test_wrong_rules_a_stranger_and_a_day_nobody_can_read_are_refused(hotline, tmp_path):
    bad = tmp_path / "bad.yaml"
    bad.write_text((GIALAI / "rules.yaml").read_text("utf-8").replace("agency: so-y-te", "agency: so-la"), "utf-8")
    code, printed = hotline(rules, "draft", str(bad), "--as", "an")
    assert code == 1 and "unknown-agency" in printed
    assert hotline(rules, "rollback", "--as", "khong-ai")[0] == 2
    assert hotline(rules, "activate", "1", "--as", "an", "--from", "ngày mai")[0] == 2


def test_every_process_changes_over_at_the_stroke_of_the_day_without_reading_again(mongo):
    database, now = mongo.database("routing"), SystemClock().now()
    sets, later = MongoRuleSets(database), now + timedelta(days=1)
    for number, from_at in ((1, now), (2, later)):
        content = Content(({"id": f"r{number}"},), {"agency": "x"})
        assert sets.add(activated(drafted(number, content, "an", now), from_at, "an", now))
    law = RulesInForce(database)
    assert law.at(now)[0] == 1
    database.rule_sets.update_many({}, {"$set": {"activations": []}})
    assert law.at(later - timedelta(milliseconds=1))[0] == 1
    assert law.at(later) == (2, Content(({"id": "r2"},), {"agency": "x"}))


def test_the_assigner_names_the_set_it_goes_by(hotline, mongo):
    assert MongoCatalogs(mongo.database("routing"), FixedClock(SystemClock().now())).assigner().rules_version == 1


def test_two_people_at_once_do_not_overwrite_one_another(mongo):
    sets, now = MongoRuleSets(mongo.database("routing")), SystemClock().now()
    draft = drafted(1, Content((), {"agency": "x"}), "an", now)
    assert sets.add(draft)
    assert not sets.add(draft)
    assert sets.save(activated(draft, now, "an", now))
    assert not sets.save(activated(draft, now, "binh", now))
    assert [step.by for step in sets.get(1).history] == ["an", "an"]
