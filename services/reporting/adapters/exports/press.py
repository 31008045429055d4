"""Makes PDF of pages, in a process of its own.

Laying out a page takes seconds of a processor and a lot of memory. A process of its own holds neither the loop of the
service nor its memory, and can be ended when it takes too long.
"""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from services.kit.failures import Rejected, Retryable
from services.kit.logs import log

SECONDS = 60.0
#: A second page waits: the machine has other work.
AT_ONCE = 1
WAIT_SECONDS = 30.0
WORKER = "services.reporting.adapters.exports.press_worker"


class Press:
    """Renders pages, one at a time."""

    def __init__(self, seconds: float = SECONDS, wait_seconds: float = WAIT_SECONDS) -> None:
        self._seconds = seconds
        self._wait_seconds = wait_seconds
        self._places = threading.BoundedSemaphore(AT_ONCE)

    def print(self, page: str) -> bytes:
        """Return the PDF of a page.

        Raises `Retryable` while others print for longer than anybody waits, `Rejected` (`paper-takes-too-long`) where
        the page itself does, RuntimeError where the renderer fails.
        """
        with self.busy():
            return self._printed(page)

    @contextmanager
    def busy(self) -> Iterator[None]:
        """Hold the press. Raises `Retryable` where others hold it for longer than anybody waits."""
        if not self._places.acquire(timeout=self._wait_seconds):
            raise Retryable("another report is being printed")
        try:
            yield
        finally:
            self._places.release()

    def _printed(self, page: str) -> bytes:
        command = [sys.executable, "-m", WORKER]
        try:
            done = subprocess.run(command, input=page.encode(), capture_output=True, timeout=self._seconds, check=False)
        except subprocess.TimeoutExpired as error:
            raise _too_slow(self._seconds) from error
        if done.returncode:
            log.error("printing failed", exit_code=done.returncode, last=done.stderr.decode(errors="replace")[-500:])
            raise RuntimeError("the renderer failed")
        return done.stdout


def _too_slow(seconds: float) -> Rejected:
    return Rejected(
        "paper-takes-too-long",
        f"Dàn trang mất hơn {seconds:g} giây; hãy chọn ít bảng hơn hoặc tải bảng tính.",
        f"Laying out the pages took more than {seconds:g} seconds; choose fewer tables or the workbook.",
    )
