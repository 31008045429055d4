"""What all programs of the kit share: settings from `.env`, the inbox, waiting a little longer each time."""

import logging
import os
import random
import signal
import time
from collections.abc import Callable
from pathlib import Path

from inbox import Inbox

HERE = Path(__file__).resolve().parent
LONGEST_PAUSE = 60
log = logging.getLogger("hotline")


def setting(name: str) -> str:
    """Return a setting: from the environment, else from `.env` beside this file. Raises SystemExit naming it."""
    if name in os.environ:
        return os.environ[name]
    file = HERE / ".env"
    lines = file.read_text("utf-8").splitlines() if file.exists() else []
    found = dict(line.split("=", 1) for line in lines if "=" in line)
    if name not in found:
        raise SystemExit(f"Thiếu {name} trong .env / {name} is missing in .env")
    return found[name]


def open_inbox() -> Inbox:
    """Return the inbox: the file that INBOX names, else inbox.sqlite beside this file."""
    return Inbox(os.environ.get("INBOX", str(HERE / "inbox.sqlite")), setting("AGENCY"))


def for_ever(once: Callable[[], None]) -> None:
    """Run `once` again and again until SIGTERM or Ctrl-C; after a failure wait a little longer each time."""
    logging.basicConfig(level="INFO", format="%(asctime)s %(name)s %(message)s")
    logging.getLogger("pika").setLevel("CRITICAL")
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    pause = 1.0
    while True:
        started = time.monotonic()
        try:
            once()
            pause = 1.0
            continue
        except KeyboardInterrupt:
            return
        except OSError as error:
            log.warning("no connection (%s)", type(error).__name__)
        except Exception:
            log.exception("stopped by an error")
        pause = 1.0 if time.monotonic() - started > LONGEST_PAUSE else min(pause * 2, LONGEST_PAUSE)
        log.warning("again in %.0f s", pause)
        time.sleep(pause * random.uniform(0.8, 1.2))  # noqa: S311 - spreads reconnections, keeps no secret
