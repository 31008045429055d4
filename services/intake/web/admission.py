"""Ask the gate about what came over the web, and ask for a proof of work where it has doubts."""

from __future__ import annotations

from dataclasses import replace

from flask import request

from services.intake.domain.abuse.suspicion import Signals, Suspicion
from services.intake.usecases.register_case import RegisterCase
from services.intake.web.application import application
from services.intake.web.device import device
from services.kit.failures import Rejected

#: What a sender who cannot do the work hands in instead of a solution.
CANNOT = "none"


def admitted(command: RegisterCase, solution: str, *, filled_in: float | None = None) -> RegisterCase:
    """Return the command, with doubts where it is suspicious and its sender cannot prove any work.

    Raises `Rejected`: `blocked`, `slow-down`, or `proof-needed` with the `challenge`.
    """
    found = check(command, filled_in=filled_in)
    if not found.suspicious or (solution not in ("", CANNOT) and application().gate.proved(solution)):
        return command
    if solution == CANNOT:
        return replace(command, doubts=found.reasons)
    raise proof_needed()


def check(command: RegisterCase, *, filled_in: float | None = None, honeypot: bool = False) -> Suspicion:
    """Count the message at the gate and return what speaks against it."""
    gate, known = application().gate, device()
    senders = gate.senders(
        address=request.remote_addr, device=known.name if known else None, phone=command.phone, email=command.email
    )
    signals = Signals(honeypot=honeypot, filled_in=filled_in, devices=True, device_age=known.age if known else None)
    return gate.check(*senders, signals=signals)


def proof_needed() -> Rejected:
    """Return the refusal that asks for work; it lasts some seconds, and the same message may then come again."""
    return Rejected(
        "proof-needed",
        "Có nhiều tin gửi bất thường từ mạng này. Xin đợi vài giây để máy của bạn tự xác nhận, rồi gửi lại.",
        "Unusually much comes from this network. Please wait some seconds for a check by your device, then send again.",
        challenge=dict(application().gate.challenge().fields),
    )
