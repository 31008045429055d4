"""Files on a real replica set: kept whole or not at all, held or condemned but never both, swept to the last piece."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from services.intake.adapters.conversation_document import document_of
from services.intake.adapters.mongo_cases import MongoCases
from services.intake.adapters.named_files import MongoNamedFiles
from services.intake.domain.chat.talk import Conversation, Draft
from services.intake.usecases.ports import StoredCase, Supplement
from services.kit.clock import FixedClock
from services.kit.events import Attachment, CaseReceived
from services.kit.files.gridfs import GridFsFiles
from services.kit.files.ports import NewFile
from services.kit.files.sweep import SweepAttachments
from services.kit.storage.leases import MongoLeases
from tests.servers.mongo import Mongo

pytestmark = pytest.mark.integration

NOW = datetime(2026, 11, 30, 3, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=24)
CODE = "2611304829175"


@pytest.fixture
def database(mongo: Mongo) -> Any:
    return mongo.database("intake")


@pytest.fixture
def files(database: Any) -> GridFsFiles:
    return GridFsFiles(database)


def sweeper(database: Any, at: datetime = LATER) -> SweepAttachments:
    named, leases = MongoNamedFiles(database), MongoLeases(database)
    return SweepAttachments(GridFsFiles(database), named, leases, FixedClock(at), timedelta(hours=24))


def picture(name: str = "F1") -> NewFile:
    attachment = Attachment(id=name, name="a.jpg", media_type="image/jpeg", kind="image", size=4, sha256="ab")
    contents = {"original": b"x" * 600_000, "view": b"view", "thumbnail": b"t"}
    return NewFile(attachment=attachment, original_type="image/png", contents=contents, private={"latitude": 13.97})


def store_case(database: Any, *attachments: Attachment) -> None:
    data = CaseReceived(
        code=CODE,
        channel="web",
        received_at=NOW,
        title="Đèn hỏng",
        text="Đèn đường hỏng.",
        category=None,
        attachments=attachments,
    )
    MongoCases(database).add(StoredCase(data=data, client_key="k", fingerprint="f", looked_at_from=NOW))


def left(database: Any) -> dict[str, int]:
    return {name: database[name].count_documents({}) for name in ("attachments", "files.files", "files.chunks")}


def test_a_file_is_kept_with_all_its_variants(files: GridFsFiles) -> None:
    files.keep(picture(), NOW, LATER)
    found = files.find("F1")
    assert found is not None
    assert found.attachment == picture().attachment and found.original_type == "image/png"
    assert {variant: files.read("F1", variant) for variant in found.variants} == picture().contents


def test_what_is_not_there_is_none(files: GridFsFiles) -> None:
    assert files.find("F9") is None
    assert files.read("F9", "original") is None


def test_a_file_whose_storing_was_killed_does_not_exist_and_is_swept(database: Any, files: GridFsFiles) -> None:
    class Killed(BaseException):
        pass

    class Dying(dict[str, bytes]):
        def items(self) -> Any:
            yield "original", b"x" * 600_000
            raise Killed

    broken = picture()
    broken.contents.clear()
    with pytest.raises(Killed):
        files.keep(NewFile(**{**_parts(broken), "contents": Dying(original=b"", view=b"")}), NOW, LATER)
    assert files.find("F1") is None
    assert files.hold(["F1"], LATER) == frozenset()
    sweeper(database)()
    assert left(database) == {"attachments": 0, "files.files": 0, "files.chunks": 0}


def test_the_pieces_of_an_upload_without_an_end_are_swept_too(database: Any, files: GridFsFiles) -> None:
    files.keep(picture(), NOW, LATER)
    database["files.files"].delete_many({})
    sweeper(database)()
    assert left(database) == {"attachments": 0, "files.files": 0, "files.chunks": 0}


def test_files_that_cases_or_additions_name_stay_and_others_go(database: Any, files: GridFsFiles) -> None:
    for name in ("F1", "F2", "F3"):
        files.keep(picture(name), NOW, LATER)
    store_case(database, picture("F1").attachment)
    added = Supplement(
        number=0, channel="zalo", client_key="m", added_at=NOW, text="", attachments=(picture("F2").attachment,)
    )
    MongoCases(database).add_to_case(CODE, added)
    sweeper(database)()
    assert [bool(files.find(name)) for name in ("F1", "F2", "F3")] == [True, True, False]
    assert left(database)["files.files"] == 6


def test_a_file_of_a_conversation_is_held_again(database: Any, files: GridFsFiles) -> None:
    files.keep(picture(), NOW, LATER)
    draft = replace(Draft(), attachments=(picture().attachment,))
    conversation = replace(Conversation(channel="zalo", thread="t"), draft=draft)
    database["conversations"].insert_one({"_id": "zalo|t", **document_of(conversation)})
    sweeper(database)()
    assert files.overdue(LATER + timedelta(hours=23), 9) == []
    database["conversations"].delete_many({})
    sweeper(database, LATER + timedelta(hours=24))()
    assert files.find("F1") is None


def test_a_held_file_is_not_condemned_and_a_condemned_one_is_not_held(files: GridFsFiles) -> None:
    for name in ("F1", "F2"):
        files.keep(picture(name), NOW, LATER)
    assert files.hold(["F1"], LATER + timedelta(hours=1)) == {"F1"}
    assert files.condemn(["F1", "F2"], LATER) == ["F2"]
    assert files.hold(["F1", "F2"], LATER + timedelta(hours=2)) == {"F1"}
    assert files.find("F2") is None


def test_holding_never_shortens(files: GridFsFiles) -> None:
    files.keep(picture(), NOW, LATER)
    assert files.hold(["F1"], NOW) == {"F1"}
    assert files.overdue(LATER - timedelta(seconds=1), 9) == []
    assert files.overdue(LATER, 9) == ["F1"]


def test_of_many_that_hold_and_condemn_at_once_one_side_wins_each_file(files: GridFsFiles) -> None:
    names = [f"F{number}" for number in range(24)]
    for name in names:
        files.keep(picture(name), NOW, LATER)
    with ThreadPoolExecutor(6) as threads:
        held = [threads.submit(files.hold, [name], LATER + timedelta(hours=1)) for name in names]
        condemned = [threads.submit(files.condemn, [name], LATER) for name in reversed(names)]
    kept = {name for each in held for name in each.result()}
    gone = {name for each in condemned for name in each.result()}
    assert kept | gone == set(names) and not kept & gone


def test_only_one_of_two_processes_has_the_lease_and_another_takes_over(database: Any) -> None:
    first, second = MongoLeases(database), MongoLeases(database)
    ends = NOW + timedelta(minutes=10)
    assert first.taken("sweep", NOW, ends)
    assert not second.taken("sweep", NOW, ends)
    assert first.taken("sweep", NOW, ends), "it is ours already"
    assert second.taken("sweep", ends, ends + timedelta(minutes=10))
    assert not first.taken("sweep", ends, ends)


def test_the_look_for_names_uses_an_index_that_holds_named_files_only(database: Any) -> None:
    store_case(database)
    named = MongoNamedFiles(database)
    assert named.named(["F1"]) == frozenset()
    plan = database["cases"].find({"data.attachments.id": {"$in": ["F1"]}}).explain()
    assert plan["queryPlanner"]["winningPlan"]["inputStage"]["indexName"] == "files_in_data_attachments"
    keys = database.command("validate", "cases")["keysPerIndex"]
    assert keys["files_in_data_attachments"] == 0, "a case without files"


def _parts(file: NewFile) -> dict[str, Any]:
    return {name: getattr(file, name) for name in ("attachment", "original_type", "private")}
