"""The citizen says more."""

from __future__ import annotations

from dataclasses import replace

from services.routing.domain.acts.act import Act, entry
from services.routing.domain.case import Case, Did
from services.routing.domain.file import Addition


def supplement(case: Case, act: Act, addition: Addition) -> Case:
    """The citizen adds something. Nothing else changes: neither whose turn it is nor by when."""
    made = entry(act, Did.SUPPLEMENTED, case.current)
    return replace(case, additions=(*case.additions, addition), history=(*case.history, made))
