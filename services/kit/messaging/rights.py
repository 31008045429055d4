"""What each service's broker user may do, in one table; `hotline topology users` grants it.

Nothing but the relay publishes events. A consumer reads its own queues and sends on, to the retry ladder and to the
parking queues, what it could not handle. No service may use the default exchange, which leads into every queue.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from services.kit.messaging.topology import CONSUMERS, EVENTS, LADDER, PARKED, REPLIES

NOTHING = "^$"
ANYTHING = ".*"


@dataclass(frozen=True, slots=True)
class Rights:
    """Patterns of the names a user may configure, write and read, as RabbitMQ takes them.

    `keys` holds, for each topic exchange, the pattern of the routing keys the user may publish with. RabbitMQ lets a
    user use every key of an exchange that is not named there. `tags` open the management API.
    """

    configure: str = NOTHING
    write: str = NOTHING
    read: str = NOTHING
    keys: dict[str, str] = field(default_factory=dict)
    tags: str = ""


def exactly(names: Iterable[str]) -> str:
    """Return the pattern of these names and no others."""
    escaped = [re.escape(name) for name in names]
    return f"^{escaped[0]}$" if len(escaped) == 1 else f"^({'|'.join(escaped)})$"


def owner(queue: str) -> str:
    """Return the service that reads a queue."""
    return queue.partition(".")[0]


def _relay() -> Rights:
    return Rights(write=exactly([EVENTS]), keys={EVENTS: ANYTHING})


def _consumer(service: str) -> Rights:
    """A rung returns a message to the queue its routing key names, so a service may name none but its own.

    `configure` is what the broker asks for when a consumer verifies, by declaring it again, that its queue is as the
    table says. Nobody can widen a queue by it: a binding needs `write` on the queue.
    """
    queues = exactly(name for name in CONSUMERS if owner(name) == service)
    rungs = [delay.name for delay in LADDER]
    keys = {EVENTS: NOTHING, REPLIES: NOTHING} | dict.fromkeys(rungs, queues)
    return Rights(configure=queues, write=exactly([PARKED, *rungs]), read=queues, keys=keys)


#: By the service's name, which is its user's name too.
RIGHTS: dict[str, Rights] = {
    "relay": _relay(),
    **{service: _consumer(service) for service in dict.fromkeys(map(owner, CONSUMERS))},
}

#: Looks at the queues of its virtual host over the management API, to know which agency is away, and does nothing else.
#: Made where a password for it is given.
MONITOR = "monitor"
MONITORING = Rights(tags="management")
