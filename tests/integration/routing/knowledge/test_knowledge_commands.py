"""`hotline knowledge` on a real database: in, out, published, told again."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from click.testing import CliRunner

from services.kit.clock import SystemClock
from services.routing.adapters.knowledge_files import read_sheets
from services.routing.adapters.mongo_catalogs import MongoCatalogs
from services.routing.adapters.mongo_knowledge import MongoKnowledge
from services.routing.commands.catalog import catalog
from services.routing.commands.knowledge import knowledge
from services.routing.commands.user import user
from services.routing.domain.knowledge.entry import Kind
from services.routing.usecases.knowledge import EditEntry, ImportEntries, Reading
from services.routing.usecases.knowledge.import_entries import Verdict
from tests.integration.routing.knowledge.conftest import GIALAI
from tests.servers.mongo import Mongo
from tests.unit.routing.knowledge.entries import EDITOR, FAQ

pytestmark = pytest.mark.integration

Run = Callable[..., tuple[int, str]]
FILES = [str(each) for each in GIALAI]


@pytest.fixture
def hotline(mongo: Mongo) -> Run:
    """Run a command on Gia Lai's catalogue, with an editor."""

    def run(*arguments: str, group: object = knowledge) -> tuple[int, str]:
        result = CliRunner(env={**mongo.environment(), "AMQP_URI": "amqp://nowhere.invalid"}).invoke(group, arguments)
        return result.exit_code, result.output

    assert run("load", "deploy/data/gialai", group=catalog)[0] == 0
    assert run("add", "bien-tap", "--role", "editor", group=user)[0] == 0
    return run


def test_a_province_is_imported_published_exported_and_imported_again(
    hotline: Run, mongo: Mongo, tmp_path: Path
) -> None:
    entries = mongo.database("routing").knowledge
    code, printed = hotline("import", *FILES, "--dry-run")
    assert code == 0 and "9 mới" in printed and entries.count_documents({}) == 0
    assert hotline("import", *FILES)[0] == 0
    assert entries.count_documents({"stage": "draft"}) == 13
    code, printed = hotline("import", *FILES)
    assert "0 mới, 0 đổi, 9 giữ nguyên" in printed and code == 0
    code, printed = hotline("publish", "--all", "--as", "bien-tap")
    assert code == 0 and "13" in printed
    assert entries.count_documents({"stage": "published", "outbox.0": {"$exists": True}}) == 13
    out = tmp_path / "tat-ca.xlsx"
    assert hotline("export", str(out))[0] == 0
    assert hotline("export", str(tmp_path / "hoi-dap.csv"), "--kind", "faq")[0] == 0
    for file in (out, tmp_path / "hoi-dap.csv"):
        code, printed = hotline("import", str(file))
        assert code == 0 and "0 mới, 0 đổi" in printed


def test_a_file_with_a_refused_row_changes_nothing_and_says_which(hotline: Run, mongo: Mongo, tmp_path: Path) -> None:
    file = tmp_path / "sai.csv"
    file.write_text("Mã,Câu hỏi,Trả lời,Nguồn\nmot,Một?,Một.,Thử\nHai Ba,,Hai.,Thử\n", "utf-8")
    code, printed = hotline("import", str(file), "--kind", "faq")
    assert code == 1
    assert "bad-code" in printed and "needed" in printed and "3" in printed
    assert mongo.database("routing").knowledge.count_documents({}) == 0


def test_whoever_wrote_a_text_does_not_publish_it_at_the_console_either(hotline: Run) -> None:
    assert hotline("import", FILES[0], "--as", "bien-tap")[0] == 0
    code, printed = hotline("publish", "--all", "--as", "bien-tap")
    assert code == 1 and "người thứ hai" in printed
    assert hotline("publish", "x", "--as", "khong-co")[0] != 0


def test_what_was_published_is_told_again(hotline: Run, mongo: Mongo) -> None:
    hotline("import", *FILES)
    hotline("publish", "--all", "--as", "bien-tap")
    entries = mongo.database("routing").knowledge
    entries.update_many({}, {"$set": {"outbox": []}})  # as the relay does
    assert "13" in hotline("retell")[1]
    assert entries.count_documents({"outbox.0": {"$exists": True}}) == 13


def test_the_template_can_be_read_and_has_no_entries(hotline: Run, tmp_path: Path) -> None:
    file = tmp_path / "mau.xlsx"
    assert hotline("export", str(file), "--template")[0] == 0
    assert all(not each.lines for each in read_sheets(file.read_bytes()))
    assert hotline("export", str(tmp_path / "mau.csv"))[0] == 2


def test_an_entry_that_is_there_gets_its_next_text_from_a_file(hotline: Run, mongo: Mongo) -> None:
    entries, reading = MongoKnowledge(mongo.database("routing")), Reading(MongoCatalogs(mongo.database("routing")))
    EditEntry(entries, reading, SystemClock()).create("gio-lam-viec", Kind.FAQ, FAQ, EDITOR)
    code, printed = hotline("import", *FILES)
    assert code == 0 and "1 đổi" in printed
    assert len(entries.revisions("gio-lam-viec")) == 2


def test_three_who_import_at_once_store_each_entry_once(hotline: Run, mongo: Mongo) -> None:
    """A plan that was made before somebody else's writes is made again."""
    database = mongo.database("routing")
    reading, sheets = (
        Reading(MongoCatalogs(database)),
        [each for file in GIALAI for each in read_sheets(file.read_bytes())],
    )
    import_ = ImportEntries(MongoKnowledge(database), reading, SystemClock())
    with ThreadPoolExecutor(3) as people:
        plans = list(people.map(lambda _: import_(sheets, EDITOR), range(3)))
    assert database.knowledge.count_documents({"revision": 1}) == database.knowledge.count_documents({}) == 13
    assert sum(plan.count(Verdict.NEW) for plan in plans) == 13
