"""Every exchange, queue and binding of the system, in one table.

`hotline topology apply` declares it before services start; `hotline topology check` and every consumer's readiness
compare it with what the broker has.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

#: RabbitMQ 4 drops after 20 deliveries where nothing is said, and looking at a parked message is one.
NEVER = 1_000_000

EVENTS = "cases"
REPLIES = "replies"
#: Takes what could not be handled; the routing key is the name of the queue it came from.
PARKED = "parked"


@dataclass(frozen=True, slots=True)
class Exchange:
    """A durable exchange."""

    name: str
    type: str = "topic"


@dataclass(frozen=True, slots=True)
class Binding:
    """What of an exchange's traffic a queue gets."""

    exchange: str
    key: str


@dataclass(frozen=True, slots=True)
class Queue:
    """A durable quorum queue with its bindings."""

    name: str
    bindings: tuple[Binding, ...] = ()
    arguments: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Delay:
    """A rung of the retry ladder: messages wait here and then return to the queue their routing key names."""

    name: str
    seconds: int


#: Attempt 1 fails → 1 s, attempt 2 → 10 s, … ; after the last rung a message is parked.
LADDER = (Delay("retry.1s", 1), Delay("retry.10s", 10), Delay("retry.1m", 60), Delay("retry.10m", 600))

#: The rungs are topic exchanges because the broker checks routing keys against a user's rights on topic exchanges only,
#: and a rung's routing key is the queue that the message will come to.
EXCHANGES = (
    Exchange(EVENTS),
    Exchange(REPLIES),
    Exchange(PARKED, "direct"),
    *(Exchange(delay.name) for delay in LADDER),
)

#: What an agency's own queue gets, each with the agency's name as its key.
FOR_AGENCIES = (
    "case.routed",
    "case.moved",
    "case.due_soon",
    "case.overdue",
    "case.resumed",
    "case.extended",
    "case.withdrawn",
    "supplement.routed",
    "contribution.routed",
    "extension.refused",
    "reply.rejected",
)

#: What an agency may send, each as `reply.<kind>.<agency>`.
REPLIES_OF_AGENCIES = ("accepted", "answered", "returned", "info_requested", "extension_requested", "progressed")

#: Which service reads what. The first word of a queue's name is the service that owns it.
CONSUMERS: dict[str, tuple[Binding, ...]] = {
    "routing.cases": (Binding(EVENTS, "case.received.#"), Binding(EVENTS, "case.supplemented.#")),
    # What comes back about a case: the citizen's rating, that they want it back, and whether messages arrived.
    "routing.feedback": (
        Binding(EVENTS, "case.rated.#"),
        Binding(EVENTS, "case.withdrawal_requested.#"),
        Binding(EVENTS, "notification.told.#"),
    ),
    # For agencies that fetch by HTTP or are called by webhook: everything that goes to agencies.
    "routing.gateway": tuple(Binding(EVENTS, f"{type_}.#") for type_ in FOR_AGENCIES),
    "routing.replies": tuple(Binding(REPLIES, f"reply.{kind}.#") for kind in REPLIES_OF_AGENCIES),
    "notify.cases": (
        Binding(EVENTS, "case.received.#"),
        Binding(EVENTS, "case.routed.#"),
        Binding(EVENTS, "case.answered.#"),
        Binding(EVENTS, "case.info_requested.#"),
        Binding(EVENTS, "case.extended.#"),
        Binding(EVENTS, "case.merged.#"),
        Binding(EVENTS, "case.reopened.#"),
        Binding(EVENTS, "case.progressed.#"),
        Binding(EVENTS, "case.withdrawn.#"),
    ),
    # Apart from the cases, so that an answer in a chat does not wait behind a batch of mails.
    "notify.messages": (Binding(EVENTS, "message.requested.#"), Binding(EVENTS, "message.reported.#")),
    # Who may change the words that citizens are sent.
    "notify.reference": (Binding(EVENTS, "account.changed.#"),),
    "publish.cases": (
        Binding(EVENTS, "case.received.#"),
        Binding(EVENTS, "case.routed.#"),
        Binding(EVENTS, "case.answered.#"),
        Binding(EVENTS, "case.reopened.#"),
        Binding(EVENTS, "case.progressed.#"),
        # What only the citizen's own page shows: each step, and why the time changed.
        Binding(EVENTS, "case.accepted.#"),
        Binding(EVENTS, "case.info_requested.#"),
        Binding(EVENTS, "case.resumed.#"),
        Binding(EVENTS, "case.extended.#"),
        Binding(EVENTS, "case.moved.#"),
        Binding(EVENTS, "case.merged.#"),
        Binding(EVENTS, "case.supplemented.#"),
        Binding(EVENTS, "case.withdrawn.#"),
        Binding(EVENTS, "catalog.changed.#"),
        Binding(EVENTS, "account.changed.#"),
        Binding(EVENTS, "knowledge.changed.#"),
    ),
    "reporting.cases": (
        Binding(EVENTS, "case.#"),
        Binding(EVENTS, "supplement.#"),
        Binding(EVENTS, "call.#"),
        Binding(EVENTS, "notification.failed.#"),
        Binding(EVENTS, "contribution.#"),
        Binding(EVENTS, "extension.#"),
        Binding(EVENTS, "incident.#"),
        Binding(EVENTS, "agency.#"),
        Binding(EVENTS, "catalog.changed.#"),
    ),
    "intake.reference": (Binding(EVENTS, "catalog.changed.#"), Binding(EVENTS, "account.changed.#")),
    # What becomes of a case, for whoever asks on a channel: status by SMS, Open311, the next call of the same person.
    "intake.progress": (
        Binding(EVENTS, "case.routed.#"),
        Binding(EVENTS, "case.accepted.#"),
        Binding(EVENTS, "case.answered.#"),
        Binding(EVENTS, "case.published.#"),
        Binding(EVENTS, "case.withheld.#"),
        Binding(EVENTS, "case.classified.#"),
        Binding(EVENTS, "case.info_requested.#"),
        Binding(EVENTS, "case.resumed.#"),
        Binding(EVENTS, "case.reopened.#"),
        Binding(EVENTS, "case.merged.#"),
        Binding(EVENTS, "case.withdrawn.#"),
    ),
    "intake.sms": (Binding(EVENTS, "message.arrived.#"),),
}


def parked(queue: str) -> str:
    """Return the name of the parking queue beside `queue`."""
    return f"{queue}.parked"


def consumer_queue(name: str, bindings: tuple[Binding, ...]) -> Queue:
    """Return a queue that services or agencies read from.

    The delivery limit is only a last fence against a message that kills its reader: retries are counted in a header,
    because RabbitMQ 3.x also counts lost connections. What reaches the fence is parked, not dropped (at-least-once
    dead-lettering needs `reject-publish`).
    """
    return Queue(
        name,
        bindings,
        {
            "x-queue-type": "quorum",
            "x-delivery-limit": 1000,
            "x-overflow": "reject-publish",
            "x-dead-letter-exchange": PARKED,
            "x-dead-letter-routing-key": name,
            "x-dead-letter-strategy": "at-least-once",
        },
    )


def parking_queue(name: str) -> Queue:
    """Return the queue where what `name` could not handle waits for a person."""
    return Queue(parked(name), (Binding(PARKED, name),), {"x-queue-type": "quorum", "x-delivery-limit": NEVER})


def delay_queue(delay: Delay) -> Queue:
    """Return the queue of one rung: no reader; expiry sends each message to the queue its routing key names."""
    return Queue(
        delay.name,
        (Binding(delay.name, "#"),),
        {
            "x-queue-type": "quorum",
            "x-delivery-limit": NEVER,
            "x-message-ttl": delay.seconds * 1000,
            "x-overflow": "reject-publish",
            "x-dead-letter-exchange": "",
            "x-dead-letter-strategy": "at-least-once",
        },
    )


def agency_queue(agency: str) -> Queue:
    """Return the queue of one agency: its own cases, what becomes of them, and the refusals of its own replies."""
    own = tuple(Binding(EVENTS, f"{type_}.{agency}") for type_ in FOR_AGENCIES)
    return consumer_queue(f"agency.{agency}", own)


def queues() -> tuple[Queue, ...]:
    """Return every queue that exists before any agency is added."""
    own = [consumer_queue(name, bindings) for name, bindings in CONSUMERS.items()]
    return (*own, *(parking_queue(queue.name) for queue in own), *(delay_queue(delay) for delay in LADDER))
