"""What every HTTP simulator is: an app with faults, a clock and a courier, on a port of its own or inside the lab."""

from __future__ import annotations

from types import TracebackType
from typing import ClassVar, Self

from flask import Flask

from tests.simulators.base.clock import Clock
from tests.simulators.base.control import control
from tests.simulators.base.courier import Courier, Delivery, Webhook
from tests.simulators.base.faults import Faults
from tests.simulators.base.raw import cut_off
from tests.simulators.base.serving import Faulty, Served
from tests.simulators.base.together import at_the_same_time
from tests.simulators.base.twists import Twist


class Simulator:
    """Subclasses add their routes to `app`.

    `with Simulator() as it:` serves it on a free port; the lab mounts `wsgi` under a prefix and sets `url` itself.
    """

    name: ClassVar[str]

    def __init__(self, courier: Courier, webhook_url: str = "") -> None:
        self.webhook_url = webhook_url
        self.url = ""
        self.clock, self.faults, self.courier = Clock(), Faults(), courier
        self.app = Flask(f"simulator-{self.name}")
        self.app.json.sort_keys = False  # type: ignore[attr-defined]
        self.app.json.ensure_ascii = False  # type: ignore[attr-defined]
        self.app.register_blueprint(control(self.faults, self.clock, self.courier))
        self.wsgi = Faulty(self.app, self.faults)
        self._served: Served | None = None

    def start(self, port: int = 0) -> Self:
        """Serve on `port` of loopback; 0 is a free one."""
        self._served = Served(self.wsgi, port)
        self.url = f"http://127.0.0.1:{self._served.port}"
        return self

    def stop(self) -> None:
        """Stop serving and delivering."""
        self.courier.close()
        if self._served is not None:
            self._served.close()
            self._served = None

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, _type: type[BaseException] | None, _: BaseException | None, __: TracebackType | None) -> None:
        self.stop()

    def _delivered(self, webhook: Webhook, twist: Twist) -> Delivery:
        """Deliver a webhook that is twisted already; here are the twists that are about connections, not content."""
        if twist is Twist.CUT:
            return Delivery(0, webhook, answer=cut_off(webhook))
        if twist is Twist.DUPLICATED:
            self.courier.deliver(webhook)
        if twist is Twist.CONCURRENT:
            return at_the_same_time([lambda: self.courier.deliver(webhook)] * 2)[0]
        return self.courier.deliver(webhook)
