"""`hotline catalog` beside the desk: writing out, listing versions, not loading over what people changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from services.routing import catalog as catalog_files
from services.routing.commands.catalog import catalog
from services.routing.domain.policies.verdict import Actor
from services.routing.usecases.amending import Wish
from services.routing.wiring import build
from tests.servers.mongo import Mongo
from tests.unit.routing.site import SETTINGS

pytestmark = pytest.mark.integration
GIALAI = str(Path(__file__).parents[4] / "deploy" / "data" / "gialai")
Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(mongo: Mongo) -> Run:
    """Run a command; return exit code and everything that was printed."""

    def run(*arguments: str) -> tuple[int, str]:
        environment = {**mongo.environment(), "AMQP_URI": "amqp://nowhere.invalid"}
        result = CliRunner(env=environment).invoke(catalog, list(arguments))
        return result.exit_code, result.output

    return run


@pytest.fixture
def changed(run: Run, mongo: Mongo) -> Run:
    """Gia Lai's catalogue, where the desk allows five returns."""
    run("load", GIALAI)
    amending = build(SETTINGS, database=mongo.database("routing")).amending
    assert amending
    admin, lead = Actor("desk:quan-tri", None, "administrator"), Actor("desk:truong-ca", None, "shift_lead")
    one = amending.edit([Wish(part="limits", key="most_returns", after=5)], admin)
    amending.propose(one.number, "Thử nghiệm", admin)
    assert amending.approve(one.number, lead).in_force_as == 2
    return run


def test_what_is_written_out_is_what_is_in_force_and_can_be_loaded_again(changed: Run, tmp_path: Path) -> None:
    code, said = changed("export", str(tmp_path / "out"))
    assert code == 0 and "phiên bản 2" in said
    assert catalog_files.load(tmp_path / "out")["limits"]["most_returns"] == 5
    assert "Không có gì mới" in changed("load", str(tmp_path / "out"))[1]


def test_a_folder_is_not_loaded_over_the_desk_s_changes_unless_one_says_so(changed: Run) -> None:
    code, said = changed("load", GIALAI)
    assert code == 1 and "đã được sửa ở bàn làm việc" in said
    code, said = changed("load", "--keep", GIALAI)
    assert code == 0 and "Giữ nguyên" in said
    assert "phiên bản 2" in changed("show")[1]
    code, said = changed("load", "--replace", GIALAI)
    assert code == 0 and "phiên bản 3" in said
    assert changed("load", GIALAI)[0] == 0


def test_versions_are_listed_with_who_and_why(changed: Run) -> None:
    code, said = changed("versions")
    assert code == 0
    assert "desk:truong-ca" in said and "Thử nghiệm" in said and "hotline catalog load" in said


def test_without_a_catalogue_there_is_nothing_to_write(run: Run, tmp_path: Path) -> None:
    assert run("export", str(tmp_path / "out"))[0] == 1
    assert not (tmp_path / "out").exists()
