"""Keeps one connection to the SMSC bound for as long as the process lives."""

from __future__ import annotations

import threading
import time
from typing import Any

from prometheus_client import Gauge

from services.kit.logs import log
from services.notify.adapters.provider_http import NotSent
from services.notify.adapters.provider_sender import ALARMS
from services.notify.adapters.smpp_address import Smsc
from services.notify.adapters.smpp_session import Answer, BindRefused, Handler, Late, SmppSession
from services.notify.domain.message import SMS

#: Seconds before the next attempt to bind, by failures so far; the last one repeats.
BACK_OFF = (0.5, 1.0, 2.0, 5.0, 10.0, 30.0)
CONNECT_SECONDS = 5.0

BOUND = Gauge("hotline_smpp_bound", "1 while this process is bound to the SMSC.")


class SmppLink:
    """Runs in a thread of its own, which under eventlet is a green one: it waits in sockets that eventlet watches."""

    def __init__(self, smsc: Smsc, *, enquire_seconds: float, handler: Handler, late: Late) -> None:
        self._smsc, self._enquire_seconds = smsc, enquire_seconds
        self._handler, self._late = handler, late
        self._session: SmppSession | None = None
        self._stopping = threading.Event()

    def start(self) -> None:
        """Begin to bind, in the background."""
        threading.Thread(target=self._run, name="smpp-link", daemon=True).start()

    def stop(self) -> None:
        """Hang up for good."""
        self._stopping.set()
        if self._session:
            self._session.close()

    def bound(self) -> bool:
        """Return whether the SMSC has let us in."""
        return self._session is not None

    def submit(self, fields: dict[str, Any], tracking: str, timeout: float) -> Answer:
        """Hand over one part within `timeout` seconds. Raises `NotSent` or `NoAnswer`."""
        session = self._session
        if session is None:
            raise NotSent("not bound")
        return session.submit(fields, tracking, timeout)

    def _run(self) -> None:
        failures = 0
        while not self._stopping.is_set():
            session = self._opened()
            if session is None:
                self._stopping.wait(BACK_OFF[min(failures, len(BACK_OFF) - 1)])
                failures += 1
                continue
            began = time.monotonic()
            self._serve(session)
            # An SMSC that lets us in only to hang up at once is not asked in a circle.
            failures = 0 if time.monotonic() - began > BACK_OFF[-1] else failures
            self._stopping.wait(BACK_OFF[min(failures, len(BACK_OFF) - 1)])
            failures += 1

    def _serve(self, session: SmppSession) -> None:
        self._session = session
        BOUND.set(1)
        log.info("smsc bound")
        try:
            session.serve()
        finally:
            self._session = None
            BOUND.set(0)

    def _opened(self) -> SmppSession | None:
        try:
            return SmppSession(
                self._smsc,
                timeout=CONNECT_SECONDS,
                enquire_seconds=self._enquire_seconds,
                handler=self._handler,
                late=self._late,
            )
        except BindRefused as error:
            ALARMS.labels(SMS, "bind-refused").inc()
            log.error("smsc refuses us", status=error.status)
        except OSError as error:
            log.warning("smsc out of reach", reason=type(error).__name__)
        return None
