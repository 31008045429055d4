"""`python -m tests.simulators.lab`: everything on LAB_PORT (8095) and SMPP_PORT (8096), moved by PORT_OFFSET."""

import os
import signal
import sys
import threading
from types import FrameType

from tests.simulators.lab.site import create_app
from tests.simulators.lab.stage import Stage


def main() -> None:
    """Serve until SIGTERM or SIGINT."""
    stop = threading.Event()

    def stopped(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, stopped)
    signal.signal(signal.SIGINT, stopped)
    stage = Stage(os.environ)
    stage.start(create_app(stage))
    sys.stderr.write(f"lab: {stage.url}\n")
    stop.wait()
    stage.stop()


if __name__ == "__main__":
    main()
