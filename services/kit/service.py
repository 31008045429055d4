"""What a nameko service class is made of: the wired application, and the site it shows."""

from __future__ import annotations

import socket
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

import eventlet
import eventlet.wsgi
from environs import Env
from eventlet.support.greenlets import GreenletExit
from nameko.extensions import DependencyProvider

from services.kit.health import Probe


class Wired(DependencyProvider):
    """Builds the application once per process and gives it to every worker.

    `build` is the service's composition root, `load` reads its settings from the environment. An application may have
    a `probes` attribute (name → Probe), which decides about readiness.
    """

    def __init__(self, build: Callable[[Any], Any], load: Callable[[Env], Any]) -> None:
        self.build = build
        self.load = load
        self.application: Any = None

    def setup(self) -> None:
        """Build the application from the settings the runner has read."""
        self.application = self.build(self.container.config["settings"])

    def get_dependency(self, _: Any) -> Any:
        """Return the application. No I/O here: nameko kills the container when this raises."""
        return self.application

    def probes(self) -> Mapping[str, Probe]:
        """Return the application's own readiness probes."""
        return getattr(self.application, "probes", {})


class Site(DependencyProvider):
    """Serves a WSGI app on HTTP_PORT, outside nameko's worker pool, so that slow consumers starve no page.

    `create` gets the wired application and returns the WSGI app. `farewell` gets it when the site stops, before
    requests in progress are waited for: to end those that would go on for ever, such as streams of events.
    """

    IDLE_SECONDS = 60
    CONNECTIONS = 500

    def __init__(self, create: Callable[[Any], Any], farewell: Callable[[Any], None] | None = None) -> None:
        self.create = create
        self.farewell = farewell
        self._server: Any = None

    def start(self) -> None:
        """Listen and serve."""
        settings = self.container.config["settings"]
        # reuse_port off: a forgotten second process must fail loudly, not share our requests.
        listener = eventlet.listen((settings.http_host, settings.http_port), reuse_addr=True, reuse_port=False)
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        app = knows_where_bodies_end(self.create(self._application()))
        self._server = eventlet.spawn(
            eventlet.wsgi.server,
            listener,
            app,
            log_output=False,
            max_size=self.CONNECTIONS,
            socket_timeout=self.IDLE_SECONDS,
            debug=False,
        )

    def stop(self) -> None:
        """Stop accepting, let requests in progress finish, at most `drain_seconds`."""
        if self._server is not None:
            self._server.kill()
            if self.farewell:
                self.farewell(self._application())
            # A killed greenlet hands its GreenletExit to whoever waits; let out, it would end nameko's own stop.
            with eventlet.Timeout(self.container.config["settings"].drain_seconds, False), suppress(GreenletExit):
                self._server.wait()

    def get_dependency(self, _: Any) -> None:
        """Workers have no use for the site."""

    def _application(self) -> Any:
        wired = [each for each in self.container.dependencies if isinstance(each, Wired)]
        return wired[0].application if wired else None


def knows_where_bodies_end(app: Any) -> Any:
    """Tell Werkzeug that eventlet ends chunked bodies itself; otherwise it reads them as empty (measured)."""

    def wrapped(environ: dict[str, Any], start_response: Any) -> Any:
        environ["wsgi.input_terminated"] = True
        return app(environ, start_response)

    return wrapped
