"""News of cases for the pages that are open: who may hear of what is decided for each listener."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from services.routing.domain.policies import Actor
from services.routing.domain.seeing import SEES_ALL

MOST_BEHIND = 100
MOST_LISTENERS = 500
MOST_OF_ONE = 10


@dataclass(frozen=True, slots=True)
class Stir:
    """Something changed in a case. `holders` are the agencies that may see it now."""

    code: str
    state: str
    holders: tuple[str, ...]


@dataclass(eq=False)
class Listener:
    """One open page. What comes too fast is dropped: a page that reads its list again has missed nothing."""

    actor: Actor
    news: deque[Stir] = field(default_factory=lambda: deque(maxlen=MOST_BEHIND))
    bell: threading.Event = field(default_factory=threading.Event)

    def may_hear(self, stir: Stir) -> bool:
        """Return whether this is any of the listener's business."""
        return self.actor.role in SEES_ALL or (self.actor.is_of_agency and self.actor.agency in stir.holders)

    def wait(self, seconds: float) -> list[Stir]:
        """Return what came, after at most so long."""
        self.bell.wait(seconds)
        self.bell.clear()
        found = []
        while self.news:
            found.append(self.news.popleft())
        return found


class NewsRoom:
    """All listeners of this process."""

    def __init__(self) -> None:
        self._listeners: set[Listener] = set()

    def enter(self, actor: Actor) -> Listener | None:
        """Return a new listener; None where there are too many."""
        same = sum(each.actor.name == actor.name for each in self._listeners)
        if len(self._listeners) >= MOST_LISTENERS or same >= MOST_OF_ONE:
            return None
        listener = Listener(actor)
        self._listeners.add(listener)
        return listener

    def leave(self, listener: Listener) -> None:
        """Forget a listener."""
        self._listeners.discard(listener)

    def tell(self, stir: Stir) -> None:
        """Tell those who may hear of it."""
        for listener in list(self._listeners):
            if listener.may_hear(stir):
                listener.news.append(stir)
                listener.bell.set()

    def close(self) -> None:
        """Wake everybody: the process ends."""
        for listener in list(self._listeners):
            listener.bell.set()

    def __iter__(self) -> Iterator[Listener]:
        return iter(list(self._listeners))
