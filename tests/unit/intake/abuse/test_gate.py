"""The gate as channels call it."""

from datetime import timedelta

import pytest

from services.intake.adapters.phone_numbers import normalise_phone
from services.intake.domain.abuse.limits import LIMITS
from services.intake.domain.abuse.senders import Sender
from services.intake.domain.abuse.suspicion import Signals
from services.intake.usecases.block_sender import BlockSender
from services.intake.usecases.guard_gate import GuardGate
from services.kit.clock import FixedClock
from services.kit.failures import Rejected
from tests.unit.intake.fakes import MONDAY
from tests.unit.intake.gate_fakes import InMemoryBlocks, InMemoryCounters, PasswordProofs

HOTLINE = "(0269)1022"


class Gate:
    """A gate with its list."""

    def __init__(self) -> None:
        self.clock = FixedClock(MONDAY)
        self.blocks = InMemoryBlocks()
        self.counters = InMemoryCounters()
        self.gate = GuardGate(
            self.blocks, self.counters, PasswordProofs(), LIMITS, normalise_phone, self.clock, lambda: HOTLINE
        )
        self.list = BlockSender(self.blocks, normalise_phone, self.clock)

    def check(self, **values: str) -> bool:
        """Return whether the message is suspicious."""
        return self.gate.check(*self.gate.senders(**values)).suspicious

    def lets_through(self, who: Sender) -> bool:
        """Return whether a message that comes again by itself is let through now."""
        try:
            self.gate.check(who, patient=True)
        except Rejected:
            return False
        return True

    def refusal(self, **values: str) -> Rejected:
        with pytest.raises(Rejected) as refused:
            self.check(**values)
        return refused.value


@pytest.mark.parametrize(
    ("kind", "blocked", "sent"),
    [
        ("phone", "0905 000 012", "+84905000012"),
        ("email", "An@example.org", "an@EXAMPLE.org"),
        ("address", "203.0.113.0/24", "203.0.113.9"),
        ("zalo", "12345", "12345"),
        ("facebook", "12345", "12345"),
        ("device", "abc", "abc"),
    ],
)
def test_a_blocked_sender_is_told_to_call_until_the_block_ends(kind: str, blocked: str, sent: str) -> None:
    gate = Gate()
    gate.list.block(kind, blocked, reason="quấy rối", by="truc-01", days=2)
    refusal = gate.refusal(**{kind: sent})
    assert refusal.slug == "blocked"
    assert HOTLINE in refusal.vi
    assert HOTLINE in refusal.en
    gate.clock.at += timedelta(days=2)
    gate.check(**{kind: sent})


def test_an_unblocked_sender_may_send_again() -> None:
    gate = Gate()
    gate.list.block("zalo", "12345", reason="quấy rối", by="truc-01")
    gate.list.unblock("zalo", "12345", by="truong-ca")
    gate.check(zalo="12345")
    with pytest.raises(Rejected, match="not-blocked"):
        gate.list.unblock("zalo", "12345", by="truong-ca")


@pytest.mark.parametrize(
    ("change", "slug"),
    [
        ({"value": "0905"}, "sender-not-valid"),
        ({"kind": "address", "value": "0.0.0.0/0"}, "sender-not-valid"),
        ({"reason": " \u200b "}, "block-without-reason"),
        ({"reason": "x" * 301}, "block-without-reason"),
        ({"days": 0}, "block-too-long"),
        ({"days": 366}, "block-too-long"),
    ],
)
def test_a_block_needs_a_sender_a_reason_and_an_end(change: dict[str, str], slug: str) -> None:
    whole = {"kind": "phone", "value": "0905000012", "reason": "quấy rối", "by": "truc-01", "days": 7, **change}
    with pytest.raises(Rejected, match=slug):
        Gate().list.block(whole.pop("kind"), whole.pop("value"), **whole)  # type: ignore[arg-type]


def test_too_much_is_refused_with_the_time_to_wait_and_then_passes() -> None:
    gate, limit = Gate(), LIMITS["zalo"]
    for _ in range(limit.most):
        gate.check(zalo="12345")
    refusal = gate.refusal(zalo="12345")
    assert refusal.slug == "slow-down"
    gate.clock.at += timedelta(seconds=refusal.details["retry_after"] + 1)
    gate.check(zalo="12345")


def test_what_waits_by_itself_does_not_keep_itself_waiting() -> None:
    gate, limit = Gate(), LIMITS["email"]
    (who,) = gate.gate.senders(email="an@example.org")
    for _ in range(3):
        assert sum(gate.lets_through(who) for _ in range(3 * limit.most)) > 0
        gate.clock.at += 1.5 * timedelta(seconds=limit.seconds)


def test_one_senders_flood_is_nobody_elses() -> None:
    gate = Gate()
    for _ in range(LIMITS["device"].most):
        gate.check(device="a", address="203.0.113.7")
    assert gate.refusal(device="a", address="203.0.113.7").slug == "slow-down"
    assert gate.check(device="b", address="203.0.113.7") is False


def test_what_a_channel_cannot_read_as_a_sender_is_left_out() -> None:
    gate = Gate()
    found = gate.gate.senders(phone="0905", email="", zalo=None, address="?", facebook="99")
    assert [who.kind for who in found] == ["facebook"]


def test_this_machine_is_not_counted_but_can_be_blocked() -> None:
    gate = Gate()
    for _ in range(LIMITS["address"].most + 10):
        gate.check(address="127.0.0.1", phone="0905000012")
    assert not gate.counters.counts
    gate.list.block("phone", "0905000012", reason="quấy rối", by="truc-01")
    assert gate.refusal(address="127.0.0.1", phone="0905000012").slug == "blocked"


def test_signals_of_the_channel_count() -> None:
    gate = Gate()
    assert gate.gate.check(*gate.gate.senders(zalo="1"), signals=Signals(honeypot=True)).suspicious
