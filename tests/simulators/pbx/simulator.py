"""Calls, step by step or as whole scenarios, and the webhooks that tell of them."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, ClassVar

from tests.simulators.base.courier import Courier, Delivery, Webhook
from tests.simulators.base.files import Files
from tests.simulators.base.simulator import Simulator
from tests.simulators.base.together import at_the_same_time
from tests.simulators.base.twists import Twist, twisted
from tests.simulators.pbx import signing
from tests.simulators.pbx.calls import Call
from tests.simulators.pbx.control import control
from tests.simulators.pbx.credentials import PbxCredentials
from tests.simulators.pbx.vendors import ANSWERED, ENDED, RINGING, VENDORS
from tests.simulators.pbx.voice import recording

TIME_LIMIT, DELAYS = 5.0, (0.5, 1.0, 2.0, 5.0)
DAY = 24 * 3600
#: Scenario → (branch, outcome, seconds of waiting, seconds of talk or of voicemail).
SCENARIOS = {
    "answered": ("phan-anh", "answered", 8, 95),
    "abandoned": ("phan-anh", "abandoned", 40, 0),
    "after-hours": ("ngoai-gio", "abandoned", 12, 0),
    "voicemail": ("ngoai-gio", "voicemail", 15, 3),
    "busy": ("phan-anh", "busy", 1, 0),
}


class PbxSimulator(Simulator):
    """`webhook_url` has no vendor at its end: `…/webhooks/calls`."""

    name: ClassVar[str] = "pbx"

    def __init__(self, webhook_url: str = "", credentials: PbxCredentials | None = None) -> None:
        super().__init__(Courier(TIME_LIMIT, DELAYS), webhook_url)
        self.credentials = credentials or PbxCredentials()
        self.files = Files(self.clock)
        self._lock = threading.Lock()
        self._calls: dict[str, Call] = {}
        self.app.register_blueprint(self.files.blueprint())
        self.app.register_blueprint(control(self))

    def env(self) -> dict[str, str]:
        """Return the variables of a process under test."""
        # Recordings are at an http address of this machine.
        return self.credentials.env() | {"PBX_RECORDINGS_INSECURE": "true", "PBX_RECORDING_HOSTS": "127.0.0.1"}

    def ring(self, phone: str, vendor: str = "zorio", branch: str = "phan-anh", twist: Twist = Twist.NONE) -> Call:
        """Begin a call and tell of it. `phone` is `0…`, or empty for a hidden number. KeyError for no such vendor."""
        call = self._new(phone, vendor, branch, self.clock.now())
        self.tell(call, RINGING, twist)
        return call

    def answer(self, call: Call, extension: str = "101", twist: Twist = Twist.NONE) -> list[Delivery]:
        """Let an operator take it."""
        call.answered_at, call.extension = self.clock.now(), extension
        return self.tell(call, ANSWERED, twist)

    def end(
        self, call: Call, outcome: str = "", voice: bytes | None = None, twist: Twist = Twist.NONE
    ) -> list[Delivery]:
        """End it: `answered` or `abandoned` by itself, else `busy` or `voicemail`. A voice can be downloaded."""
        call.outcome = outcome or ("answered" if call.answered_at else "abandoned")
        call.ended_at = self.clock.now()
        if call.outcome in ("answered", "voicemail"):
            self._record(call, voice, max(call.talked, 1))
        return self.tell(call, ENDED, twist)

    def play(
        self, scenario: str, phone: str, vendor: str = "zorio", *, order: str = "given", twist: Twist = Twist.NONE
    ) -> Call:
        """Tell of a whole call that ends now: a key of SCENARIOS. `order`: given, reversed, together."""
        call, webhooks = self.history(scenario, phone, vendor, twist)
        self.deliver_all(webhooks, order, twist)
        return call

    def history(
        self, scenario: str, phone: str, vendor: str = "zorio", twist: Twist = Twist.NONE
    ) -> tuple[Call, list[Webhook]]:
        """Return a whole call and the webhooks that tell of it, undelivered."""
        branch, outcome, waiting, lasting = SCENARIOS[scenario]
        now = self.clock.now()
        call = self._new(phone, vendor, branch, now - timedelta(seconds=waiting + lasting))
        webhooks = self._told(call, RINGING, twist)
        if outcome == "answered":
            call.answered_at, call.extension = now - timedelta(seconds=lasting), "101"
            webhooks += self._told(call, ANSWERED, twist)
        call.ended_at, call.outcome = now, outcome
        if outcome in ("answered", "voicemail"):
            self._record(call, None, lasting)
        return call, webhooks + self._told(call, ENDED, twist)

    def play_many(self, phones: Sequence[str], scenario: str = "answered", vendor: str = "zorio") -> list[Call]:
        """Tell of many calls at once."""
        return at_the_same_time([lambda phone=phone: self.play(scenario, phone, vendor) for phone in phones])  # type: ignore[misc]

    def call(self, call_id: str) -> Call:
        """Return a call. LookupError for none."""
        with self._lock:
            return self._calls[call_id]

    def calls(self) -> list[Call]:
        """Return all calls, oldest first."""
        with self._lock:
            return list(self._calls.values())

    def tell(self, call: Call, what: str, twist: Twist = Twist.NONE) -> list[Delivery]:
        """Tell that a call rings, was answered, or ended."""
        return self.deliver_all(self._told(call, what, twist), "given", twist)

    def deliver_all(
        self, webhooks: Sequence[Webhook], order: str = "given", twist: Twist = Twist.NONE
    ) -> list[Delivery]:
        """Deliver in the order `given`, `reversed`, or all `together`."""
        if order == "together":
            return at_the_same_time([lambda each=each: self._delivered(each, twist) for each in webhooks])  # type: ignore[misc]
        return [self._delivered(each, twist) for each in (reversed(webhooks) if order == "reversed" else webhooks)]

    def _told(self, call: Call, what: str, twist: Twist) -> list[Webhook]:
        return [self._webhook(call.vendor, event, twist) for event in VENDORS[call.vendor](call, what)]

    def _webhook(self, vendor: str, event: dict[str, Any], twist: Twist) -> Webhook:
        moment = int(self.clock.now().timestamp()) - (DAY if twist is Twist.STALE else 0)

        def sign(body: bytes, _event: dict[str, Any], *, right: bool = True) -> dict[str, str]:
            return signing.headers(body, moment, self.credentials.secret if right else "not-the-secret")

        body, headers = twisted(event, twist, sign, lambda each: each)
        whole = {"Content-Type": "application/json"} | headers
        return Webhook(f"{self.webhook_url}/{vendor}", body, whole, vendor)

    def _new(self, phone: str, vendor: str, branch: str, started_at: datetime) -> Call:
        if vendor not in VENDORS:
            raise KeyError(vendor)
        call = Call(str(uuid.uuid4()), vendor, phone, self.credentials.did, branch, started_at)
        with self._lock:
            self._calls[call.id] = call
        return call

    def _record(self, call: Call, voice: bytes | None, seconds: int) -> None:
        content = recording(min(seconds, 3)) if voice is None else voice
        call.recording = self.url + self.files.keep(f"{call.id}.wav", content)
        call.recording_seconds = seconds
