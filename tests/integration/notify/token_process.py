"""A replica in a process of its own, which asks for an access token so many times: `python token_process.py TIMES`."""

from __future__ import annotations

import sys

from environs import Env

from services.kit.clock import SystemClock
from services.kit.settings import CommonSettings, common
from services.kit.storage.mongo import connect
from services.notify.settings.zalo import load
from services.notify.wiring.zalo import keeper


def main() -> None:
    """Say `ready`, wait for a line, then print one token per line."""
    settings = load(Env())
    assert settings is not None
    database = connect(CommonSettings(**common(Env(), "notify")))  # type: ignore[arg-type]
    tokens = keeper(settings, database, SystemClock())
    print("ready", flush=True)
    sys.stdin.readline()
    for _ in range(int(sys.argv[1])):
        print(tokens.access(), flush=True)


if __name__ == "__main__":
    main()
