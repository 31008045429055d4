"""File a case for a caller, with what is known of the call, and note it in the call's record."""

from __future__ import annotations

from dataclasses import replace

from services.intake.usecases.call_ports import Calls
from services.intake.usecases.register_case import CaseRegistrar, RegisterCase, RegisteredCase
from services.kit.failures import Rejected


class FileCallCase:
    """The use case. The case is stored first: a link to a case that is not there would lie, and what is missing after
    a crash is made good when the operator's program sends again, or when the call is settled.
    """

    def __init__(self, registrar: CaseRegistrar, calls: Calls) -> None:
        self._registrar = registrar
        self._calls = calls

    def file(self, command: RegisterCase, call: str) -> RegisteredCase:
        """Register the case; `call` is the telephone system's id, known to us or not. Raises what registering does."""
        record = self._calls.find_by_call(call)
        if record is None:
            return self._registrar.register(command)
        case = self._registered(command, replace(command, caller=record.number or command.caller))
        self._calls.link(record.id, [case.code])
        return case

    def _registered(self, typed: RegisterCase, completed: RegisterCase) -> RegisteredCase:
        """The record may have come after the case was filed; then it was filed as it was typed."""
        try:
            return self._registrar.register(completed)
        except Rejected as refusal:
            if refusal.slug != "idempotency-key-reused" or completed == typed:
                raise
            return self._registrar.register(typed)
