"""Hosting pages: whole bodies, loud port clashes, requests finished before the process goes."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests

from tests.waiting import eventually

pytestmark = pytest.mark.integration
PLACE = "tests.integration.kit.site_service:SiteService"


def test_a_chunked_body_is_read_whole(start):
    pieces = [b"x" * 70_000 for _ in range(20)]
    with start(PLACE) as process:
        answer = requests.post(f"{process.url}/echo", data=iter(pieces), timeout=10)
    assert answer.content == b"".join(pieces)


def test_a_second_process_on_the_same_port_fails_loudly_instead_of_sharing_requests(start):
    with start(PLACE) as first, start(PLACE, ready=False, HTTP_PORT=str(first.http_port)) as second:
        assert second.wait(15) != 0
        assert "Address already in use" in second.output()
        assert requests.post(f"{first.url}/echo", data=b"still here", timeout=5).content == b"still here"


def test_a_request_in_progress_is_finished_before_the_process_ends(start):
    with start(PLACE) as process, ThreadPoolExecutor() as pool:
        answer = pool.submit(requests.get, f"{process.url}/slow", timeout=10)
        eventually(lambda: answer.running())
        requests.post(f"{process.url}/echo", data=b"the slow one is in by now", timeout=5)
        process.terminate()
        assert answer.result().text == "done"
        assert process.wait(15) == 0


def test_a_site_needs_neither_broker_nor_database_to_start(start):
    with start(PLACE, AMQP_URI="amqp://u:p@127.0.0.1:1/", MONGO_URI="mongodb://127.0.0.1:1/") as process:
        assert process.readiness() == {}


def test_eventlet_must_patch_before_pymongo_is_imported():
    script = "import pymongo, services.kit.runner"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=os.environ, check=False)
    assert done.returncode != 0
    assert "pymongo was imported before eventlet" in done.stderr


def test_a_process_with_a_wrong_setting_does_not_start_and_names_it(start):
    with start(PLACE, ready=False, LOG_LEVEL="LOUD") as process:
        assert process.wait(15) == 2
        assert "LOG_LEVEL is missing or not valid" in process.output()
