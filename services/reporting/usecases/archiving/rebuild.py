"""Make every projection anew from the archive, to the same bytes, while events go on arriving."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from services.kit.clock import Clock
from services.kit.failures import Rejected
from services.reporting.domain.comparison import Comparison
from services.reporting.usecases.archiving.catch_up import CatchUp
from services.reporting.usecases.archiving.ports import Archive
from services.reporting.usecases.archiving.rebuilding_ports import Crew, Turn, Workshop

#: Small enough that a progress bar moves, large enough that the borders do not count.
STRETCHES = 64
#: How often documents that differ are looked at again, after catching up: an event may have come in between.
LOOKS = 3

#: Told after each stretch how many events are done, of about how many.
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Rebuild:
    """First all is folded beside what is in use; then the two change places; then what came is recorded again."""

    archive: Archive
    crew: Crew
    workshop: Workshop
    catch_up: CatchUp
    turn: Turn
    clock: Clock

    def check(self, progress: Progress) -> Comparison:
        """Return how what is in use compares with what the archive makes of it. Changes nothing."""
        return self._looked_again(self._folded(progress, write=False))

    def __call__(self, progress: Progress, *, lose: bool = False) -> Comparison:
        """Make anew and put in use. Returns how it compares with what was in use.

        Raises `Rejected`: `rebuild-running` while somebody else does it, and `archive-incomplete` where documents in
        use know something that the archive does not, unless `lose` says that it may be lost. Nothing has changed then.
        """
        if not self.turn.take():
            raise _running()
        try:
            return self._rebuilt(progress, lose=lose)
        finally:
            self.turn.give_back()

    def _rebuilt(self, progress: Progress, *, lose: bool) -> Comparison:
        began = self.clock.now()
        self.workshop.begin()
        found = self._folded(progress, write=True)
        self.workshop.finish()
        self.catch_up.since(began, self.workshop.record)
        found = self._looked_again(found)
        if found.poorer and not lose:
            self.workshop.discard()
            raise _incomplete(found)
        self.workshop.put_in_use(self.clock.now(), found)
        self.catch_up()
        return found

    def _folded(self, progress: Progress, *, write: bool) -> Comparison:
        found, about = Comparison(), self.archive.size()
        for part in self.crew.fold(self.archive.stretches(STRETCHES), write=write):
            found += part
            progress(found.events, about)
            if write and not self.turn.take():
                raise _running()
        return found

    def _looked_again(self, found: Comparison) -> Comparison:
        """Look again at what differs: cases that something happened to in the meantime agree after a moment."""
        for _ in range(LOOKS):
            if not found.differing or not found.all_named:
                break
            found = found.looked_again(self.crew.again(found.named))
        return found


def _running() -> Rejected:
    return Rejected(
        "rebuild-running",
        "Đang có một lần dựng lại số liệu khác chạy; hãy chờ lần đó xong.",
        "Another rebuild is running; wait until it is done.",
    )


def _incomplete(found: Comparison) -> Rejected:
    named = ", ".join(f"{each.collection}/{each.key}" for each in found.named[:10])
    return Rejected(
        "archive-incomplete",
        f"Kho lưu không đủ sự kiện để dựng lại {found.poorer} tài liệu ({named}); số liệu đang dùng giữ nguyên.",
        f"The archive does not know all of {found.poorer} documents ({named}); what is in use was left as it is.",
        documents=found.poorer,
    )
