"""Where heavy work is done: beside the green threads of a service, or at once where there are none."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any, TypeVar

from services.kit.files.ports import Workbench

Result = TypeVar("Result")


class DirectWorkbench:
    """Does the work where it is asked for."""

    def do(self, work: Callable[..., Result], *arguments: Any) -> Result:
        """Return what the work returns."""
        return work(*arguments)


def workbench() -> Workbench:
    """Return the one that fits this process; eventlet is only imported where it is at work already."""
    eventlet_patcher = sys.modules.get("eventlet.patcher")
    if eventlet_patcher is None or not eventlet_patcher.is_monkey_patched("thread"):
        return DirectWorkbench()
    from services.kit.files.thread_workbench import ThreadWorkbench

    return ThreadWorkbench()
