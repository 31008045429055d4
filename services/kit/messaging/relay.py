"""The relay process: the only publisher of the system. One thread per database, one connection to the broker.

    python -m services.kit.messaging.relay

`RELAY_DATABASES` names the databases it serves: all of them on a small machine, one per relay where each service's
database has a user of its own.
"""

from __future__ import annotations

import signal
import sys
import threading
from dataclasses import dataclass, replace
from types import FrameType

from environs import Env

from services.kit import health, logs
from services.kit.logs import log
from services.kit.messaging.outbox_relay import OutboxRelay
from services.kit.messaging.publisher import Publisher
from services.kit.settings import BadSettings, CommonSettings, common, read
from services.kit.storage.mongo import connect
from services.kit.storage.pending import PendingOutbox


@dataclass(frozen=True, slots=True, kw_only=True)
class RelaySettings(CommonSettings):
    """What the relay needs to know. `databases` are full names, prefix included."""

    databases: tuple[str, ...]


def from_env(env: Env) -> RelaySettings:
    """Read the relay's settings."""
    prefix = env.str("DATABASE_PREFIX", "")
    names = env.list("RELAY_DATABASES", ["intake", "routing", "notify", "publish"])
    return RelaySettings(
        **common(env, "relay"),  # type: ignore[arg-type]
        databases=tuple(prefix + name for name in names),
    )


class Relay:
    """All threads of the process."""

    def __init__(self, settings: RelaySettings) -> None:
        self._settings = settings
        self._stopping = threading.Event()
        self._exit_code = 0
        self._publisher = Publisher(settings.amqp_uri)
        self._relays = {
            name: OutboxRelay(PendingOutbox(connect(replace(settings, database=name))), self._publisher)
            for name in settings.databases
        }

    def run(self) -> int:
        """Relay until SIGTERM or SIGINT; what is in flight then is confirmed and cleared first.

        Returns the exit code: 1 when a bug ended one of the threads, because a process that relays only some of its
        databases must not look alive.
        """
        self._publisher.start()
        probes = {f"outbox of {name}": relay.problem for name, relay in self._relays.items()}
        health.serve_in_thread(self._settings.admin_host, self._settings.admin_port, probes)
        threads = [
            threading.Thread(target=self._guarded, args=(relay,), name=name) for name, relay in self._relays.items()
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self._publisher.stop()
        return self._exit_code

    def _guarded(self, relay: OutboxRelay) -> None:
        try:
            relay.run(self._stopping.is_set)
        except Exception:  # noqa: BLE001 - whatever it is, the process must not live on half
            log.exception("relay thread failed")
            self._exit_code = 1
            self._stopping.set()

    def stop(self, _: int, __: FrameType | None) -> None:
        """Signal handler."""
        log.info("relay stopping")
        self._stopping.set()


def main() -> int:
    """Run the relay. Exit code 2 when a setting is wrong."""
    try:
        settings = read(from_env)
    except BadSettings as wrong:
        print(f"relay: {wrong}", file=sys.stderr)  # noqa: T201 - there is no log yet
        return 2
    logs.set_up("relay", settings.log_level)
    relay = Relay(settings)
    signal.signal(signal.SIGTERM, relay.stop)
    signal.signal(signal.SIGINT, relay.stop)
    return relay.run()


if __name__ == "__main__":
    sys.exit(main())
