"""What becomes of a failed event: told apart by type, never dropped, never hot."""

import pytest

from services.kit.failures import Rejected, Retryable
from services.kit.messaging.topology import LADDER
from services.kit.messaging.verdict import Park, TryLater, judge

WRONG = Rejected("unknown-category", "Lĩnh vực không có.", "No such category.")


@pytest.mark.parametrize(
    ("error", "attempts", "verdict"),
    [
        (WRONG, 0, Park("unknown-category")),  # no delay makes wrong input right
        (Retryable("slow"), 0, TryLater(LADDER[0])),
        (ValueError(), 0, TryLater(LADDER[0])),  # a bug may be a race: it gets the same chances
        (ValueError(), 1, TryLater(LADDER[1])),
        (ValueError(), 3, TryLater(LADDER[3])),
        (ValueError(), 4, Park("handler-failed")),
        (Retryable("slow"), 4, Park("retries-exhausted")),
        (ValueError(), 99, Park("handler-failed")),
    ],
)
def test_a_failure_is_judged_by_its_family_and_its_attempts(error, attempts, verdict):
    assert judge(error, attempts) == verdict


def test_the_ladder_waits_longer_on_every_rung():
    waits = [delay.seconds for delay in LADDER]
    assert waits == sorted(waits) == [1, 10, 60, 600]
