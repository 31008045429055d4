"""Hand-written parts of the gate that need no server."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from services.intake.domain.abuse.blocks import Block, BlockList
from services.intake.domain.abuse.limits import Limit, Window, window_at
from services.intake.domain.abuse.senders import Sender
from services.intake.usecases.gate_ports import Challenge
from services.intake.wiring.gate import GateParts
from tests.unit.intake.fakes import InMemoryCases


class InMemoryBlocks:
    """A block list."""

    def __init__(self, blocks: Iterable[Block] = ()) -> None:
        self._blocks = {(each.kind, each.value): each for each in blocks}

    def add(self, block: Block) -> None:
        self._blocks[block.kind, block.value] = block

    def remove(self, kind: str, value: str) -> bool:
        return self._blocks.pop((kind, value), None) is not None

    def all(self, now: datetime) -> list[Block]:
        return sorted((each for each in self._blocks.values() if now < each.until), key=lambda each: each.until)

    def listed(self) -> BlockList:
        return BlockList(self._blocks.values())


class InMemoryCounters:
    """Counts as the database does."""

    def __init__(self) -> None:
        self.counts: Counter[tuple[Sender, int]] = Counter()

    def count(self, senders: Sequence[Sender], limits: Mapping[str, Limit], now: datetime) -> list[Window]:
        return [self._counted(who, limits[who.kind], now) for who in senders]

    def peek(self, senders: Sequence[Sender], limits: Mapping[str, Limit], now: datetime) -> list[Window]:
        return [self._counted(who, limits[who.kind], now, more=0) for who in senders]

    def take_back(self, senders: Sequence[Sender], limits: Mapping[str, Limit], now: datetime) -> None:
        for who in senders:
            self._counted(who, limits[who.kind], now, more=-1)

    def _counted(self, who: Sender, limit: Limit, now: datetime, more: int = 1) -> Window:
        number, part = window_at(limit, now.timestamp())
        self.counts[who, number] += more
        return Window(self.counts[who, number - 1], self.counts[who, number], part)


class PasswordProofs:
    """A proof that everybody knows, good once each."""

    def __init__(self) -> None:
        self.used: set[str] = set()

    def challenge(self, now: datetime) -> Challenge:
        return Challenge({"algorithm": "SHA-256", "challenge": "0", "maxnumber": 1, "salt": "s", "signature": "x"})

    def accepted(self, solution: str, now: datetime) -> bool:
        good = solution.startswith("good") and solution not in self.used
        self.used.add(solution)
        return good


def open_gate() -> GateParts:
    """Return parts in memory, with an empty list."""
    return GateParts(InMemoryBlocks(), InMemoryCounters(), PasswordProofs(), InMemoryCases())
