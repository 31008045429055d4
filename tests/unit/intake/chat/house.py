"""The conversation's use case on memory, with a fuse in the line of everything that stores."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from services.intake.adapters.phone_numbers import normalise_phone
from services.intake.domain.chat.talk import Heard
from services.intake.usecases.converse import Converse, Manners
from services.intake.usecases.look_up_reference import LookUpReference
from services.intake.usecases.register_case import CaseRegistrar
from services.intake.usecases.supplement_case import CaseSupplementer
from services.kit.clock import FixedClock
from tests.unit.intake.chat.fakes import FixedBoard, InMemoryConversations, InMemorySupplements
from tests.unit.intake.fakes import CATALOG, MONDAY, FixedCatalog, InMemoryCases, ScriptedChance, no_holiday


class Killed(BaseException):
    """The process ends here."""


@dataclass
class Fuse:
    """Kills at the n-th step that changes something: before it, or after it was done."""

    left: int = 10_000
    after: bool = False

    def burn(self, work: Callable[..., Any]) -> Callable[..., Any]:
        def worked(*arguments: Any) -> Any:
            self.left -= 1
            if self.left == 0 and not self.after:
                raise Killed
            result = work(*arguments)
            if self.left == 0:
                raise Killed
            return result

        return worked


class House:
    """A use case on memory; `fuse` is in the line of everything that stores."""

    def __init__(self) -> None:
        self.cases, self.supplements = InMemoryCases(), InMemorySupplements()
        self.conversations, self.board = InMemoryConversations(), FixedBoard()
        self.clock, self.fuse = FixedClock(MONDAY), Fuse()
        self.gate: Callable[[str, str], None] = lambda _, __: None
        self.gone: set[str] = set()
        self.count = 0

    def converse(self) -> Converse:
        look_up = LookUpReference(FixedCatalog(), no_holiday)
        manners = Manners(
            stall=timedelta(minutes=15), remind=None, tracking=lambda code: f"http://portal.test/{code}", spoken=_spoken
        )
        return Converse(
            _Fused(self.conversations, self.fuse, "save"),
            CaseRegistrar(
                _Fused(self.cases, self.fuse, "add"), look_up, normalise_phone, self.clock, ScriptedChance(7)
            ),
            CaseSupplementer(_Fused(self.supplements, self.fuse, "add_to_case"), self.clock),
            self.board,
            look_up,
            normalise_phone,
            lambda: CATALOG["province"],
            self.clock,
            manners,
            lambda channel, thread: self.gate(channel, thread),
            lambda files: tuple(each for each in files if each not in self.gone),
        )

    def hear(self, text: str = "", **more: Any) -> str:
        self.count += 1
        before = len(self.conversations.said)
        self.take(Heard(**{"id": f"m{self.count}", "at": self.clock.at, "text": text, **more}))
        return "\n".join(each.text for each in self.conversations.said[before:])

    def take(self, heard: Heard) -> None:
        self.converse().take("zalo", "an", heard)

    @property
    def everything_kept(self) -> str:
        drafts = [each.draft.text + each.draft.address for each in self.conversations.kept.values()]
        cases = [each.data.text + (each.data.address or "") for each in self.cases.stored.values()]
        added = [each.text for additions in self.supplements.kept.values() for each in additions]
        return "\n".join([*drafts, *cases, *added])


class _Fused:
    def __init__(self, whole: Any, fuse: Fuse, changing: str) -> None:
        self._whole, self._fuse, self._changing = whole, fuse, changing

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._whole, name)
        return self._fuse.burn(found) if name == self._changing else found


def _spoken(moment: Any, tongue: str) -> str:
    return f"{moment:%H:%M}"
