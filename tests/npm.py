"""Programs from npm that only tests need: exactly the versions of a lock file, installed once, beside the servers."""

from __future__ import annotations

import fcntl
import hashlib
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from deploy.local.state import ROOT

INSTALL_SECONDS = 300.0


def node_and(here: Path, files: Sequence[str], what: str) -> tuple[str, Path]:
    """Return node, and the folder where `files` of `here` are together with the packages that they lock.

    `files` includes package.json and package-lock.json. Skips the test where there is no node; `what` says what for.
    """
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        pytest.skip(f"needs node and npm, on which {what} runs")
    return node, _installed(npm, here, files)


def _installed(npm: str, here: Path, files: Sequence[str]) -> Path:
    texts = b"".join((here / name).read_bytes() for name in files)
    place = ROOT / "var" / here.name / hashlib.sha256(texts).hexdigest()[:16]
    place.mkdir(parents=True, exist_ok=True)
    with (place / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (place / "installed").exists():
            _install(npm, here, files, place)
    return place


def _install(npm: str, here: Path, files: Sequence[str], place: Path) -> None:
    for name in files:
        shutil.copy(here / name, place / name)
    subprocess.run(
        [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
        cwd=place,
        check=True,
        capture_output=True,
        timeout=INSTALL_SECONDS,
    )
    (place / "installed").touch()
