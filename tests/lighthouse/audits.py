"""Lighthouse over pages of ours, by npm's `lighthouse`, pinned, in the browser of the other tests."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.npm import node_and

HERE = Path(__file__).parent
FILES = ("package.json", "package-lock.json", "audit.mjs")
SECONDS_PER_PAGE = 120


@dataclass(frozen=True, slots=True)
class Audit:
    """What it says of one page: scores of 100 by category, and what it found fault with."""

    address: str
    scores: dict[str, int]
    faults: list[str]


def audits(addresses: Sequence[str]) -> list[Audit]:
    """Open each page once, as a phone on a slow network does. Skips the test without node, npm or a browser."""
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if chromium is None:
        pytest.skip("needs a browser: apt-get install chromium, or CHROMIUM=/path")
    node, place = node_and(HERE, FILES, "Lighthouse")
    done = subprocess.run(
        [node, "audit.mjs", *addresses],
        cwd=place,
        env={"CHROMIUM": chromium, "PATH": os.environ["PATH"], "HOME": str(place)},
        capture_output=True,
        text=True,
        timeout=SECONDS_PER_PAGE * len(addresses),
    )
    assert done.returncode == 0, done.stderr[-4000:]
    return [_audit(json.loads(line)) for line in done.stdout.splitlines() if line.startswith("{")]


def _audit(said: dict[str, object]) -> Audit:
    assert not said.get("error"), said
    return Audit(str(said["address"]), said["scores"], said["faults"])  # type: ignore[arg-type]
