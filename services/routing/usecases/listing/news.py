"""News of cases for the pages that are open: who may hear of what is decided for each listener."""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import dataclass, field, replace

from services.routing.domain.policies import Actor
from services.routing.domain.seeing import SEES_ALL

MOST_BEHIND = 100
#: Well below the requests that a site serves at a time (`kit.service.Site.CONNECTIONS`): pages come first.
MOST_LISTENERS = 300
#: Pages of one account; browsers open at most six streams to one site anyway.
MOST_OF_ONE = 6
#: The state that former holders are told: the case is no longer theirs.
GONE = "gone"


@dataclass(frozen=True, slots=True)
class Stir:
    """Something changed in a case. `holders` are the agencies that may see it now, `parted` those that just lost it."""

    code: str
    state: str
    holders: tuple[str, ...]
    parted: tuple[str, ...] = ()


#: Something may have changed while nobody watched: whoever hears this reads the list again.
AGAIN = Stir("", "again", ())


@dataclass(eq=False)
class Listener:
    """One open page. What comes too fast is dropped: a page that reads its list again has missed nothing."""

    actor: Actor
    news: deque[Stir] = field(default_factory=lambda: deque(maxlen=MOST_BEHIND))
    bell: threading.Event = field(default_factory=threading.Event)

    def hear(self, stir: Stir) -> None:
        """Take what is this listener's business, and no more of it than that."""
        heard = stir if stir is AGAIN else self._heard(stir)
        if heard:
            self.news.append(heard)
            self.bell.set()

    def wait(self, seconds: float) -> list[Stir]:
        """Return what came, after at most so long."""
        self.bell.wait(seconds)
        self.bell.clear()
        found = []
        while self.news:
            found.append(self.news.popleft())
        return found

    def _heard(self, stir: Stir) -> Stir | None:
        if self.actor.role in SEES_ALL or (self.actor.is_of_agency and self.actor.agency in stir.holders):
            return stir
        if self.actor.is_of_agency and self.actor.agency in stir.parted:
            return replace(stir, state=GONE)
        return None


class NewsRoom:
    """All listeners of this process."""

    def __init__(self) -> None:
        self._listeners: set[Listener] = set()
        self.closed = False

    @property
    def is_empty(self) -> bool:
        """Return whether nobody listens."""
        return not self._listeners

    def enter(self, actor: Actor) -> Listener | None:
        """Return a new listener; None where there are too many, or no more."""
        same = sum(each.actor.name == actor.name for each in self._listeners)
        if self.closed or len(self._listeners) >= MOST_LISTENERS or same >= MOST_OF_ONE:
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
            listener.hear(stir)

    def close(self) -> None:
        """Wake everybody for the last time: the process ends, and no page may hold it up."""
        self.closed = True
        for listener in list(self._listeners):
            listener.bell.set()
