"""One turn of a sweep over cases: each on its own, so that one which cannot be done stops no other."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from services.kit.logs import log
from services.routing.domain.case import Case
from services.routing.usecases import metrics
from services.routing.usecases.ports import Cases, Change

PAGE = 200


def sweep(name: str, due: Sequence[Case], do: Callable[[Case], Change | None], cases: Cases) -> bool:
    """Do it to each and store what came of it; return whether there may be more to do at once.

    Replicas need no lock: a case is written over the version it was read in, by one of them, and whatever is told has
    the same ids whoever tells it.
    """
    changes = [change for case in due if (change := _tried(name, case, do))]
    cases.save(changes)
    if changes:
        log.info("cases swept", sweep=name, count=len(changes))
    return len(changes) == PAGE


def _tried(name: str, case: Case, do: Callable[[Case], Change | None]) -> Change | None:
    try:
        return do(case)
    except Exception as error:  # noqa: BLE001 - whatever is wrong with one case, the others go on
        metrics.SWEEP_STUCK.labels(name).inc()
        log.error("case cannot be swept", sweep=name, case=case.code, error=type(error).__name__)
        return None
