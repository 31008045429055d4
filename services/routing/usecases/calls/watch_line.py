"""Watch the line: the call that an operator has, and what else rings or goes on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from services.routing.usecases.calls.facts import ANSWERED, Call, Caller
from services.routing.usecases.calls.ports import Extensions, Hotline


@dataclass(frozen=True, slots=True)
class Line:
    """`mine` is the call at one's own telephone, with its number; `others` are masked."""

    extension: str | None
    mine: Caller | None
    others: Sequence[Call]


@dataclass(frozen=True, slots=True)
class WatchLine:
    """The use case. Numbers are seen by whoever has taken the call, and by nobody before."""

    hotline: Hotline
    extensions: Extensions

    def __call__(self, account: str) -> Line:
        """Return the line as it is. Raises `HotlineAway`."""
        extension = self.extensions.of(account)
        calls = self.hotline.current(account)
        mine = next((each for each in calls if _is_at(each, extension)), None)
        others = [each for each in calls if each is not mine]
        return Line(extension, self.hotline.call(account, mine.id) if mine else None, others)


def _is_at(call: Call, extension: str | None) -> bool:
    return extension is not None and call.state == ANSWERED and call.extension == extension
