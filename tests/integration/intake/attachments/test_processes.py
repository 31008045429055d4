"""Files in processes under eventlet: heavy work stops nobody, and the web channel sweeps."""

import io
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
import requests
from PIL import Image

from services.kit.events import Attachment
from services.kit.files.gridfs import GridFsFiles
from services.kit.files.ports import NewFile
from services.kit.messaging import declare
from tests.servers.broker import Broker
from tests.servers.fixtures import Start
from tests.servers.mongo import Mongo
from tests.servers.processes import Process
from tests.waiting import eventually

pytestmark = pytest.mark.integration

WEB = "services.intake.channels.web:IntakeWeb"
BUSY = "tests.integration.intake.attachments.busy_service:Busy"
SETTINGS = {"SECRET_KEY": "for tests", "FILES_KEY": "for tests"}
#: A pulse that waits longer than this was stopped by somebody's picture.
MOST_SECONDS = 1.0


def large_picture() -> bytes:
    """Return 49 megapixels that take more than a second to draw, in a file that is small."""
    written = io.BytesIO()
    Image.radial_gradient("L").resize((7000, 7000), Image.Resampling.NEAREST).convert("RGB").save(written, "PNG")
    return written.getvalue()


@contextmanager
def uploads(process: Process, content: bytes, count: int) -> Iterator[list[int]]:
    """Send the same file several times at once, in the background; gives the answers' statuses."""
    statuses: list[int] = []

    def send() -> None:
        statuses.append(requests.post(process.url, data=content, timeout=60).status_code)

    threads = [threading.Thread(target=send) for _ in range(count)]
    for thread in threads:
        thread.start()
    yield statuses
    for thread in threads:
        thread.join(60)


def test_a_process_that_draws_large_pictures_goes_on_answering(start: Start, mongo: Mongo) -> None:
    content = large_picture()
    waits: list[float] = []
    with start(BUSY, ready=False, **SETTINGS) as process:
        eventually(lambda: pulse(process) == "ThreadWorkbench", within=30)
        with uploads(process, content, 3) as statuses:
            while len(statuses) < 3:
                begun = time.monotonic()
                pulse(process)
                waits.append(time.monotonic() - begun)
    assert statuses == [200] * 3
    assert max(waits) < MOST_SECONDS
    assert mongo.database("intake")["attachments"].count_documents({"complete": True}) == 3


def pulse(process: Process) -> str:
    try:
        return requests.get(f"{process.url}/pulse", timeout=20).text
    except requests.ConnectionError:
        return ""


def test_the_web_channel_deletes_what_waited_too_long(start: Start, broker: Broker, mongo: Mongo) -> None:
    declare.apply(broker.amqp_uri)
    database = mongo.database("intake")
    files, now = GridFsFiles(database), datetime.now(UTC)
    for name, until in (("OLD", now - timedelta(seconds=1)), ("NEW", now + timedelta(hours=1))):
        attachment = Attachment(id=name, name="a.txt", media_type="text/plain", kind="document", size=1, sha256="ab")
        files.keep(
            NewFile(attachment=attachment, original_type="text/plain", contents={"original": b"a"}, private={}),
            now,
            until,
        )
    with start(WEB, ready=False, **SETTINGS):
        eventually(lambda: files.find("OLD") is None, within=30)
        eventually(lambda: database["files.chunks"].count_documents({}) == 1)
    assert files.find("NEW") is not None
