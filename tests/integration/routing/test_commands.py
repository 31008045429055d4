"""The commands of routing on a real database."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from services.kit.events import decode
from services.routing.commands.catalog import catalog
from services.routing.commands.rules import rules
from services.routing.commands.user import user

pytestmark = pytest.mark.integration

GIALAI = str(Path(__file__).parents[3] / "deploy" / "data" / "gialai")


@pytest.fixture
def hotline(mongo):
    """Run a command; return exit code, stdout and everything that was printed."""

    def run(group, *arguments):
        environment = {**mongo.environment(), "AMQP_URI": "amqp://nowhere.invalid"}
        result = CliRunner(env=environment).invoke(group, list(arguments))
        return result.exit_code, result.stdout, result.output

    return run


def outbox(mongo, collection):
    found = mongo.database("routing")[collection].find({"outbox.0": {"$exists": True}})
    return [decode(entry["body"]).data for document in found for entry in document["outbox"]]


def test_a_catalogue_is_checked_loaded_once_and_shown(hotline, mongo):
    assert hotline(catalog, "show")[0] == 1
    assert hotline(catalog, "check", GIALAI)[0] == 0
    code, stdout, _ = hotline(catalog, "load", GIALAI)
    assert code == 0 and "phiên bản 1" in stdout
    assert "phiên bản 1" in hotline(catalog, "load", GIALAI)[1]
    assert [told.version for told in outbox(mongo, "catalog")] == [1]
    assert "Gia Lai" in hotline(catalog, "show")[1]


def test_a_folder_that_is_no_catalogue_is_refused_with_the_file_s_name(hotline, tmp_path, mongo):
    code, _, output = hotline(catalog, "load", str(tmp_path))
    assert code == 1
    assert "province.yaml" in output
    assert outbox(mongo, "catalog") == []


def test_a_rule_is_explained_with_decision_trace_and_deadline(hotline):
    hotline(catalog, "load", GIALAI)
    code, stdout, _ = hotline(
        rules, "explain", "--category", "ha-tang.chieu-sang", "--area", "23575", "--at", "2026-11-23T09:00"
    )
    assert code == 0
    assert "ubnd-phuong-pleiku" in stdout
    assert "Quy tắc “ha-tang-dia-phuong” áp dụng" in stdout
    assert "Hạn: " in stdout and "Ngày Văn hóa Việt Nam" in stdout


def test_a_moment_nobody_can_read_is_wrong_use(hotline):
    assert hotline(rules, "explain", "--at", "hôm qua")[0] == 2


def test_an_account_is_opened_listed_and_closed(hotline, mongo):
    hotline(catalog, "load", GIALAI)
    code, stdout, _ = hotline(user, "add", "can-bo", "--role", "agency_officer", "--agency", "so-y-te")
    assert code == 0 and len(stdout.strip()) == 43
    assert "so-y-te" in hotline(user, "list")[1]
    assert hotline(user, "remove", "can-bo")[0] == 0
    assert [told.active for told in outbox(mongo, "accounts")] == [True, False]
