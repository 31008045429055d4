"""Ports for servers of a run's own."""

import os
import socket


def free_block(bases: range) -> int:
    """Return a base of `bases` above which ten ports are free.

    Where to begin to look follows from the process, so that two runs on one machine seldom choose the same.
    """
    start = os.getpid() % len(bases)
    turned = [*bases[start:], *bases[:start]]
    return next(base for base in turned if all(_free(base + offset) for offset in range(10)))


def _free(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True
