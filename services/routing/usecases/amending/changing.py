"""Reading an amendment, asking whether somebody may do something to it, and storing what came of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from services.kit.clock import Clock
from services.kit.failures import Rejected, Retryable
from services.routing.domain.amending.acts import may
from services.routing.domain.amending.amendment import Amendment
from services.routing.domain.policies.verdict import Actor, Refuse
from services.routing.usecases.amending.ports import Amendments

Become = Callable[[Amendment], Amendment]


@dataclass(frozen=True, slots=True)
class Changing:
    """For every use case that changes an amendment."""

    amendments: Amendments
    clock: Clock

    def __call__(self, wish: str, number: int, actor: Actor, become: Become, seen: int | None = None) -> Amendment:
        """Do it and return the amendment afterwards. `seen`: the version that the person had before their eyes.

        Raises `Rejected` (unknown-amendment, amendment-changed, or why not), `Retryable` when somebody was faster.
        """
        return self.store(become(self.allowed(wish, number, actor, seen)))

    def store(self, after: Amendment) -> Amendment:
        """Store what became of an amendment and return it as it is kept. Raises `Retryable`."""
        if not self.amendments.save(after):
            raise Retryable("the amendment was changed at the same moment")
        return self.amendments.get(after.number) or after

    def allowed(self, wish: str, number: int, actor: Actor, seen: int | None = None) -> Amendment:
        """Return the amendment to which somebody may do this. Raises `Rejected`."""
        one = self.amendments.get(number)
        if one is None:
            raise unknown(number)
        verdict = may(wish, one, actor)
        if isinstance(verdict, Refuse):
            raise Rejected(verdict.slug, verdict.vi, verdict.en)
        if seen is not None and seen != one.version:
            raise Rejected(
                "amendment-changed",
                "Thay đổi này vừa được người khác sửa; hãy xem lại rồi làm tiếp.",
                "Somebody else has just changed this; look at it again.",
            )
        return one


def unknown(number: int) -> Rejected:
    """Return the refusal for a number that no amendment has."""
    return Rejected("unknown-amendment", f"Không có thay đổi số {number}.", f"There is no change {number}.")


def next_number(amendments: Amendments) -> int:
    """Return the number of the next amendment."""
    return max((each.number for each in amendments.all()), default=0) + 1
