"""Debian packages that the local servers need, installed when they are missing and we are root."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

POLICY = Path("/usr/sbin/policy-rc.d")
# Somebody else may be installing something at this moment.
APT = ("apt-get", "-qq", "-o", "DPkg::Lock::Timeout=120")


class Missing(Exception):  # noqa: N818
    """Something must be installed by hand. The message says what."""


def need(package: str) -> None:
    """Install the Debian `package`, without starting its daemon. Raises `Missing` where that cannot be done here."""
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
