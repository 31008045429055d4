"""What no mapping understood is read again after the mapping was corrected, once."""

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from services.intake.adapters.mongo_calls import MongoCalls, MongoUnreadCalls
from services.intake.adapters.pbx.mapping import SHIPPED
from services.intake.commands.calls import calls
from services.intake.usecases.call_ports import UnreadCall
from tests.servers.mongo import Mongo
from tests.unit.intake.fakes import MONDAY

pytestmark = pytest.mark.integration

BODY = b'{"event": "rings", "call_id": "c-1", "caller": "0905000012"}'


def run(mongo: Mongo, command: str, **env: str) -> Any:
    whole = {"AMQP_URI": "amqp://nobody", **mongo.environment(), **env}
    return CliRunner().invoke(calls, [command], env=whole, catch_exceptions=False)


def test_a_corrected_mapping_brings_the_calls_back(mongo: Mongo, tmp_path: Path) -> None:
    database = mongo.database("intake")
    unread = MongoUnreadCalls(database)
    for delivery, vendor in (("d-1", "generic"), ("d-2", "gone")):
        unread.keep(UnreadCall(vendor=vendor, delivery=delivery, reason="unknown-event", body=BODY, received_at=MONDAY))
    assert "Understood 0, 2 left" in run(mongo, "replay").output
    corrected = (SHIPPED / "generic.yaml").read_text("utf-8").replace("  ringing: ringing", "  rings: ringing")
    (tmp_path / "generic.yaml").write_text(corrected, "utf-8")
    assert "Understood 1, 1 left" in run(mongo, "replay", PBX_MAPPINGS=str(tmp_path)).output
    assert "Understood 0, 1 left" in run(mongo, "replay", PBX_MAPPINGS=str(tmp_path)).output
    found = MongoCalls(database).find("generic:c-1")
    assert found is not None
    assert (found.number, found.began_at) == ("+84905000012", MONDAY)
    listed = run(mongo, "unread").output
    assert "gone" in listed
    assert "0905000012" not in listed


def test_a_mapping_with_a_slip_is_named(mongo: Mongo, tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text("vendor: mine", "utf-8")
    result = run(mongo, "mappings", PBX_MAPPINGS=str(tmp_path))
    assert result.exit_code == 2
    assert "mine.yaml" in result.output
