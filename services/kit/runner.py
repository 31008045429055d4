"""Runs one nameko service per process.

    python -m services.kit.runner services.routing.entrypoints:Routing

Written anew instead of using the `nameko` command, which needs pkg_resources and picks up every class it sees.
"""

import sys

if "pymongo" in sys.modules:
    raise RuntimeError("pymongo was imported before eventlet patched the sockets: every operation would fail")

import warnings

warnings.filterwarnings("ignore", message="\\s*Eventlet is deprecated")

import eventlet

eventlet.monkey_patch()

import gc
import importlib
import signal
from typing import Any

import eventlet.wsgi
from nameko.runners import ServiceRunner

from services.kit import health, logs
from services.kit.logs import log
from services.kit.messaging.consumer import Batch
from services.kit.service import Wired
from services.kit.settings import BadSettings, CommonSettings, read

WORKERS = 10
SIGNAL_SECONDS = 0.2


class Runner:
    """One service, its admin port and its signals."""

    def __init__(self, service: type, settings: CommonSettings) -> None:
        self._settings = settings
        self._draining = False
        self._runner = ServiceRunner(
            {"AMQP_URI": settings.amqp_uri, "max_workers": WORKERS, "settings": settings},
        )
        self._runner.add_service(service)

    def run(self) -> None:
        """Serve until SIGTERM or SIGINT, then drain."""
        signal.signal(signal.SIGTERM, self._stop)
        signal.signal(signal.SIGINT, self._stop)
        self._runner.start()
        self._serve_admin()
        settle_garbage()
        eventlet.spawn_n(self._stop_when_told)
        log.info("service started")
        self._runner.wait()
        log.info("service stopped")

    def _stop(self, *_: Any) -> None:
        """Signal handler. Unready from now on, so that nobody sends more."""
        self._draining = True

    def _stop_when_told(self) -> None:
        """Finish what is in flight once a signal came.

        The handler only sets a flag: it runs inside the hub's poll, and what it scheduled would wait until the poll
        ends, up to a minute on a quiet service (measured).
        """
        while not self._draining:
            eventlet.sleep(SIGNAL_SECONDS)
        log.info("service draining")
        self._runner.stop()

    def _serve_admin(self) -> None:
        if self._settings.admin_port:
            address = (self._settings.admin_host, self._settings.admin_port)
            listener = eventlet.listen(address, reuse_addr=True, reuse_port=False)
            app = health.admin_app(self._probes(), lambda: self._draining)
            eventlet.spawn(eventlet.wsgi.server, listener, app, log_output=False, debug=False)

    def _probes(self) -> dict[str, health.Probe]:
        probes: dict[str, health.Probe] = {}
        for container in self._runner.containers:
            for extension in container.extensions:
                if isinstance(extension, Batch) and extension.vital:
                    probes[f"queue {extension.queue}"] = extension.problem
                elif isinstance(extension, Wired):
                    probes.update(extension.probes())
        return probes


def settle_garbage() -> None:
    """Take what lives as long as the process out of the collector's sight, and collect the rest less often.

    A batch makes thousands of short-lived objects; with the defaults a twelfth of all processor time went into walking
    over modules and templates (measured).
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def find_service(place: str) -> type:
    """Return the class that `module:Class` names."""
    module, _, name = place.partition(":")
    found = getattr(importlib.import_module(module), name)
    if not isinstance(found, type):
        raise TypeError(f"{place} is not a service class")
    return found


def load_settings(service: type) -> CommonSettings:
    """Read the settings of a service by the `Wired` it declares. Raises `BadSettings`."""
    wired = next(value for value in vars(service).values() if isinstance(value, Wired))
    settings: CommonSettings = read(wired.load)
    return settings


def main(arguments: list[str]) -> int:
    """Run the named service. Exit code 2 when the call or a setting is wrong."""
    if len(arguments) != 1:
        print("usage: python -m services.kit.runner module:Class", file=sys.stderr)  # noqa: T201
        return 2
    service = find_service(arguments[0])
    try:
        settings = load_settings(service)
    except BadSettings as wrong:
        print(f"{arguments[0]}: {wrong}", file=sys.stderr)  # noqa: T201
        return 2
    logs.set_up(str(service.name), settings.log_level)  # type: ignore[attr-defined]
    Runner(service, settings).run()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
