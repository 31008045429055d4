"""File a service request: what a GeoReport client sent becomes a case, once, however often it is sent."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

import orjson

from services.intake.domain.abuse.suspicion import Suspicion
from services.intake.usecases.gate_ports import Gate
from services.intake.usecases.ports import Cases
from services.intake.usecases.register_case import CaseRegistrar, RegisterCase, RegisteredCase
from services.kit.clock import Clock
from services.kit.events import Attachment
from services.kit.files.keep import Upload

#: A client that names no request of its own and says the same again within this time repeats itself.
REPEATED_WITHIN = timedelta(minutes=10)
NOBODY = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class SentRequest:
    """What a client sent. `command` lacks its client key. `owner` names program and device, where both are known.

    `token` is the client's own name for the request, `device` the one of the device, `address` where it came from.
    """

    command: RegisterCase
    uploads: Sequence[Upload] = ()
    owner: str | None = None
    token: str = ""
    device: str = ""
    address: str = ""


class FileServiceRequest:
    """The use case. A GeoReport client cannot do a proof of work: what is suspicious is taken with doubts."""

    def __init__(
        self,
        gate: Gate,
        attachments: Callable[[Sequence[Upload]], tuple[Attachment, ...]],
        cases: Cases,
        registrar: CaseRegistrar,
        clock: Clock,
    ) -> None:
        self._gate = gate
        self._keep = attachments
        self._cases = cases
        self._registrar = registrar
        self._clock = clock

    def file(self, sent: SentRequest) -> RegisteredCase:
        """Store the case, or find it when it was sent before. Raises `Rejected` of gate, attachments and registrar."""
        found = self._checked(sent)
        command = replace(
            sent.command,
            client_key=f"{sent.owner or NOBODY}:{sent.token or self._key_of(sent)}",
            attachments=self._keep(sent.uploads) if sent.uploads else (),
            doubts=found.reasons if found.suspicious else (),
        )
        return self._registrar.register(command)

    def _checked(self, sent: SentRequest) -> Suspicion:
        command = sent.command
        senders = self._gate.senders(address=sent.address, device=sent.device, phone=command.phone, email=command.email)
        return self._gate.check(*senders)

    def _key_of(self, sent: SentRequest) -> str:
        """Return the name of a request that has none: who sent what, in which ten minutes.

        A repetition just after the ten minutes have turned takes the name from before.
        """
        said, now = _digest(sent), self._clock.now()
        window = int(now.timestamp() // REPEATED_WITHIN.total_seconds())
        before = f"{said}.{window - 1}"
        earlier = self._cases.find_by_key(sent.command.channel, f"{sent.owner or NOBODY}:{before}")
        if earlier and now - earlier.data.received_at < REPEATED_WITHIN:
            return before
        return f"{said}.{window}"


def _digest(sent: SentRequest) -> str:
    said = (
        sent.device or sent.address,
        sent.command,
        [hashlib.sha256(each.content).hexdigest() for each in sent.uploads],
    )
    return hashlib.sha256(orjson.dumps(said)).hexdigest()[:40]
