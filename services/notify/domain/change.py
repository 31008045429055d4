"""What an outcome changes in the ledger."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from services.notify.domain.message import EMAIL, Message, State
from services.notify.domain.outcome import Accepted, Deferred, NotTried, Outcome, Refused, Repeatable, Unknown
from services.notify.domain.patience import Patience


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One transition of one message. `holder` names the claim it belongs to: a later claim is not touched.

    `repeating` says anew whether the message may have been sent before (see `Message`); None leaves what is known.
    """

    message: Message
    state: State
    at: datetime
    attempts: int
    next_step_at: datetime | None = None
    reason: str | None = None
    receipt: str | None = None
    provider_id: str | None = None
    repeating: bool | None = None

    @property
    def valid_from(self) -> frozenset[State]:
        """The states it may find the message in, still under the same claim.

        A sender that comes back late may find its claim already called uncertain. And that a message was accepted is
        true whatever anybody concluded meanwhile, so long as nobody has claimed it again and the provider has not said
        since that it never arrived.
        """
        if self.state is State.SENT:
            return frozenset({State.CLAIMED, State.UNCERTAIN, State.DEFERRED})
        return frozenset(
            {State.CLAIMED, State.UNCERTAIN} if self.message.state is State.CLAIMED else {self.message.state}
        )

    @property
    def gives_up(self) -> bool:
        """Whether somebody must hear that the citizen was not reached."""
        return self.state is State.UNDELIVERABLE


def after(message: Message, outcome: Outcome, now: datetime, patience: Patience) -> Change:
    """Return what the outcome of an attempt makes of a claimed message."""
    attempts = message.attempts + (not isinstance(outcome, NotTried))
    match outcome:
        case Accepted(receipt):
            return _accepted(message, outcome, now, attempts, receipt)
        case Unknown(reason):
            return _in_doubt(message, reason, now, patience, attempts)
        case Repeatable(reason):
            again = replace(_later(message, now, patience, attempts, reason, None), repeating=True)
            return again if again.state is State.DEFERRED else _in_doubt(message, reason, now, patience, attempts)
        case Refused(reason):
            return lost(message, reason, now, attempts=attempts)
        case Deferred(reason, until) | NotTried(reason, until):
            return _later(message, now, patience, attempts, reason, until)


def _accepted(message: Message, outcome: Accepted, now: datetime, attempts: int, receipt: str) -> Change:
    return Change(
        message=message,
        state=State.SENT,
        at=now,
        attempts=attempts,
        reason=None if outcome.settled else "the provider will tell whether it arrives",
        receipt=receipt,
        # A mail server's reply is no name of the message; every other provider's is.
        provider_id=None if message.channel == EMAIL else receipt,
    )


def _in_doubt(message: Message, reason: str, now: datetime, patience: Patience, attempts: int) -> Change:
    ask = patience.ask_at(now)
    return Change(message=message, state=State.UNCERTAIN, at=now, attempts=attempts, next_step_at=ask, reason=reason)


def _later(
    message: Message, now: datetime, patience: Patience, attempts: int, reason: str, until: datetime | None
) -> Change:
    retry = patience.retry_at(now, message.created_at, attempts, until)
    if retry is None and message.repeating:
        return _in_doubt(message, reason, now, patience, attempts)
    if retry is None:
        return lost(message, reason, now, attempts=attempts)
    return Change(message=message, state=State.DEFERRED, at=now, attempts=attempts, next_step_at=retry, reason=reason)


def lost(message: Message, reason: str, now: datetime, *, attempts: int | None = None) -> Change:
    """Return the change for a message that will surely not be delivered: the next route takes over, if there is one."""
    return Change(
        message=message,
        state=State.REPLACED if message.routes else State.UNDELIVERABLE,
        at=now,
        attempts=message.attempts if attempts is None else attempts,
        next_step_at=now if message.routes else None,
        reason=reason,
    )


def at_the_end(message: Message, reason: str, now: datetime) -> Change:
    """Return the change for a replaced message whose remaining routes turned out to lead nowhere."""
    return Change(message=message, state=State.UNDELIVERABLE, at=now, attempts=message.attempts, reason=reason)


def handed_over(message: Message, key: str, now: datetime) -> Change:
    """Return the change for a replaced message whose successor `key` is in the ledger."""
    return Change(message=message, state=State.REPLACED, at=now, attempts=message.attempts, reason=f"followed by {key}")


def delivered(message: Message, receipt: str, now: datetime, provider_id: str | None = None) -> Change:
    """Return the change for an uncertain message that a receipt or a person says was accepted."""
    return Change(
        message=message,
        state=State.SENT,
        at=now,
        attempts=message.attempts,
        receipt=receipt,
        provider_id=provider_id,
    )


def to_send_again(message: Message, reason: str, now: datetime) -> Change:
    """Return the change for a message that a receipt or a person says was surely not accepted: due at once."""
    return Change(
        message=message,
        state=State.DEFERRED,
        at=now,
        attempts=message.attempts,
        next_step_at=now,
        reason=reason,
        repeating=False if message.repeating else None,
    )


def to_repeat(message: Message, reason: str, now: datetime) -> Change:
    """Return the change for an uncertain message that may be handed over again as it is, accepted or not."""
    return replace(to_send_again(message, reason, now), repeating=True)


def still_uncertain(message: Message, ask_at: datetime, now: datetime) -> Change:
    """Return the change for an uncertain message nobody could tell about: ask again later."""
    return Change(
        message=message,
        state=State.UNCERTAIN,
        at=now,
        attempts=message.attempts,
        next_step_at=ask_at,
        reason=message.reason,
    )
