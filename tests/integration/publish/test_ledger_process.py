"""The ledger of a running portal, checked by the programs that everybody has: killed at any moment, changed behind its
back.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from services.kit.messaging import declare
from tests.integration.publish.test_publish_process import ENV, PLACE, get, publish
from tests.servers.broker import Broker
from tests.servers.fixtures import Start
from tests.servers.mongo import Mongo
from tests.unit.publish.builders import a_case, a_catalog
from tests.waiting import eventually

pytestmark = pytest.mark.integration

PROGRAMS = Path(__file__).parents[3] / "examples" / "verify-ledger"
KEY = {**ENV, "LEDGER_KEY": "11" * 32}
CASES = 40


def checked(site: str, folder: Path) -> tuple[int, str]:
    """Take a copy and check it; return exit code and words."""
    for command in ((PROGRAMS / "download.py", site, folder), (PROGRAMS / "verify.py", folder, folder / "kept.json")):
        done = subprocess.run([sys.executable, *map(str, command)], capture_output=True, text=True, check=False)
        assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, done.stdout


def test_a_portal_killed_in_the_midst_has_a_whole_ledger_and_a_changed_letter_is_found(
    broker: Broker, mongo: Mongo, start: Start, tmp_path: Path
) -> None:
    declare.apply(broker.amqp_uri)
    codes = [f"261123{number:07d}" for number in range(CASES)]
    database = mongo.database("publish")
    with start(PLACE, **KEY) as process:
        publish(broker, [a_catalog(), *(event for code in codes for event in a_case(code).history())])
        eventually(lambda: database["ledger"].count_documents({}) > 0, within=20)
        process.kill()
        process.wait()
    with start(PLACE, **KEY) as process:
        publish(broker, [a_case(codes[0]).answered(2, answer="Đã thay cả dãy đèn.")])
        eventually(lambda: database["ledger"].count_documents({}) == CASES + 1, within=20)
        assert checked(process.url, tmp_path) == (0, f"Đúng cả / all is well: {CASES + 1} mục/entries, 0 ngày/days\n")
        database["cases"].update_one({"_id": codes[7]}, {"$set": {"public.answer": "Đã thay bóng đèn"}})
        code, words = checked(process.url, tmp_path)
        assert (code, words.splitlines()) == (1, [f"{codes[7]}: câu trả lời đã bị sửa / not as it was published"])
        keys = get(f"{process.url}/api/ledger/key").json()["keys"]
    assert json.loads((tmp_path / "roots.json").read_text()) == [] and len(keys) == 1
