"""The kit as an agency meets it: a folder, a fresh virtual environment, nothing of ours installed, nothing given."""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from services.kit.clock import SystemClock
from tests.integration.agency.gateway_stage import GatewayStage, put_in_force
from tests.integration.agency.receivers import free_port
from tests.unit.routing.builders import code as case_code
from tests.unit.routing.builders import received, supplemented
from tests.waiting import eventually

pytestmark = [pytest.mark.integration, pytest.mark.timeout(300)]


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A fresh virtual environment with what the kit's requirements name, hashes checked, and nothing more."""
    folder = tmp_path_factory.mktemp("agency") / "venv"
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    requirements = Path(__file__).parents[3] / "examples" / "agency_kit" / "requirements.txt"
    pip = [str(folder / "bin" / "pip"), "install", "--quiet", "--require-hashes", "-r", str(requirements)]
    subprocess.run([*pip, "--disable-pip-version-check"], check=True, timeout=240)
    return str(folder / "bin" / "python")


class Desk:
    """The agency's IT: works in its folder with its own Python, and its environment says nothing about us."""

    def __init__(self, folder: Path, python: str) -> None:
        self.folder, self.python = folder, python
        self.env = {"PATH": os.environ["PATH"], "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"}

    def check(self) -> subprocess.CompletedProcess[str]:
        """Run the check."""
        return subprocess.run(
            [self.python, "check.py"], cwd=self.folder, env=self.env, capture_output=True, text=True, timeout=100
        )

    @contextmanager
    def running(self, program: str, **env: str) -> Iterator[None]:
        """Run one of the programs."""
        with (self.folder / "log").open("ab") as log:
            process = subprocess.Popen(
                [self.python, program], cwd=self.folder, env={**self.env, **env}, stdout=log, stderr=log
            )
            try:
                yield
            finally:
                process.terminate()
                process.wait(20)

    def teach(self) -> None:
        """Rewrite `handle.py`, as the README says: ask first, then answer with proof."""
        (self.folder / "handle.py").write_text(HANDLE, "utf-8")


HANDLE = """
def handle(event):
    if event["type"] == "case.routed":
        yield "reply.accepted", {}
        yield "reply.info_requested", {"question": "Cột đèn số mấy?"}
    elif event["type"] == "case.resumed":
        answer = {"answer": "Đã thay bóng đèn.", "outcome": "fixed", "proof": "Biên bản 12/BB-XD"}
        yield "reply.answered", answer
"""


def hotline(gateway: GatewayStage, *arguments: str, code: int = 0, **env: str) -> subprocess.CompletedProcess[str]:
    """Run `hotline` at the centre; it ends with `code`."""
    servers = {**gateway.broker.environment(), **gateway.mongo.environment(), "ROUTING_URL": gateway.url}
    done = subprocess.run(
        [sys.executable, "-m", "services.ops.cli", *arguments],
        env={**os.environ, **servers, "WEBHOOKS_INSECURE": "yes", **env},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == code, done.stderr
    return done


@pytest.fixture
def slug(gateway: GatewayStage) -> Iterator[str]:
    """An agency of this test's own: broker users belong to the whole server."""
    slug = f"so-thu-{secrets.token_hex(4)}"
    gateway.mongo.database("routing").catalog.drop()
    put_in_force(gateway.mongo, slug)
    yield slug
    hotline(gateway, "agency", "remove", slug, "--force")


@pytest.mark.parametrize(
    ("delivery", "program"), [("amqp", "agency.py"), ("pull", "pull.py"), ("webhook", "webhook.py")]
)
def test_the_kit_takes_a_case_the_whole_way(
    gateway: GatewayStage, slug: str, tmp_path: Path, python: str, delivery: str, program: str
) -> None:
    port = str(free_port())
    with gateway.running():
        url = ["--url", f"http://127.0.0.1:{port}/"] if delivery == "webhook" else []
        hotline(gateway, "agency", "add", slug, "--delivery", delivery, *url)
        kit = tmp_path / "kit"
        written = hotline(gateway, "agency", "kit", slug, "--out", str(kit))
        assert written.stdout == ""  # credentials are in the folder alone
        assert (kit / ".env").stat().st_mode & 0o777 == 0o600
        desk = Desk(kit, python)
        checked = desk.check()
        assert checked.returncode == 0, checked.stdout + checked.stderr
        assert "✗" not in checked.stdout
        desk.teach()
        with desk.running(program, PORT=port):
            gateway.publish(received(1, category="y-te"), "web")
            eventually(lambda: state(gateway) == "waiting", within=30)
            # What was said before the question is no answer to it.
            gateway.publish(supplemented(1, 1, added_at=SystemClock().now()), "web")
            eventually(lambda: state(gateway) == "answered", within=30)
    case = gateway.mongo.database("routing").cases.find_one({"_id": case_code(1)})
    assert case is not None
    assert case["answer"]["proof"] == "Biên bản 12/BB-XD"


def state(gateway: GatewayStage) -> str:
    """Return where the case stands."""
    case = gateway.mongo.database("routing").cases.find_one({"_id": case_code(1)})
    return str(case["state"]) if case else ""


def test_the_check_finds_what_is_wrong(gateway: GatewayStage, slug: str, tmp_path: Path, python: str) -> None:
    with gateway.running():
        hotline(gateway, "agency", "add", slug, "--delivery", "pull")
        kit = tmp_path / "kit"
        hotline(gateway, "agency", "kit", slug, "--out", str(kit))
        secret = (kit / ".env").read_text()
        (kit / ".env").write_text(secret.replace("AGENCY_KEY=", "AGENCY_KEY=x"))
        (kit / "handle.py").write_text("def handle(event):\n    yield 'reply.answered', {'outcome': 'fixed'}\n")
        checked = Desk(kit, python).check()
    assert checked.returncode == 1
    lines = [line for line in checked.stdout.splitlines() if line.startswith("✗")]
    assert len(lines) == 3  # the reply without an answer, the key, there and back
    assert "answer" in checked.stdout


def test_the_kit_speaks_of_its_agency_alone(gateway: GatewayStage, slug: str, tmp_path: Path) -> None:
    hotline(gateway, "agency", "add", slug)
    kit = tmp_path / "kit"
    hotline(gateway, "agency", "kit", slug, "--out", str(kit), "--no-credentials")
    assert not (kit / ".env").exists()
    asyncapi, openapi = (kit / "asyncapi.yaml").read_text(), json.loads((kit / "openapi.json").read_text())
    assert f"agency.{slug}" in asyncapi
    for foreign in ("case.received", "{agency}", "account.changed"):
        assert foreign not in asyncapi
    assert {path.split("/")[2] for path in openapi["paths"]} == {"agency"}
    readme = (kit / "README.md").read_text()
    assert slug in readme and "@" not in readme.replace("@example.org", "")
    assert readme.index("Các bước") < readme.index("Steps")


def test_a_folder_that_is_not_empty_is_left_alone(gateway: GatewayStage, slug: str, tmp_path: Path) -> None:
    hotline(gateway, "agency", "add", slug)
    (tmp_path / "cua-toi").write_text("x")
    hotline(gateway, "agency", "kit", slug, "--out", str(tmp_path), code=2)
    assert [each.name for each in tmp_path.iterdir()] == ["cua-toi"]
