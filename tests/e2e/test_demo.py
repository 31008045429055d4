"""`hotline demo` and `hotline status` tell the truth about the whole system."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from deploy.local import sandbox

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(180)]

ROOT = Path(__file__).parents[2]
STEPS = (
    "listens to the queue",
    "files by web and gets",
    "files for the caller",
    "writes a mail to the hotline",
    "writes on Zalo",
    "writes on Messenger",
    "An app files by Open311",
    "receives the case over AMQP and answers",
    "The operator assigns",
    "A mail: received",
    "A mail: answered",
    "The answer arrives by text message",
    "The answer arrives in the citizen's mailbox",
    "The answer arrives on Zalo",
    "The answer arrives on Messenger",
    "The answer arrives in the app (closed), and by mail",
    "Published at /ca/",
    "Tracking with the code",
    "The report counts all 6 cases",
)


def failing(system: dict[str, str], *arguments: str) -> tuple[int, str]:
    """Run a command that may fail; return its exit code and what it said of it."""
    command = [sys.executable, "-m", "services.ops.cli", *arguments]
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **system}, capture_output=True, text=True, timeout=90, check=False
    )
    return done.returncode, done.stderr


@pytest.fixture(scope="module")
def told(system: dict[str, str]) -> str:
    """What a demo printed. It has ended when a test gets this."""
    return sandbox.hotline(system, "demo")


def test_the_demo_tells_every_step_with_its_seconds(told: str) -> None:
    assert [step for step in STEPS if step not in told] == []
    seconds = [float(found) for found in re.findall(r"^ *(\d+\.\d\d) s", told, re.MULTILINE)]
    assert len(seconds) >= len(STEPS)
    assert max(seconds) < 60


def test_the_demo_leaves_neither_agency_nor_open_account_behind(told: str, system: dict[str, str]) -> None:
    assert "so-xay-dung" not in sandbox.hotline(system, "agency", "list")
    listed = [line for line in sandbox.hotline(system, "user", "list").splitlines() if line.startswith("demo-operator")]
    assert listed
    assert not any("✓" in line for line in listed)


def test_all_is_well_after_a_demo(told: str, system: dict[str, str]) -> None:
    assert "All is well" in sandbox.hotline(system, "status")


def test_a_missing_step_fails_the_demo_and_is_named(system: dict[str, str]) -> None:
    # Health goes to another agency than the one whose program runs.
    health = ("--category", "kinh-te-xa-hoi.y-te", "--channel", "web")
    code, said = failing(system, "demo", *health, "--within", "3")
    assert code == 1
    assert "receives the case over AMQP" in said
    assert "Traceback" not in said


def test_a_process_that_is_away_is_named(system: dict[str, str]) -> None:
    code, said = failing(system, "status", "--process", "nobody=127.0.0.1:1")
    assert (code, "nobody" in said) == (3, True)
