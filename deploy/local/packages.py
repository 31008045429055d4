"""Debian packages that the local servers need, installed when they are missing and we are root."""

import fcntl
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

POLICY = Path("/usr/sbin/policy-rc.d")
#: Two of us at once would take away each other's policy, or use what the other has unpacked and not yet set up.
LOCK = Path(tempfile.gettempdir()) / f"hotline-packages-{os.geteuid()}.lock"
# Somebody else may be installing something at this moment.
APT = ("apt-get", "-qq", "-o", "DPkg::Lock::Timeout=120")


class Missing(Exception):  # noqa: N818
    """Something must be installed by hand. The message says what."""


def need(package: str, present: Callable[[], bool]) -> None:
    """Install the Debian `package` unless it is `present`, without starting its daemon.

    Who installs it at this moment is waited for. Raises `Missing` where it cannot be installed here.
    """
    with LOCK.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not present():
            _install(package)


def _install(package: str) -> None:
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        raise Missing(f"please install {package} (as root: apt-get install {package}), or set AMQP_URI and MONGO_URI")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    with _no_daemons():
        subprocess.run([*APT, "update"], check=True, env=environment)
        subprocess.run([*APT, "install", "-y", "--no-install-recommends", package], check=True, env=environment)


@contextmanager
def _no_daemons() -> Iterator[None]:
    """Debian asks policy-rc.d before a package starts its daemon; 101 means "not allowed"."""
    if POLICY.exists():
        yield
        return
    POLICY.write_text("#!/bin/sh\nexit 101\n")
    POLICY.chmod(0o755)
    try:
        yield
    finally:
        POLICY.unlink(missing_ok=True)
