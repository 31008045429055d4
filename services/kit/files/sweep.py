"""Sweep attachments: delete files that waited for a case too long, and never one that a case names.

Files are kept before the case that names them, so for a while nothing does. Three facts make deleting safe:

* storing a case holds its files first (for `unnamed`, a day), and holding fails for a condemned file;
* condemning is one conditional write per file, which does nothing while the file is held;
* whatever was named before a file's hold ran out is seen by the look that comes before condemning.

So either the case comes first, and the file stays; or the sweep does, and the case is told that its file is gone. What
a conversation still means to file is held again, for as long as it does.
"""

from __future__ import annotations

from datetime import timedelta

from services.kit.clock import Clock
from services.kit.files.ports import Lease, NamedFiles, UnnamedFiles
from services.kit.logs import log

NAME = "sweep-attachments"
MOST_AT_ONCE = 100
#: Longer than a turn takes, shorter than anybody would mind when the process that sweeps dies.
LEASE = timedelta(minutes=10)


class SweepAttachments:
    """The use case. One process of several does it."""

    def __init__(self, files: UnnamedFiles, named: NamedFiles, lease: Lease, clock: Clock, unnamed: timedelta) -> None:
        self._files = files
        self._named = named
        self._lease = lease
        self._clock = clock
        self._unnamed = unnamed

    def __call__(self) -> bool:
        """Sweep some; return whether there may be more. Killed anywhere, the next sweep goes on."""
        now = self._clock.now()
        if not self._lease.taken(NAME, now, now + LEASE):
            return False
        overdue = self._files.overdue(now, MOST_AT_ONCE)
        named = self._named.named(overdue)
        self._files.mark_named(named)
        # What is held again is not condemned below.
        self._files.hold(self._named.awaited(overdue), now + self._unnamed)
        condemned = self._files.condemn(set(overdue) - named, now)
        for file_id in condemned:
            self._files.delete(file_id)
        if condemned:
            log.info("attachments swept", deleted=len(condemned))
        return len(overdue) == MOST_AT_ONCE
